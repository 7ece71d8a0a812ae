//! Creating one tenant by hand: everything an import does, a slug found for it, and a word of welcome.

use sqlx::PgConnection;

use super::provision;
use crate::areas::tenants::model::NewTenant;
use crate::areas::tenants::record::queries::taken;
use crate::areas::tenants::slug::Slug;
use crate::core::change::Change;
use crate::core::lang::Lang;
use crate::core::mail::{self, Mail};
use crate::core::secrets::Secrets;

/// What another tenant has already. Both may be true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub email: bool,
    pub slug: bool,
}

/// How often a suggested slug is replaced by the next free one when an import or a typed slug takes it at the same moment.
const TRIES: usize = 20;

/// Creates the tenant and queues its welcome mail. A slug that was only suggested gives way to a free one; one that was typed does not.
pub async fn create(
    change: &mut Change,
    secrets: &Secrets,
    mut tenant: NewTenant,
    slug_is_suggested: bool,
) -> Result<Result<NewTenant, Taken>, sqlx::Error> {
    let wanted = tenant.slug.clone();
    if slug_is_suggested {
        // One after the other finds the next free number at once; all together would each try for the same one.
        sqlx::query("select pg_advisory_xact_lock(hashtextextended('slug ' || $1, 0))")
            .bind(wanted.as_ref())
            .execute(&mut **change)
            .await?;
    }
    for _ in 0..TRIES {
        if slug_is_suggested {
            tenant.slug = free_slug(change, &wanted).await?;
        }
        if provision(change, std::slice::from_ref(&tenant)).await?.contains(&tenant.id) {
            let clock = change.clock().clone();
            mail::queue(change, &clock, secrets, &welcome(&tenant)).await?;
            return Ok(Ok(tenant));
        }
        let (email, slug) = taken(change, Some(tenant.email.as_ref()), Some(tenant.slug.as_ref()), None).await?;
        if email || !slug_is_suggested {
            return Ok(Err(Taken { email, slug }));
        }
    }
    Ok(Err(Taken { email: false, slug: true }))
}

/// The wanted slug, or the first with a number that no living tenant has.
async fn free_slug(db: &mut PgConnection, wanted: &Slug) -> Result<Slug, sqlx::Error> {
    const AT_ONCE: u32 = 50;
    let mut first = 1;
    loop {
        let candidates: Vec<Slug> =
            (first..first + AT_ONCE).map(|number| if number == 1 { wanted.clone() } else { wanted.with_suffix(number) }).collect();
        let texts: Vec<String> = candidates.iter().map(ToString::to_string).collect();
        let free = sqlx::query_scalar!(
            r#"select c.place as "place!" from unnest($1::text[]) with ordinality as c (slug, place)
                where not exists (select from sys_tenants t where t.slug = c.slug and t.stage <> 'churned')
                order by c.place limit 1"#,
            &texts
        )
        .fetch_optional(&mut *db)
        .await?;
        if let Some(slug) = free.and_then(|place| candidates.into_iter().nth(usize::try_from(place - 1).ok()?)) {
            return Ok(slug);
        }
        first += AT_ONCE;
    }
}

fn welcome(tenant: &NewTenant) -> Mail {
    let lang = tenant.default_language;
    let name = match (&tenant.name2, lang) {
        (Some(name2), Lang::Ar) => name2,
        _ => &tenant.name,
    };
    let contact = tenant.contact_name.clone().unwrap_or_else(|| name.to_string());
    Mail::new("welcome", tenant.email.as_ref(), lang).tenant(tenant.id).text("contact", contact).text("tenant", name)
}
