//! The list of checklists, and the form of one.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use uuid::Uuid;

use super::commands;
use super::form::{TemplateForm, Typed};
use super::queries::{self, Row};
use crate::areas::tenants::onboarding::model::Happening;
use crate::areas::tenants::onboarding::{BOARD_PATH, TEMPLATES_PATH};
use crate::web::page::{form_page, html};
use crate::web::session::FlashKind;
use crate::web::ui::{Column, Tag, Tone};
use crate::web::{AppState, Db, Error, Errors, Form, Idem, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/onboarding_templates.html")]
struct IndexPage {
    page: Page,
    columns: Vec<Column>,
    rows: Vec<Line>,
}

struct Line {
    href: String,
    name: String,
    tag: Option<Tag>,
    steps: String,
    required: String,
    version: String,
}

pub(in super::super) async fn index(page: Page, mut db: Db) -> Result<Response> {
    let rows = queries::list(&mut db).await?;
    drop(db);
    let board = page.t("nav-onboarding");
    html(&IndexPage {
        columns: vec![
            Column::new(page.t("onboarding-column-checklist")),
            Column::new(page.t("onboarding-column-steps")).numeric(),
            Column::new(page.t("onboarding-column-required")).numeric(),
            Column::new(page.t("onboarding-column-version")).numeric(),
        ],
        rows: rows.iter().map(|row| line(&page, row)).collect(),
        page: page.titled("onboarding-templates").section("nav-onboarding").crumb(board, BOARD_PATH),
    })
}

fn line(page: &Page, row: &Row) -> Line {
    Line {
        href: format!("{TEMPLATES_PATH}/{}", row.id),
        name: row.name_in(page.language()).to_owned(),
        tag: row.is_default.then(|| Tag::new(Tone::Accent, page.t("onboarding-default"))),
        steps: page.num(row.steps),
        required: page.num(row.required),
        version: page.num(row.version),
    }
}

#[derive(Template)]
#[template(path = "tenants/onboarding_template.html")]
struct FormPage<'a> {
    page: Page,
    errors: Errors,
    form: &'a TemplateForm,
    groups: Vec<Group<'a>>,
    choices: Vec<(&'static str, String)>,
    events: Vec<(&'static str, String)>,
    idem: Option<Uuid>,
    action: String,
}

/// One step's fields, and what their group is called.
struct Group<'a> {
    number: usize,
    title: String,
    typed: Typed<'a>,
}

pub(in super::super) async fn new(State(app): State<AppState>, page: Page, mut db: Db) -> Result<Response> {
    // What new tenants get now is the best start.
    let like = queries::find(&mut db, None).await?.ok_or(Error::NotFound)?;
    drop(db);
    let form = TemplateForm { name: String::new(), name2: String::new(), is_default: false, version: 0, ..TemplateForm::of(&like) };
    show(page, &form, &Errors::new(), None, Some(app.clock.new_id()))
}

pub(in super::super) async fn create(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Idem(form, key): Idem<TemplateForm>,
) -> Result<Response> {
    let wanted = match form.check(false)? {
        Ok(wanted) => wanted,
        Err(errors) => return show(page, &form, &errors, None, Some(app.clock.new_id())),
    };
    let mut change = staff.change(&app).await?;
    if let Some(key) = key
        && change.first_result(key, TEMPLATES_PATH).await?.is_some()
    {
        return staff.done(TEMPLATES_PATH, "onboarding-template-created").await;
    }
    commands::create(&mut change, &wanted).await?;
    change.commit().await?;
    staff.done(TEMPLATES_PATH, "onboarding-template-created").await
}

pub(in super::super) async fn edit(page: Page, mut db: Db, Path(id): Path<Uuid>) -> Result<Response> {
    let template = queries::find(&mut db, Some(id)).await?.ok_or(Error::NotFound)?;
    drop(db);
    show(page, &TemplateForm::of(&template), &Errors::new(), Some(id), None)
}

pub(in super::super) async fn save(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<Uuid>,
    Form(form): Form<TemplateForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    commands::lock(&mut change).await?;
    let before = queries::find(&mut change, Some(id)).await?.ok_or(Error::NotFound)?;
    let wanted = match form.check(before.is_default)? {
        Ok(wanted) => wanted,
        Err(errors) => return show(page, &form, &errors, Some(id), None),
    };
    if form.version != before.version {
        // What was typed stays, and is saved over the newer version only when it is sent once more.
        let form = TemplateForm { version: before.version, ..form };
        return show(page, &form, &Errors::one("name", "onboarding-error-stale"), Some(id), None);
    }
    if !commands::edit(&mut change, &before, &wanted).await? {
        return staff.go(TEMPLATES_PATH, FlashKind::Info, "tenants-unchanged").await;
    }
    change.commit().await?;
    staff.done(TEMPLATES_PATH, "onboarding-template-saved").await
}

fn show(page: Page, form: &TemplateForm, errors: &Errors, id: Option<Uuid>, idem: Option<Uuid>) -> Result<Response> {
    let typed = form.typed()?;
    let (board, list) = (page.t("nav-onboarding"), page.t("onboarding-templates"));
    let title = if id.is_some() { "onboarding-template-edit" } else { "onboarding-template-new" };
    let template = FormPage {
        groups: (1..)
            .zip(typed)
            .map(|(number, typed)| Group { number, title: page.ts("onboarding-step-number", "number", page.num(number as i64)), typed })
            .collect(),
        choices: vec![("yes", page.t("onboarding-step-required")), ("no", page.t("onboarding-step-optional"))],
        events: Happening::ALL.into_iter().map(|one| (one.code(), page.t(one.key()))).collect(),
        action: id.map_or_else(|| format!("{TEMPLATES_PATH}/new"), |id| format!("{TEMPLATES_PATH}/{id}")),
        page: page.titled(title).section("nav-onboarding").crumb(board, BOARD_PATH).crumb(list, TEMPLATES_PATH).failed(errors.any()),
        errors: errors.clone(),
        form,
        idem,
    };
    form_page(errors, &template)
}
