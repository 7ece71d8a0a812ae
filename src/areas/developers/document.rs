//! The description of the API, put together from the handlers' own.

use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use crate::areas::tenants;
use crate::core::scope::Scope;
use crate::web::api::{FieldProblem, KINDS, ProblemDocument};

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

/// What any call may be answered with: without a key, without the right, too often, and when something is broken here.
const ANY_CALL: [u16; 6] = [400, 401, 403, 429, 500, 503];
/// And a call with a body.
const WITH_BODY: [u16; 2] = [413, 415];

/// The answers all calls have in common. They are kept once, so that a call tells what is its own.
fn add_common_answers(document: &mut utoipa::openapi::OpenApi) {
    let components = document.components.get_or_insert_default();
    for status in ANY_CALL.into_iter().chain(WITH_BODY) {
        let titles: Vec<&str> = KINDS.iter().filter(|(kind, _, _)| kind.as_u16() == status).map(|(_, _, title)| *title).collect();
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemDocument"))).build();
        let answer = ResponseBuilder::new().description(titles.join("; ")).content("application/problem+json", content).build();
        components.responses.insert(answer_name(status), answer.into());
    }
    for item in document.paths.paths.values_mut() {
        for call in [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete].into_iter().flatten() {
            let body = if call.request_body.is_some() { &WITH_BODY[..] } else { &[] };
            for status in ANY_CALL.iter().chain(body) {
                refer(call, *status);
            }
        }
    }
}

fn refer(call: &mut Operation, status: u16) {
    let common = Ref::from_response_name(answer_name(status));
    call.responses.responses.entry(status.to_string()).or_insert_with(|| common.into());
}

fn answer_name(status: u16) -> String {
    format!("Problem{status}")
}

/// The whole document, in version 3.1 of its format.
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = Head::openapi();
    document.merge(tenants::usage::Document::openapi());
    document.merge(tenants::api::Document::openapi());
    add_common_answers(&mut document);
    document
}
