//! What is written when a limit comes near: to the tenant in its language, and to the colleague who looks after it in theirs.

use sqlx::PgConnection;

use super::figures::{Standing, Used};
use super::usage_path;
use crate::core::change::Change;
use crate::core::ids::TenantId;
use crate::core::jobs::Run;
use crate::core::lang::{Digits, Format, Lang};
use crate::core::mail::{self, Mail};

/// Whom to write to.
pub(super) struct People {
    pub name: String,
    name2: Option<String>,
    email: String,
    language: Lang,
    /// The owner's address and language.
    owner: Option<(String, Lang)>,
}

impl People {
    fn name_in(&self, lang: Lang) -> &str {
        match &self.name2 {
            Some(name2) if lang == Lang::Ar => name2,
            _ => &self.name,
        }
    }
}

pub(super) async fn people(db: &mut PgConnection, tenant: TenantId) -> Result<Option<People>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select t.name, t.name2, t.email, t.default_language, o.email as "owner_email?", o.language as "owner_language?"
             from sys_tenants t left join sys_platform_users o on o.id = t.owner_id and o.status = 'active'
            where t.id = $1"#,
        tenant.0
    )
    .fetch_optional(db)
    .await?;
    let lang = |code: &str| Lang::from_code(code).unwrap_or_default();
    Ok(row.map(|row| People {
        language: lang(&row.default_language),
        owner: row.owner_email.map(|email| (email, lang(row.owner_language.as_deref().unwrap_or_default()))),
        name: row.name,
        name2: row.name2,
        email: row.email,
    }))
}

pub(super) async fn queue(
    change: &mut Change,
    run: &Run,
    people: &People,
    standing: &Standing,
    used: &Used,
    level: i16,
) -> Result<(), sqlx::Error> {
    let filled = |mail: Mail, lang: Lang| {
        let format = Format { lang, digits: Digits::default() };
        mail.text("tenant", people.name_in(lang))
            .text("measure", lang.t(used.measure.key()))
            .text("level", format.num(i64::from(level)))
            .text("used", format.num(used.used))
            .text("allowed", format.num(used.allowed.unwrap_or_default()))
            .text("until", format.date(standing.window.ends))
    };
    let mail = filled(Mail::new("limit-near", &people.email, people.language), people.language);
    mail::queue(change, &run.clock, &run.secrets, &mail).await?;
    if let Some((email, lang)) = &people.owner {
        let link = format!("{}{}", run.base_url, usage_path(standing.tenant));
        let mail = filled(Mail::new("limit-near-owner", email, *lang), *lang).action("mail-limit-near-open", link);
        mail::queue(change, &run.clock, &run.secrets, &mail).await?;
    }
    Ok(())
}
