//! Where an import begins: the file, and the imports there were.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use uuid::Uuid;

use super::commands::{self, Upload as NewImport};
use super::model::Import;
use super::{framed, judging, queries, show_path, words};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::import::{ReadError, Roster};
use crate::core::ids::ImportId;
use crate::core::lang::Message;
use crate::web::list::ListRequest;
use crate::web::page::form_page;
use crate::web::ui::{Column, Pager, Tag};
use crate::web::upload::{File, Upload};
use crate::web::{AppState, Db, Error, Errors, Page, Result, SignedIn, Visitor};

/// The list's name in its cursors.
const LIST: &str = "imports";

#[derive(Template)]
#[template(path = "tenants/imports/index.html")]
struct IndexPage {
    page: Page,
    errors: Errors,
    idem: Uuid,
    columns: Vec<Column>,
    rows: Vec<Row>,
    pager: Pager,
}

/// An earlier import.
struct Row {
    href: String,
    file: String,
    tag: Tag,
    by: String,
    at: String,
    iso: String,
    total: String,
    imported: String,
    refused: String,
}

impl Row {
    fn of(page: &Page, import: &Import) -> Self {
        Self {
            href: show_path(import.id),
            file: import.file_name.clone(),
            tag: Tag::new(words::state_tone(import.state), page.t(words::state_key(import.state))),
            by: uploader(page, import),
            at: page.datetime(import.created_at),
            iso: page.iso(import.created_at),
            total: page.num(import.tally.total()),
            imported: page.num(import.tally.imported + import.tally.kept),
            refused: page.num(import.tally.refused),
        }
    }
}

/// Who uploaded it: a person, or the command line in the reader's language.
pub(super) fn uploader(page: &Page, import: &Import) -> String {
    if import.created_by.is_some() { import.created_by_label.clone() } else { page.t("audit-actor-cli") }
}

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, db: Db) -> Result<Response> {
    Identity::of(&staff).required()?;
    show(&app, &staff.visitor(), page, db, Errors::new()).await
}

async fn show(app: &AppState, visitor: &Visitor, page: Page, mut db: Db, errors: Errors) -> Result<Response> {
    let list = ListRequest::read(app, visitor, LIST, queries::SORTS)?;
    let imports = queries::list(&mut db, &list.page).await?;
    let slice = list.page.slice(&app.secrets, LIST, imports, queries::key);
    let total = queries::count(&mut db).await?;
    let page = framed(page).titled("imports-title").failed(errors.any());
    let column = |key: &str| Column::new(page.t(key));
    form_page(
        &errors,
        &IndexPage {
            errors: errors.clone(),
            idem: app.clock.new_id(),
            columns: vec![
                column("imports-column-file"),
                column("imports-column-state"),
                list.column(page.t("imports-column-at"), "at"),
                column("imports-column-by").minor(),
                column("imports-column-total").numeric(),
                column("imports-column-imported").numeric(),
                column("imports-column-refused").numeric(),
            ],
            rows: slice.rows.iter().map(|import| Row::of(&page, import)).collect(),
            pager: list.pager(&slice, total),
            page,
        },
    )
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    upload: std::result::Result<Upload, Error>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let refuse = async |message: Message| {
        let db = Db::acquire(&app).await?;
        show(&app, &staff.visitor(), page.clone(), db, Errors::one("file", message)).await
    };
    let mut upload = match upload {
        Ok(upload) => upload,
        Err(Error::TooLarge) => return refuse(words::read_error(ReadError::TooLarge, page.format())).await,
        Err(error) => return Err(error),
    };
    upload.only(&["idem"], &["file"])?;
    let idem = upload.field("idem").parse::<Uuid>().ok();
    let Some(File { name, bytes }) = upload.files.remove("file").filter(|file| !file.name.is_empty()) else {
        return refuse("imports-error-no-file".into()).await;
    };
    let id = ImportId(app.clock.new_id());
    let read = judging::aside(move || Roster::read(&bytes).map(|roster| NewImport::new(id, name, &bytes, roster))).await?;
    let import = match read {
        Ok(import) => import,
        Err(error) => return refuse(words::read_error(error, page.format())).await,
    };
    let mut change = staff.change(&app).await?;
    if let Some(key) = idem
        && let Some(first) = change.first_result(key, &show_path(id)).await?
    {
        return Ok(Redirect::to(&first).into_response());
    }
    commands::upload(&mut change, import).await?;
    change.commit().await?;
    Ok(Redirect::to(&show_path(id)).into_response())
}
