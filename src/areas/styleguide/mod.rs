//! Every component of the kit in all its states: what pages are made of, and what their tests look at.

use askama::Template;
use axum::response::Response;

use crate::web::page::html;
use crate::web::routes::{Access, NavGroup};
use crate::web::ui::Samples;
use crate::web::{Errors, Page, Result, Routes};

/// In the navigation only where people look around: staff at work have no use for it.
pub fn routes(demo: bool) -> Routes {
    let routes = Routes::new("styleguide").get("/styleguide", Access::SignedIn, get);
    if demo { routes.nav(NavGroup::Platform, "nav-styleguide", "swatch", "/styleguide", Access::SignedIn) } else { routes }
}

#[derive(Template)]
#[template(path = "styleguide/index.html")]
struct StyleguidePage {
    page: Page,
    errors: Errors,
    none: Errors,
    samples: Samples,
}

async fn get(page: Page) -> Result<Response> {
    let mut errors = Errors::new();
    for (field, key) in Samples::ERRORS {
        errors.add(field, key);
    }
    let samples = Samples::new(page.dir() == "rtl", &|key| page.t(key));
    html(&StyleguidePage { page: page.titled("styleguide-title"), errors, none: Errors::new(), samples })
}
