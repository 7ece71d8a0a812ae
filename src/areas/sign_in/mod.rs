//! Getting in and out: password, second factor, invitation and enrolment, step-up, sign-out.

mod code;
mod enrol;
mod entry;
mod invitation;
mod login;
mod logout;
mod passkey;
mod step_up;

use crate::web::Routes;
use crate::web::routes::Access;

pub fn routes() -> Routes {
    Routes::new("sign_in")
        .get("/login", Access::Public, login::get)
        .post("/login", Access::Public, login::post)
        .get("/login/code", Access::Public, code::get)
        .post("/login/code", Access::Public, code::post)
        .post("/login/passkey", Access::Public, passkey::enter)
        .post("/logout", Access::SignedIn, logout::post)
        .get("/invitation", Access::Public, invitation::get)
        .post("/invitation", Access::Public, invitation::post)
        .get("/enrol", Access::Public, enrol::get)
        .post("/enrol", Access::Public, enrol::post)
        .get("/step-up", Access::SignedIn, step_up::get)
        .post("/step-up", Access::SignedIn, step_up::post)
        .post("/step-up/passkey", Access::SignedIn, passkey::refresh)
}
