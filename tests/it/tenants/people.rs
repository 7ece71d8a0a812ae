//! Contacts and notes.

use super::create;
use crate::support::Console;

#[tokio::test]
async fn contacts_are_added_changed_and_taken_away() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    let back = format!("{path}#contacts");
    browser.open(&path).await.ok();
    browser.click("Add contact").await.ok();
    let new = format!("{path}/contacts/new");
    let page = browser.form(&new).fill("phone", "12").submit().await.expect(422);
    assert_eq!(page.faulty(), ["name", "phone"]);
    let form = browser.form(&new).fill("name", "Huda Al Said").fill("role", "Accountant");
    form.fill("email", "Huda@Noor.example.om").fill("phone", "٩٥٩٠٨٣٠٢").submit().await.goes_to(&back);
    browser.open(&path).await.ok().says("Huda Al Said Accountant").says("huda@noor.example.om").says("+968 9590 8302");

    let edit = browser.page().attributes("#contacts .menu a", "href").remove(0);
    browser.open(&edit).await.ok();
    browser.form(&edit).submit().await.goes_to(&back);
    browser.open(&path).await.ok().says("Nothing was changed");
    let mut late = browser.clone();
    late.open(&edit).await.ok();
    browser.open(&edit).await.ok();
    browser.form(&edit).fill("role", "Owner").submit().await.goes_to(&back);
    late.form(&edit).fill("role", "Manager").submit().await.expect(409).says("Owner").says("Manager");
    late.form(&edit).submit().await.goes_to(&back);
    assert_eq!(console.db_audited("tenant.contact_edited").await, 2);

    let remove = browser.open(&path).await.ok().attributes("#contacts .menu a", "href").remove(1);
    browser.open(&remove).await.ok().says("Remove Huda Al Said");
    browser.form(&remove).submit().await.goes_to(&back);
    browser.open(&path).await.ok().says("Contact removed");
    let contacts = browser.get(&path).await.one("#contacts");
    assert!(contacts.contains("No other contacts") && !contacts.contains("Huda"), "{contacts}");
    browser.get(&edit).await.expect(404);
    assert_eq!(console.db_number("select count(*) from sys_tenant_contacts where removed_at is not null").await, 1, "nothing is lost");
    let kept = "select count(*) from sys_platform_audit_log where action = 'tenant.contact_removed' and before ->> 'name' = 'Huda Al Said'";
    assert_eq!(console.db_number(kept).await, 1);
}

#[tokio::test]
async fn a_tenant_that_has_churned_gets_no_contacts_and_loses_none() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    let new = format!("{path}/contacts/new");
    browser.open(&new).await.ok();
    browser.form(&new).fill("name", "Huda").fill("email", "h@noor.example.om").submit().await.expect(303);
    let links = browser.open(&path).await.ok().attributes("#contacts .menu a", "href");
    let (edit, remove) = (links[0].clone(), links[1].clone());
    let mut forms = Vec::new();
    for page in [&new, &edit, &remove] {
        let mut open = browser.clone();
        open.open(page).await.ok();
        forms.push((page, open));
    }
    sqlx::query("update sys_tenant_lifecycle set stage = 'churned'").execute(&console.db).await.unwrap();
    for (page, mut open) in forms {
        let form = open.form(page);
        let form = if *page == remove { form } else { form.fill("name", "Somebody").fill("email", "s@noor.example.om") };
        form.submit().await.goes_to(&path);
        open.follow().await.ok().says("This tenant has churned");
        browser.get(page).await.goes_to(&path);
    }
    let kept = "select count(*) from sys_tenant_contacts where name = 'Huda' and removed_at is null and version = 1";
    assert_eq!((console.db_number(kept).await, console.db_number("select count(*) from sys_tenant_contacts").await), (1, 1));
}

#[tokio::test]
async fn what_is_removed_twice_at_once_is_removed() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    browser.open(&path).await.ok();
    browser.form(&format!("{path}/notes/new")).fill("body", "Calls back").submit().await.expect(303);
    browser.open(&format!("{path}/contacts/new")).await.ok();
    browser.form(&format!("{path}/contacts/new")).fill("name", "Huda").fill("email", "h@noor.example.om").submit().await.expect(303);
    browser.open(&path).await.ok();
    let note = browser.page().attributes(".note-acts a", "href").remove(0);
    let contact = browser.page().attributes("#contacts .menu a", "href").remove(1);
    for remove in [note, contact] {
        browser.open(&remove).await.ok();
        let removals = (0..30).map(|_| {
            let (mut twin, remove) = (browser.clone(), remove.clone());
            async move { twin.form(&remove).submit().await.status }
        });
        assert!(futures_util::future::join_all(removals).await.iter().all(|status| *status == 303), "{remove}");
    }
    assert_eq!((console.db_audited("tenant.note_removed").await, console.db_audited("tenant.contact_removed").await), (1, 1));
}

