//! What happens when both factors were right, on whichever way: the session starts, old ones make room, the owner is told of what is odd.

use axum::response::Response;

use crate::areas::staff::{devices, sessions, throttle, user_agent};
use crate::core::change::{Actor, Change, Event};
use crate::core::ids::StaffId;
use crate::core::lang::{Lang, Message};
use crate::core::mail::{self, Mail};
use crate::core::secrets::{new_token, token_hash};
use crate::web::session::{Flash, FlashKind, NewId, Stage, Visit};
use crate::web::{AppState, Result, Visitor, cookies};

/// From so many failed attempts on, the owner is told.
const FAILURES_TOLD: i64 = 5;

/// Who comes in.
pub(super) struct Entering {
    pub id: StaffId,
    pub name: String,
    pub email: String,
    pub lang: Lang,
}

/// Opens the change an entry is recorded in.
pub(super) async fn begin(app: &AppState, visitor: &Visitor, who: &Entering) -> Result<Change> {
    visitor.change(app, Actor::Staff { id: who.id, label: who.name.clone() }).await
}

/// What the browser of somebody who came in is to keep.
pub(super) struct Entered {
    session: NewId,
    device: Option<String>,
}

impl Entered {
    pub(super) fn sent_with(self, mut response: Response) -> Response {
        if let Some(token) = self.device {
            cookies::set(response.headers_mut(), &cookies::lasting(cookies::DEVICE, token));
        }
        self.session.sent_with(response)
    }
}

/// Records the sign-in in `change`, starts the session in it and commits both. `tried` is what the last code was counted by.
pub(super) async fn complete(
    app: &AppState,
    visitor: &Visitor,
    mut change: Change,
    who: &Entering,
    tried: &throttle::Key,
    how: &'static str,
) -> Result<Entered> {
    let at = change.at();
    // Entries of one person wait for each other, so that none overlooks another's session.
    sqlx::query_scalar!("select id from sys_platform_users where id = $1 for no key update", who.id.0).fetch_one(&mut *change).await?;
    let mut keys = vec![throttle::Key::account(&who.email), tried.clone()];
    if let Some(device) = &visitor.device {
        keys.push(throttle::Key::device(&token_hash(device), who.id));
    }
    throttle::spared(&mut change, std::slice::from_ref(tried)).await?;
    let failures_before = throttle::succeeded(&mut change, &keys).await?;
    let ended = sessions::make_room(&mut change, who.id).await?;
    let first_ever = sqlx::query_scalar!("select last_sign_in_at from sys_platform_users where id = $1", who.id.0)
        .fetch_one(&mut *change)
        .await?
        .is_none();
    sqlx::query!("update sys_platform_users set last_sign_in_at = $2 where id = $1", who.id.0, at).execute(&mut *change).await?;
    let (device_token, new_device) = devices::note(&mut change, who.id, visitor.device.as_deref()).await?;
    change.record(Event::new("sign_in.succeeded", "staff").object(who.id, who.name.clone()).reason(how)).await?;

    let place = visitor.ip.map(|ip| ip.to_string()).unwrap_or_default();
    let browser = user_agent::words(who.lang, visitor.user_agent.as_deref());
    let told = |template: &'static str| {
        Mail::new(template, &who.email, who.lang)
            .text("name", &who.name)
            .text("address", &place)
            .text("browser", &browser)
            .text("time", crate::core::lang::Format { lang: who.lang, ..Default::default() }.datetime(at))
    };
    if new_device && !first_ever {
        mail::queue(&mut change, &app.clock, &app.secrets, &told("new-device")).await?;
    }
    if failures_before >= FAILURES_TOLD {
        mail::queue(&mut change, &app.clock, &app.secrets, &told("failures-before").text("failures", failures_before)).await?;
    }
    let flash = (ended > 0).then(|| Flash { kind: FlashKind::Info, text: who.lang.msg(&Message::new("login-oldest-ended")) });
    let visit = Visit {
        stage: Stage::SignedIn,
        staff_id: Some(who.id),
        csrf: new_token(),
        signed_in_at: Some(at),
        factor_at: Some(at),
        flash,
        ip: visitor.ip.map(|ip| ip.to_string()),
        user_agent: visitor.user_agent.clone(),
        ..Visit::default()
    };
    let session = visitor.rotate(&mut change, &visit).await?;
    change.commit().await?;
    Ok(Entered { session, device: device_token })
}
