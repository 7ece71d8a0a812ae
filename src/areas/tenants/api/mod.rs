//! The register for programs: reading tenants, and creating them as the page does.

mod create;
mod read;
mod resource;

use utoipa::OpenApi;

use crate::core::ids::TenantId;
use crate::core::scope::Scope;
use crate::web::Routes;

const LIST: &str = "/api/v1/tenants";

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(LIST, Scope::TenantsRead, read::list_tenants).post(LIST, Scope::TenantsWrite, create::create_tenant).get(
        "/api/v1/tenants/{id}",
        Scope::TenantsRead,
        read::read_tenant,
    )
}

/// Where a program finds one tenant.
fn path(id: TenantId) -> String {
    format!("{LIST}/{id}")
}

/// This part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(read::list_tenants, create::create_tenant, read::read_tenant))]
pub struct Document;
