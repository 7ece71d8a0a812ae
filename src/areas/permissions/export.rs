//! Who may do what, as a file. That it was taken out is in the audit log.

use axum::extract::State;
use axum::response::Response;
use futures_util::stream;
use serde_json::json;

use super::index::Asked;
use super::queries::{self, Person};
use super::{INDEX, opened_by};
use crate::areas::roles::{self, model::Role};
use crate::core::change::Event;
use crate::core::permission::Permission;
use crate::web::csv::{self, Cell};
use crate::web::routes::RouteTable;
use crate::web::{AppState, Db, Query, Result, SignedIn};

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, mut db: Db, Query(asked): Query<Asked>) -> Result<Response> {
    let running = app.limits.export(staff.id)?;
    let by_person = asked.by == "person";
    let roles = roles::queries::all(&mut db).await?;
    let people = queries::people(&mut db).await?;
    drop(db);
    let mut change = staff.change(&app).await?;
    let address = format!("{INDEX}.csv?by={}", if by_person { "person" } else { "role" });
    change.record(Event::new("permissions.exported", "permissions").after(json!({ "address": address }))).await?;
    change.commit().await?;
    let (header, rows) = if by_person { per_person(&roles, &people) } else { per_role(&app.routes, &roles) };
    Ok(csv::download("permissions.csv", &header, stream::iter(rows.into_iter().map(Ok)), running))
}

/// A line a permission, a column a role.
fn per_role(table: &RouteTable, roles: &[Role]) -> (Vec<Cell>, Vec<Vec<Cell>>) {
    let mut header: Vec<Cell> = ["permission", "addresses"].map(Cell::text).into();
    header.extend(roles.iter().map(|role| Cell::text(role.code.clone())));
    let rows = Permission::ALL.iter().map(|permission| {
        let mut cells = vec![Cell::text(permission.code()), Cell::text(opened_by(table, *permission).join("; "))];
        cells.extend(roles.iter().map(|role| Cell::text(if role.permissions().has(*permission) { "yes" } else { "no" })));
        cells
    });
    (header, rows.collect())
}

/// A line for each person, permission and role it comes from.
fn per_person(roles: &[Role], people: &[Person]) -> (Vec<Cell>, Vec<Vec<Cell>>) {
    let header = ["id", "name", "email", "status", "permission", "role"].map(Cell::text).into();
    let mut rows = Vec::new();
    for person in people {
        for permission in Permission::ALL {
            rows.extend(person.through(roles, *permission).into_iter().map(|role| {
                vec![
                    Cell::text(person.id.to_string()),
                    Cell::text(person.name.clone()),
                    Cell::text(person.email.clone()),
                    Cell::text(person.status().code()),
                    Cell::text(permission.code()),
                    Cell::text(role.code.clone()),
                ]
            }));
        }
    }
    (header, rows)
}
