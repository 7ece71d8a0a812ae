//! The page: the matrix, or the answer to one question.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::{matrix, queries, what, who};
use crate::areas::roles;
use crate::core::ids::StaffId;
use crate::core::permission::Permission;
use crate::web::{AppState, Db, Error, Page, Query, Result};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// `role` or `person`.
    #[serde(default)]
    pub(super) by: String,
    /// Who can do this?
    #[serde(default)]
    permission: String,
    /// What can this person do?
    #[serde(default)]
    person: String,
}

pub(super) async fn get(State(app): State<AppState>, page: Page, mut db: Db, Query(asked): Query<Asked>) -> Result<Response> {
    let roles = roles::queries::all(&mut db).await?;
    let people = queries::people(&mut db).await?;
    if !asked.permission.is_empty() {
        let permission = Permission::from_code(&asked.permission).ok_or(Error::NotFound)?;
        return who::page(page, &app.routes, &roles, &people, permission);
    }
    if !asked.person.is_empty() {
        let id: StaffId = asked.person.parse().map_err(|_| Error::NotFound)?;
        let person = people.iter().find(|person| person.id == id).ok_or(Error::NotFound)?;
        return what::page(page, &app, &roles, person);
    }
    matrix::page(page, &app, &roles, &people, asked.by == "person")
}
