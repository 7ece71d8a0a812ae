//! A person's own account: what they see of the console, what proves that it is them, where they are signed in.

mod authenticator;
mod commands;
mod factors;
mod passkeys;
mod password;
mod profile;
mod recovery_codes;
mod renewal;
mod sessions;

use crate::web::routes::Access;
use crate::web::ui::Tab;
use crate::web::{Page, Routes};

const PROFILE: &str = "/account";
const PASSWORD: &str = "/account/password";
const FACTORS: &str = "/account/factors";
const AUTHENTICATOR: &str = "/account/factors/authenticator";
const NEW_PASSKEY: &str = "/account/factors/passkeys/new";
const RECOVERY_CODES: &str = "/account/factors/recovery-codes";
const SESSIONS: &str = "/account/sessions";

pub fn routes() -> Routes {
    let own = Access::SignedIn;
    Routes::new("account")
        .get(PROFILE, own, profile::get)
        .post(PROFILE, own, profile::post)
        .get(PASSWORD, own, password::get)
        .post(PASSWORD, own, password::post)
        .get(FACTORS, own, factors::get)
        .get(AUTHENTICATOR, own, authenticator::get)
        .step_up()
        .post(AUTHENTICATOR, own, authenticator::post)
        .step_up()
        .get(RECOVERY_CODES, own, recovery_codes::get)
        .step_up()
        .post(RECOVERY_CODES, own, recovery_codes::post)
        .step_up()
        .get(NEW_PASSKEY, own, passkeys::get)
        .step_up()
        .post(NEW_PASSKEY, own, passkeys::post)
        .step_up()
        .get("/account/factors/passkeys/{id}/removal", own, passkeys::removal)
        .step_up()
        .post("/account/factors/passkeys/{id}/removal", own, passkeys::remove)
        .step_up()
        .get(SESSIONS, own, sessions::get)
        .post("/account/sessions/end", own, sessions::end_others)
        .post("/account/sessions/{id}/end", own, sessions::end_one)
}

/// The four parts of the account, `current` among them.
fn tabs(page: &Page, current: &str) -> Vec<Tab> {
    [(PROFILE, "account-profile"), (PASSWORD, "account-password"), (FACTORS, "account-factors"), (SESSIONS, "account-sessions")]
        .map(|(href, key)| Tab::new(page.t(key), href, href == current))
        .to_vec()
}
