//! What happens when both factors were right, on whichever way: the session starts, old ones make room, the owner is told of what is odd.

use crate::areas::staff::{devices, sessions, throttle, user_agent};
use crate::core::change::{Actor, Change, Event};
use crate::core::ids::StaffId;
use crate::core::lang::{Lang, Message};
use crate::core::mail::{self, Mail};
use crate::core::secrets::new_token;
use crate::web::session::{Flash, FlashKind, Stage, Visit};
use crate::web::{AppState, Result, Visitor};

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

/// Records the sign-in in `change` and commits it, then starts the session. Returns a device token the browser should keep.
pub(super) async fn complete(
    app: &AppState,
    visitor: &Visitor,
    mut change: Change,
    who: &Entering,
    how: &'static str,
) -> Result<Option<String>> {
    let at = change.at();
    let mut keys = vec![throttle::Key::account(&who.email), throttle::Key::factor(who.id)];
    if let Some(device) = &visitor.device {
        keys.push(throttle::Key::device(&crate::core::secrets::token_hash(device), who.id));
    }
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
    if failures_before >= 5 {
        mail::queue(&mut change, &app.clock, &app.secrets, &told("failures-before").text("failures", failures_before)).await?;
    }
    change.commit().await?;

    let flash = (ended > 0).then(|| Flash { kind: FlashKind::Info, text: who.lang.msg(&Message::new("login-oldest-ended")) });
    visitor.session.cycle_id().await?;
    visitor
        .remember(Visit {
            stage: Stage::SignedIn,
            staff_id: Some(who.id),
            csrf: new_token(),
            signed_in_at: Some(at),
            factor_at: Some(at),
            flash,
            ip: visitor.ip.map(|ip| ip.to_string()),
            user_agent: visitor.user_agent.clone(),
            ..Visit::default()
        })
        .await?;
    Ok(device_token)
}
