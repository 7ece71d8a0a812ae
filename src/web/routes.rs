//! The route table, which is the permission table: no route without a word on who may use it.

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn;
use axum::routing::{self, MethodRouter};

use super::state::AppState;
use super::{api, guard};
use crate::core::permission::Permission;
use crate::core::scope::Scope;
use crate::core::staff::Staff;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, signed in or not.
    Public,
    /// Any member of staff with both factors.
    SignedIn,
    /// Members of staff whose roles hold this.
    Needs(Permission),
    /// Programs whose API key holds this.
    Scope(Scope),
}

impl From<Permission> for Access {
    fn from(permission: Permission) -> Self {
        Self::Needs(permission)
    }
}

impl From<Scope> for Access {
    fn from(scope: Scope) -> Self {
        Self::Scope(scope)
    }
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    pub area: &'static str,
    pub method: &'static str,
    pub path: &'static str,
    pub access: Access,
    /// Asks for a fresh second factor.
    pub step_up: bool,
    /// Takes a file; the number is the most bytes.
    pub upload: Option<usize>,
}

impl Route {
    /// Whether it answers programs: no session, no page.
    pub fn is_api(&self) -> bool {
        self.path.starts_with(api::BELOW)
    }
}

/// An entry of the side navigation, shown to whoever may open it.
#[derive(Clone, Copy, Debug)]
pub struct NavEntry {
    pub group: NavGroup,
    /// Catalogue key of the label.
    pub label: &'static str,
    pub icon: &'static str,
    pub href: &'static str,
    pub access: Access,
    /// How much work waits there for a person.
    pub badge: Option<fn(&Staff) -> i64>,
}

/// Groups of the side navigation, in their order on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NavGroup {
    Start,
    Customers,
    Billing,
    Platform,
}

impl NavGroup {
    pub fn label_key(self) -> &'static str {
        match self {
            Self::Start => "nav-group-start",
            Self::Customers => "nav-group-customers",
            Self::Billing => "nav-group-billing",
            Self::Platform => "nav-group-platform",
        }
    }
}

/// Every route and navigation entry of the console.
#[derive(Clone, Debug, Default)]
pub struct RouteTable {
    pub routes: Vec<Route>,
    pub nav: Vec<NavEntry>,
}

/// One area's part of the table, with its handlers.
pub struct Routes {
    area: &'static str,
    routes: Vec<(Route, MethodRouter<AppState>)>,
    nav: Vec<NavEntry>,
}

impl Routes {
    pub fn new(area: &'static str) -> Self {
        Self { area, routes: Vec::new(), nav: Vec::new() }
    }

    #[must_use]
    pub fn get<H, T>(self, path: &'static str, access: impl Into<Access>, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add("GET", path, access.into(), routing::get(handler))
    }

    #[must_use]
    pub fn post<H, T>(self, path: &'static str, access: impl Into<Access>, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add("POST", path, access.into(), routing::post(handler))
    }

    /// The route added last asks for a fresh second factor.
    #[must_use]
    pub fn step_up(mut self) -> Self {
        if let Some((route, _)) = self.routes.last_mut() {
            route.step_up = true;
        }
        self
    }

    /// The route added last takes a file of at most `most` bytes.
    #[must_use]
    pub fn upload(mut self, most: usize) -> Self {
        if let Some((route, _)) = self.routes.last_mut() {
            route.upload = Some(most);
        }
        self
    }

    /// Adds an entry to the navigation.
    #[must_use]
    pub fn nav(mut self, group: NavGroup, label: &'static str, icon: &'static str, href: &'static str, access: impl Into<Access>) -> Self {
        self.nav.push(NavEntry { group, label, icon, href, access: access.into(), badge: None });
        self
    }

    /// The navigation entry added last counts the work that waits there.
    #[must_use]
    pub fn badge(mut self, count: fn(&Staff) -> i64) -> Self {
        if let Some(entry) = self.nav.last_mut() {
            entry.badge = Some(count);
        }
        self
    }

    fn add(mut self, method: &'static str, path: &'static str, access: Access, handler: MethodRouter<AppState>) -> Self {
        self.routes.push((Route { area: self.area, method, path, access, step_up: false, upload: None }, handler));
        self
    }
}

/// The handlers, each behind its guard: what people see and what programs call.
#[derive(Default)]
pub struct Routers {
    pub pages: Router<AppState>,
    pub api: Router<AppState>,
}

/// Joins the areas: the routers, and the table they were drawn from.
pub fn join(areas: impl IntoIterator<Item = Routes>) -> (Routers, Arc<RouteTable>) {
    let mut routers = Routers::default();
    let mut table = RouteTable::default();
    for area in areas {
        for (route, handler) in area.routes {
            table.routes.push(route);
            if route.is_api() {
                let guarded = handler.layer(from_fn(move |request, next| api::check(route, request, next)));
                routers.api = routers.api.route(route.path, guarded);
            } else {
                let guarded = handler.layer(from_fn(move |request, next| guard::check(route, request, next)));
                routers.pages = routers.pages.route(route.path, guarded);
            }
        }
        table.nav.extend(area.nav);
    }
    table.nav.sort_by_key(|entry| entry.group);
    (routers, Arc::new(table))
}
