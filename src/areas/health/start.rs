//! Starting what was proposed against a risk.

use axum::extract::State;
use axum::response::Response;

use super::{health_path, playbooks, queries};
use crate::areas::tenants::{Risk, record};
use crate::core::approvals::Means;
use crate::core::ids::TenantId;
use crate::web::form::Nothing;
use crate::web::session::FlashKind;
use crate::web::{AppState, Error, Form, Path, Result, SignedIn};

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path((id, playbook)): Path<(TenantId, i64)>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let record = record::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    let run = queries::playbook(&mut change, id, playbook).await?.ok_or(Error::NotFound)?;
    if !record.is_open() {
        return staff.go(&health_path(id), FlashKind::Warning, "tenants-closed").await;
    }
    let base_url = app.settings.base_url();
    let means = Means { secrets: &app.secrets, base_url: &base_url };
    if !playbooks::start(&mut change, means, &run).await? {
        return staff.go(&health_path(id), FlashKind::Info, "health-playbook-started-before").await;
    }
    change.commit().await?;
    let said = if run.level == Risk::Critical { "health-playbook-started-alert" } else { "health-playbook-started" };
    staff.done(&health_path(id), said).await
}
