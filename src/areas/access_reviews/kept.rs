//! Saying of several lines at once that they stay.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::model::read_note;
use super::{commands, refused, show, show_path};
use crate::core::ids::ReviewId;
use crate::core::lang::Message;
use crate::web::session::FlashKind;
use crate::web::{AppState, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptForm {
    #[serde(default)]
    pub(super) grants: Vec<i32>,
    #[serde(default)]
    pub(super) note: String,
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<ReviewId>,
    Form(form): Form<KeptForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let review = commands::take(&mut change, id).await?.ok_or(Error::NotFound)?;
    let mut errors = Errors::new();
    let note = errors.take("note", read_note(&form.note));
    if form.grants.is_empty() {
        errors.add("grants", "reviews-error-none-chosen");
    }
    let Some(note) = note.filter(|_| errors.is_empty()) else {
        return show::page(&app, &mut change, &staff, page, &review, form, errors).await;
    };
    match commands::keep(&mut change, &review, &form.grants, &note).await? {
        Err(refusal) => refused::page(page, &review, refusal),
        Ok(0) => staff.go(&show_path(id), FlashKind::Info, "staff-edited-nothing").await,
        Ok(kept) => {
            change.commit().await?;
            let kept = i64::try_from(kept).unwrap_or(i64::MAX);
            staff.done(&show_path(id), Message::new("reviews-kept-done").count(kept)).await
        }
    }
}
