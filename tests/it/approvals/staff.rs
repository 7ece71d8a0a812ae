//! Powerful roles and resets take a second person.

use super::{id, status};
use crate::support::Console;

/// Reason, request and requester as the newest line of this action tells them.
async fn told(console: &Console, action: &str) -> (Option<String>, Option<String>, Option<String>) {
    sqlx::query_as(
        "select reason, after ->> 'approval', after ->> 'requested_by' from sys_platform_audit_log where action = $1 order by id desc limit 1",
    )
    .bind(action)
    .fetch_one(&console.db)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_powerful_role_is_held_once_somebody_else_agreed() {
    let console = Console::start().await;
    let person = console.db_person(&["support"]).await;
    // The one it is about has no say, even as a super admin through another way.
    sqlx::query("insert into sys_platform_role_permissions select id, p from sys_platform_roles, unnest(array['approvals:read', 'approvals:decide', 'staff:manage']) p where code = 'support'")
        .execute(&console.db)
        .await
        .unwrap();
    let asker = console.db_person(&["super_admin"]).await;
    let mut admin = console.signed_in(&asker).await;
    let path = format!("/staff/{}/edit", person.id);
    admin.open(&path).await.ok();
    let page = admin.form(".form").check_value("roles", "super_admin").submit().await;
    assert_eq!(page.expect(422).faulty(), ["reason"], "a second person wants to know why");
    let form = admin.form(".form").check_value("roles", "super_admin").fill("reason", "Covers for the summer");
    let request = form.submit().await.expect(303).location().to_owned();
    let holds =
        "select count(*) from sys_platform_user_roles ur join sys_platform_roles r on r.id = ur.role_id where r.code = 'super_admin'";
    let before = console.db_number(holds).await;
    let mut concerned = console.signed_in(&person).await;
    concerned.open(&request).await.ok().says("You are the person it is about");
    assert_eq!(concerned.page().count("button[name=decision]") + concerned.page().count(".badge"), 0);
    let csrf = concerned.csrf();
    concerned.post(&request, &[("csrf", csrf.as_str()), ("decision", "approve")]).await.goes_to(&request);
    assert_eq!(console.db_number(holds).await, before);
    console.approve(&request).await;
    assert_eq!(console.db_number(holds).await, before + 2, "the person, and the approver of this test");
    assert_eq!(console.db_audited("staff.roles_changed").await, 1);
    let wanted = (Some("Covers for the summer".to_owned()), Some(id(&request).to_string()), Some(asker.name.clone()));
    assert_eq!(told(&console, "staff.roles_changed").await, wanted, "the approver did it, on behalf of who asked");
}

#[tokio::test]
async fn a_harmless_role_needs_nobody_else() {
    let console = Console::start().await;
    let person = console.db_person(&["support"]).await;
    console.change_role(&person, "support", "analyst").await;
    assert_eq!(console.db_number("select count(*) from sys_approval_requests").await, 0);
    assert_eq!(console.db_audited("staff.roles_changed").await, 1);
}

#[tokio::test]
async fn a_newcomer_with_a_powerful_role_is_invited_once_somebody_else_agreed() {
    let console = Console::start().await;
    let asker = console.db_person(&["super_admin"]).await;
    let mut admin = console.signed_in(&asker).await;
    admin.open("/staff/new").await.ok();
    let form =
        admin.form("/staff/new").fill("name", "Huda Al Said").fill("email", "huda@example.com").check_value("roles", "support_manager");
    let request = form.fill("reason", "Leads the night shift").submit().await.expect(303).location().to_owned();
    assert_eq!(console.db_number("select count(*) from sys_platform_users where email = 'huda@example.com'").await, 0);
    assert!(console.mails_to("huda@example.com").await.is_empty());
    console.approve(&request).await;
    assert_eq!(
        console.db_number("select count(*) from sys_platform_users where email = 'huda@example.com' and status = 'invited'").await,
        1
    );
    assert!(console.mails_to("huda@example.com").await[0].link().starts_with("/invitation?token="));
    let wanted = (Some("Leads the night shift".to_owned()), Some(id(&request).to_string()), Some(asker.name.clone()));
    assert_eq!(told(&console, "staff.invited").await, wanted);
    let invited = console.invite("Plain Colleague", "plain@example.com", "billing").await;
    assert!(invited.link.contains("token="), "and a harmless one at once");
}

#[tokio::test]
async fn a_reset_takes_a_second_person_and_voids_when_the_account_was_shut() {
    let console = Console::start().await;
    let person = console.db_person(&["support"]).await;
    let mut admin = console.staff("super_admin").await;
    let path = format!("/staff/{}/reset", person.id);
    admin.open(&path).await.ok();
    assert_eq!(admin.form(&path).submit().await.expect(422).faulty(), ["reason"]);
    let request = admin.form(&path).fill("reason", "Lost the phone").submit().await.expect(303).location().to_owned();
    assert_eq!(console.db_number("select count(*) from sys_platform_users where status = 'invited'").await, 0);
    console.disable(&person).await;
    let mut second = console.staff("super_admin").await;
    second.open(&request).await.ok();
    second.form(&request).submit().await.goes_to(&request);
    assert_eq!(status(&console, &request).await, "void");
    assert_eq!(console.db_number("select count(*) from sys_platform_users where status = 'invited'").await, 0);
}

#[tokio::test]
async fn a_shut_account_with_a_powerful_role_is_not_opened_by_one_person() {
    let console = Console::start().await;
    let person = console.db_person(&["support_manager"]).await;
    console.disable(&person).await;
    let mut admin = console.manager_at(person.id, "reinstatement").await;
    admin.form(".form").submit().await.expect(409).says("This account holds roles that two people grant.");
    assert_eq!(console.db_number("select count(*) from sys_platform_users where status = 'disabled'").await, 1);
}

#[tokio::test]
async fn a_powerful_newcomers_link_is_shown_to_nobody() {
    let console = Console::start().await;
    let invited = console.invite("Huda Al Said", "huda@example.com", "super_admin").await;
    let mut admin = console.manager_at(invited.id, "invitation").await;
    let answer = admin.form(".form").submit().await;
    assert!(!answer.body_text().contains("token="));
    assert_eq!(console.mails_to("huda@example.com").await.len(), 2);
}

#[tokio::test]
async fn a_name_is_kept_though_the_role_beside_it_was_asked_for_before() {
    let console = Console::start().await;
    let person = console.db_person(&["support"]).await;
    let mut admin = console.staff("super_admin").await;
    let path = format!("/staff/{}/edit", person.id);
    for name in ["First Name", "Second Name"] {
        admin.open(&path).await.ok();
        let form = admin.form(".form").fill("name", name).check_value("roles", "super_admin").fill("reason", "Covers for the summer");
        assert!(form.submit().await.expect(303).location().starts_with("/approvals/"));
    }
    admin.follow().await.ok().says("Your other changes are saved.");
    let kept: String =
        sqlx::query_scalar("select name from sys_platform_users where id = $1").bind(person.id.0).fetch_one(&console.db).await.unwrap();
    assert_eq!(kept, "Second Name");
    assert_eq!(console.db_number("select count(*) from sys_approval_requests").await, 1);
}

#[tokio::test]
async fn nothing_typed_is_lost_when_a_role_cannot_even_be_asked_for() {
    let console = Console::start().await;
    let person = console.db_person(&["support"]).await;
    console.disable(&person).await;
    let mut admin = console.staff("super_admin").await;
    let path = format!("/staff/{}/edit", person.id);
    admin.open(&path).await.ok();
    let form = admin.form(".form").fill("name", "Third Name").check_value("roles", "super_admin").fill("reason", "Comes back");
    let page = form.submit().await;
    assert_eq!(page.expect(422).faulty(), ["roles"]);
    assert_eq!(page.attributes("input[name=name]", "value"), ["Third Name"]);
    page.says("Comes back");
    assert_eq!(console.db_audited("staff.renamed").await, 0, "both or neither");
}

#[tokio::test]
async fn somebody_who_decides_gets_more_to_decide_about_only_by_two() {
    let console = Console::start().await;
    let person = console.db_person(&["support_manager"]).await;
    let mut admin = console.staff("super_admin").await;
    let path = format!("/staff/{}/edit", person.id);
    admin.open(&path).await.ok();
    assert_eq!(admin.form(".form").check_value("roles", "billing").submit().await.expect(422).faulty(), ["reason"]);
    let request =
        admin.form(".form").check_value("roles", "billing").fill("reason", "Invoices too").submit().await.expect(303).location().to_owned();
    assert!(request.starts_with("/approvals/"), "{request}");
    assert_eq!(console.db_audited("staff.roles_changed").await, 0);
    console.approve(&request).await;
    assert_eq!(console.db_audited("staff.roles_changed").await, 1);
    // Less takes nobody else.
    admin.open(&path).await.ok();
    admin.form(".form").uncheck_value("roles", "billing").submit().await.goes_to(&format!("/staff/{}", person.id));
    assert_eq!(console.db_audited("staff.roles_changed").await, 2);
}
