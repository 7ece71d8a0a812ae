//! The description of the API, put together from the handlers' own.

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::areas::tenants;
use crate::core::scope::Scope;
use crate::web::api::{FieldProblem, ProblemDocument};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "HQ Console API",
        description = "For programs of the platform: tell what tenants use, read the register, create tenants. Every call carries a key; \
            every error is a problem document (RFC 9457).",
        license(name = "Proprietary")
    ),
    components(schemas(ProblemDocument, FieldProblem)),
    tags(
        (name = "Usage", description = "What tenants use, event by event"),
        (name = "Tenants", description = "The register of tenants")
    ),
    modifiers(&Keys)
)]
struct Head;

/// Every call but this description carries a key.
struct Keys;

impl Modify for Keys {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scopes: Vec<&str> = Scope::ALL.iter().map(|scope| scope.code()).collect();
        let words = format!("A key from Developers, API keys. Scopes: {}.", scopes.join(", "));
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(words)).build();
        document.components.get_or_insert_default().add_security_scheme("key", SecurityScheme::Http(scheme));
    }
}

/// The whole document, in version 3.1 of its format.
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = Head::openapi();
    document.merge(tenants::usage::Document::openapi());
    document.merge(tenants::api::Document::openapi());
    document
}
