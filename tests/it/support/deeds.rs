//! What a manager of staff does through the pages, for tests about those it is done to.

use hq_console::areas::staff::factors;
use hq_console::core::change::{Actor, Change, Event, Origin};
use hq_console::core::ids::StaffId;

use super::{Browser, Console, Person};

/// Somebody who got a link by mail.
#[derive(Clone, Debug)]
pub(crate) struct Invited {
    pub id: StaffId,
    pub name: String,
    pub email: String,
    /// `/invitation?token=…`
    pub link: String,
}

impl Invited {
    pub(crate) fn token(&self) -> &str {
        self.link.split_once("token=").unwrap().1
    }
}

impl Console {
    /// A manager invites this person.
    pub(crate) async fn invite(&self, name: &str, email: &str, role: &str) -> Invited {
        let mut manager = self.staff("super_admin").await;
        manager.open("/staff/new").await.ok();
        let form = manager.form("/staff/new").fill("name", name).fill("email", email).check_value("roles", role);
        let answer = form.fill("reason", "Joins the team").submit().await;
        if answer.status == 303 {
            // A role that can grant or decide takes a second person.
            let request = answer.location().to_owned();
            self.approve(&request).await;
        } else {
            answer.ok();
        }
        let id = sqlx::query_scalar("select id from sys_platform_users where email = $1").bind(email).fetch_one(&self.db).await.unwrap();
        let id = StaffId(id);
        Invited { id, name: name.to_owned(), email: email.to_owned(), link: self.last_link(email).await }
    }

    /// The link of the newest mail to this address.
    pub(crate) async fn last_link(&self, email: &str) -> String {
        self.mails_to(email).await.last().expect("a mail").link().to_owned()
    }

    /// A manager's browser at one of a colleague's pages, such as `edit` or `disable`.
    pub(crate) async fn manager_at(&self, person: StaffId, page: &str) -> Browser {
        let mut manager = self.staff("super_admin").await;
        manager.open(&format!("/staff/{person}/{page}")).await.ok();
        manager
    }

    /// A manager shuts this account.
    pub(crate) async fn disable(&self, person: &Person) {
        let mut manager = self.manager_at(person.id, "disable").await;
        manager.form(".form").fill("reason", "Left the company").submit().await.expect(303);
    }

    /// A manager gives this person one role in place of another.
    pub(crate) async fn change_role(&self, person: &Person, from: &str, to: &str) {
        let mut manager = self.manager_at(person.id, "edit").await;
        let form = manager.form(".form").uncheck_value("roles", from).check_value("roles", to).fill("reason", "Moves on");
        let place = form.submit().await.expect(303).location().to_owned();
        if place.starts_with("/approvals/") {
            self.approve(&place).await;
        }
    }

    /// A manager resets this account, and another agrees.
    pub(crate) async fn reset(&self, person: &Person) {
        let mut manager = self.manager_at(person.id, "reset").await;
        let request = manager.form(".form").fill("reason", "Lost the phone").submit().await.expect(303).location().to_owned();
        self.approve(&request).await;
    }

    /// New recovery codes, written straight into the database.
    pub(crate) async fn db_recovery_codes(&self, person: &Person, count: usize) -> Vec<String> {
        let mut change = Change::begin(&self.db, &self.clock, Origin::of(Actor::Cli)).await.unwrap();
        let codes = factors::renew_recovery_codes(&mut change, person.id).await.unwrap();
        change.record(Event::new("account.recovery_codes_renewed", "staff")).await.unwrap();
        change.commit().await.unwrap();
        codes.into_iter().take(count).collect()
    }
}
