//! What people see of the staff register, and what they do there.

pub(super) mod disable;
pub(super) mod edit;
pub(super) mod export;
pub(super) mod history;
pub(super) mod index;
pub(super) mod invitation;
mod linked;
pub(super) mod new;
mod refused;
pub(super) mod reinstatement;
pub(super) mod reset;
pub(super) mod sessions;
pub(super) mod show;

use sqlx::PgConnection;

use super::model::{Person, Role, needed_reason};
use super::{INDEX, queries, show_path};
use crate::core::change::Change;
use crate::core::ids::StaffId;
use crate::core::permission::Permission;
use crate::web::ui::Tab;
use crate::web::{Error, Page, Result};

/// The person an address names.
async fn find(db: &mut PgConnection, id: StaffId) -> Result<Person> {
    queries::find(db, id).await?.ok_or(Error::NotFound)
}

/// The person an act is about, held still for it.
async fn take(change: &mut Change, id: StaffId) -> Result<Person> {
    super::commands::take(change, id).await?.ok_or(Error::NotFound)
}

/// The pages of one person, where there is more than one for this reader.
fn tabs(page: &Page, id: StaffId, history: bool) -> Vec<Tab> {
    if !page.can(Permission::AuditRead) {
        return Vec::new();
    }
    let path = show_path(id);
    vec![
        Tab::new(page.t("staff-tab-overview"), path.clone(), !history),
        Tab::new(page.t("staff-tab-audit"), format!("{path}/audit"), history),
    ]
}

/// The steps above a page about one person.
fn below(page: Page, person: &Person) -> Page {
    let list = page.t("nav-staff");
    page.section("nav-staff").crumb(list, INDEX).crumb(person.name.clone(), show_path(person.id))
}

/// Roles as a form offers them: code, name, what it is for.
fn role_choices(page: &Page, roles: &[Role]) -> Vec<(String, String, String)> {
    let lang = page.language();
    roles.iter().map(|role| (role.code.clone(), role.name_in(lang).to_owned(), role.description_in(lang).to_owned())).collect()
}