#[tokio::test]
async fn what_is_written_on_a_tenant_that_is_being_removed_is_answered_with_not_found() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    browser.open(&path).await.ok();
    let mut notes = browser.clone();
    browser.open(&format!("{path}/contacts/new")).await.ok();
    let mut undo = console.db.begin().await.unwrap();
    for table in [
        "sys_tenant_mails",
        "sys_tenant_branches",
        "sys_subscription_history",
        "sys_tenant_subscriptions",
        "sys_tenant_lifecycle_events",
        "sys_tenant_lifecycle",
        "sys_tenants",
    ] {
        sqlx::query(sqlx::AssertSqlSafe(format!("delete from {table}"))).execute(&mut *undo).await.unwrap();
    }
    let (new_note, new_contact) = (format!("{path}/notes/new"), format!("{path}/contacts/new"));
    let note = notes.form(&new_note).fill("body", "Calls back");
    let contact = browser.form(&new_contact).fill("name", "Huda").fill("email", "h@noor.example.om");
    let removal = async {
        // They wait for the tenant one after the other: the pages have one connection.
        while console
            .db_number("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
            .await
            == 0
        {
            tokio::task::yield_now().await;
        }
        undo.commit().await.unwrap();
    };
    let (note, contact, ()) = tokio::join!(note.submit(), contact.submit(), removal);
    note.expect(404);
    contact.expect(404);
}

#[tokio::test]
async fn a_contact_of_one_tenant_is_not_reached_through_another() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    let other = create(&mut browser, &[("email", "a@b.example.om"), ("phone", "")]).await;
    browser.open(&format!("{path}/contacts/new")).await.ok();
    browser.form(&format!("{path}/contacts/new")).fill("name", "Huda").fill("email", "h@noor.example.om").submit().await.expect(303);
    let edit = browser.open(&path).await.ok().attributes("#contacts .menu a", "href").remove(0);
    browser.get(&edit).await.ok();
    browser.get(&edit.replace(&path, &other)).await.expect(404);
}

#[tokio::test]
async fn notes_are_written_pinned_and_taken_away_after_a_look() {
    let console = Console::start().await;
    let path = create(&mut console.staff("support_manager").await, &[]).await;
    let mut agent = console.staff("support").await;
    let (new, back) = (format!("{path}/notes/new"), format!("{path}#notes"));
    for text in ["Calls back on Sunday.", "Wants the price list\nin both languages."] {
        agent.open(&path).await.ok();
        agent.form(&new).fill("body", text).submit().await.goes_to(&back);
    }
    agent.open(&path).await.ok();
    assert_eq!(agent.page().texts(".note-body"), ["Wants the price list in both languages.", "Calls back on Sunday."], "newest first");
    let pin = agent.page().attributes(".note-acts form", "action").remove(1);
    agent.form(&pin).submit().await.goes_to(&back);
    agent.open(&path).await.ok();
    assert_eq!(agent.page().texts(".note-body")[0], "Calls back on Sunday.", "the pinned one comes first");
    let csrf = agent.csrf();
    agent.form(&pin).submit().await.goes_to(&back);
    agent.post(&pin, &[("csrf", csrf.as_str()), ("pinned", "false")]).await.goes_to(&back);
    agent.open(&path).await.ok().says("Nothing was changed");

    let remove = agent.page().attributes(".note-acts a", "href").remove(0);
    agent.open(&remove).await.ok().says("Wants the price list");
    agent.form(&remove).submit().await.goes_to(&back);
    assert!(!agent.get(&path).await.one("#notes").contains("in both languages"));
    for (action, count) in [("note_added", 2), ("note_pinned", 1), ("note_unpinned", 1), ("note_removed", 1)] {
        assert_eq!(console.db_audited(&format!("tenant.{action}")).await, count, "{action}");
    }

    let page = agent.open(&path).await.ok();
    assert_eq!(page.count("main form"), 1 + 1, "a note's author may write and pin, nothing else");
    assert_eq!(agent.form(&new).fill("body", " \n ").submit().await.expect(422).faulty(), ["body"]);
    assert_eq!(agent.form(&new).fill("body", &"x".repeat(5_001)).submit().await.expect(422).faulty(), ["body"]);
}

#[tokio::test]
async fn a_note_sent_twice_is_there_once() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    browser.open(&path).await.ok();
    let mut twin = browser.clone();
    let new = format!("{path}/notes/new");
    browser.form(&new).fill("body", "Once").submit().await.expect(303);
    twin.form(&new).fill("body", "Once").submit().await.expect(303);
    assert_eq!(console.db_number("select count(*) from sys_tenant_notes").await, 1);
}
