//! One review: its list by person, what was decided, and the signature.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgConnection;

use super::commands::hex;
use super::kept::KeptForm;
use super::model::{Decision, Grant, Review, sign};
use super::{INDEX, index, queries, revocation_path, show_path};
use crate::areas::permissions::toxic;
use crate::areas::staff::model::Status;
use crate::areas::{roles, staff};
use crate::core::ids::{ReviewId, RoleId, StaffId};
use crate::core::permission::{Permission, PermissionSet};
use crate::web::page::form_page;
use crate::web::ui::{Action, Fact, SummaryRow, Tag, Tone};
use crate::web::{AppState, Db, Error, Errors, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "access_reviews/show.html")]
struct ShowPage {
    page: Page,
    errors: Errors,
    form: KeptForm,
    tags: Vec<Tag>,
    facts: Vec<SummaryRow>,
    rows: Vec<Row>,
    /// Whether this reader can decide anything here.
    decides: bool,
    /// Everything is decided and waits for a name under it.
    signs: bool,
    path: String,
}

struct Row {
    number: i32,
    person: Fact,
    name: String,
    email: String,
    status: Option<Tag>,
    role: Fact,
    /// What the person holds together, through this role and others, that is better held apart.
    together: Vec<String>,
    allows: String,
    given: String,
    given_by: Option<String>,
    decision: Option<Tag>,
    decided: Option<String>,
    note: String,
    /// One's own roles are somebody else's to decide.
    own: bool,
    /// Can be kept (again).
    open: bool,
    checked: bool,
    revocation: Option<String>,
}

impl ShowPage {
    /// The address of something below this review's page.
    fn below(&self, what: &str) -> String {
        format!("{}/{what}", self.path)
    }
}

pub(super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<ReviewId>,
) -> Result<Response> {
    let review = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    self::page(&app, &mut db, &staff, page, &review, KeptForm::default(), Errors::new()).await
}

pub(super) async fn page(
    app: &AppState,
    db: &mut PgConnection,
    staff: &SignedIn,
    page: Page,
    review: &Review,
    form: KeptForm,
    errors: Errors,
) -> Result<Response> {
    let grants = queries::grants(db, review.id).await?;
    // A role may be gone since: then it is a word and no link.
    let there: BTreeSet<RoleId> = roles::queries::all(db).await?.into_iter().map(|role| role.id).collect();
    let may_sign = page.can(Permission::ReviewsSign) && !review.is_signed();
    let rows = grants.iter().map(|grant| {
        let together = together(&page, app, &grants, grant.user_id);
        Row { together, ..row(&page, staff, review, grant, may_sign, there.contains(&grant.role_id), &form) }
    });
    let rows: Vec<Row> = rows.collect();
    let standing = review.standing(page.at());
    let (list, name) = (page.t("nav-reviews"), index::title(&page, review));
    form_page(
        &errors,
        &ShowPage {
            tags: vec![Tag::new(standing.tone(), page.t(standing.key()))],
            facts: facts(&page, review, &grants),
            decides: may_sign && rows.iter().any(|row| row.open),
            signs: may_sign && review.undecided() == 0,
            rows,
            path: show_path(review.id),
            page: page.titled_text(name).section("nav-reviews").crumb(list, INDEX).failed(errors.any()),
            errors: errors.clone(),
            form,
        },
    )
}

fn row(page: &Page, reader: &SignedIn, review: &Review, grant: &Grant, may_sign: bool, role_exists: bool, form: &KeptForm) -> Row {
    let lang = page.language();
    let own = reader.id == grant.user_id;
    let decision = grant.decision();
    let decides = may_sign && !own && decision != Some(Decision::Revoked);
    let role = grant.role_in(lang).to_owned();
    let word = |status: Status| (status != Status::Active).then(|| Tag::new(status.tone(), page.t(status.key())));
    let permissions: Vec<String> = if grant.permissions.iter().any(|code| code == "*") {
        vec![page.t("roles-everything")]
    } else {
        grant.permissions.iter().filter_map(|code| Permission::from_code(code)).map(|one| page.t(one.label_key())).collect()
    };
    Row {
        number: grant.number,
        person: link(page.can(Permission::StaffRead), grant.user_name.clone(), staff::show_path(grant.user_id)),
        name: grant.user_name.clone(),
        email: grant.user_email.clone(),
        status: Status::from_code(&grant.user_status).and_then(word),
        role: link(role_exists, role, roles::show_path(grant.role_id)),
        together: Vec::new(),
        allows: permissions.join(&page.t("staff-list-separator")),
        given: page.date(crate::core::clock::business_day(grant.granted_at)),
        given_by: grant.granted_by_name.clone(),
        decision: decision.map(|decision| Tag::new(decision.tone(), page.t(decision.key()))),
        decided: grant.decided_by_name.clone(),
        note: grant.note.clone(),
        own,
        open: decides,
        checked: form.grants.contains(&grant.number),
        revocation: decides.then(|| revocation_path(review.id, grant.number)),
    }
}

/// What somebody would hold together by this review's list, without what it took away.
fn together(page: &Page, app: &AppState, grants: &[Grant], person: StaffId) -> Vec<String> {
    let theirs = grants.iter().filter(|grant| grant.user_id == person && grant.decision() != Some(Decision::Revoked));
    let held = PermissionSet::from_grants(theirs.flat_map(|grant| &grant.permissions));
    toxic(&held, &app.commands).into_iter().map(|one| page.t(one.key())).collect()
}

fn link(leads: bool, label: String, href: String) -> Fact {
    if leads { Fact::Link(Action::new(label, href)) } else { Fact::Text(label) }
}

fn facts(page: &Page, review: &Review, grants: &[Grant]) -> Vec<SummaryRow> {
    let time = |at| Fact::Time { text: page.datetime(at), iso: page.iso(at) };
    let starter = review.started_by_name.clone().unwrap_or_else(|| page.t("reviews-by-itself"));
    let mut facts = vec![
        SummaryRow::new(page.t("reviews-field-started"), time(review.started_at)),
        SummaryRow::text(page.t("reviews-field-started-by"), starter),
        SummaryRow::new(page.t("reviews-field-due"), time(review.due_at)),
        SummaryRow::text(page.t("reviews-field-decided"), index::progress(page, review)),
        SummaryRow::text(page.t("reviews-field-revoked"), page.num(review.revoked)),
    ];
    if let (Some(by), Some(name), Some(at), Some(signature)) =
        (review.signed_by, &review.signed_by_name, review.signed_at, &review.signature)
    {
        facts.push(SummaryRow::text(page.t("reviews-field-signed-by"), name.clone()));
        facts.push(SummaryRow::new(page.t("reviews-field-signed-at"), time(at)));
        facts.push(SummaryRow::new(page.t("reviews-field-signature"), Fact::Copyable(hex(signature))));
        let (tone, key) = if sign(review, grants, by, at) == *signature {
            (Tone::Success, "reviews-signature-holds")
        } else {
            (Tone::Danger, "reviews-signature-broken")
        };
        facts.push(SummaryRow::new(page.t("reviews-field-check"), Fact::Tags(vec![Tag::new(tone, page.t(key))])));
    }
    facts
}
