//! The staff register: who may see it, who may change it, and what can never be done.

use chrono::Duration;
use hq_console::areas::staff::factors::Seed;

use crate::support::{Browser, Console, Person};

/// Invites somebody through the page, and returns the link it shows.
async fn invite(browser: &mut Browser, name: &str, email: &str, roles: &[&str]) -> String {
    open_guarded(browser, "/staff/new").await;
    let mut form = browser.form("/staff/new").fill("name", name).fill("email", email);
    for role in roles {
        form = form.check_value("roles", role);
    }
    form.submit().await.ok().says(&email.to_lowercase());
    browser.page().attributes(".secret [data-copy]", "data-copy").remove(0)
}

fn path(person: &Person) -> String {
    format!("/staff/{}", person.id)
}

/// Opens a guarded page, with a fresh code where it asks for one.
async fn open_guarded(browser: &mut Browser, path: &str) {
    browser.land(path).await;
    if browser.page().path.starts_with("/step-up") {
        browser.step_up().await.goes_to(path);
        browser.follow().await;
    }
}

#[tokio::test]
async fn the_list_shows_everybody_and_narrows_by_name_status_and_role() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    let analyst = console.db_person(&["analyst", "auditor"]).await;
    browser.open("/staff").await.ok().says(&analyst.email).says("Analyst, Auditor").says("Never");
    assert_eq!(browser.page().count("#staff tbody tr"), 2);
    assert_eq!(browser.get("/staff?role=analyst").await.texts("#staff tbody th"), [analyst.name.as_str()]);
    assert_eq!(browser.get(&format!("/staff?q={}", analyst.email.to_uppercase())).await.count("#staff tbody tr"), 1);
    browser.get("/staff?status=disabled").await.ok().says("No matching staff");
}

#[tokio::test]
async fn every_sort_walks_the_whole_list_once_in_both_directions() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    for _ in 0..24 {
        console.db_person(&["support"]).await;
    }
    for sort in ["name", "-name", "created", "-created", "last_sign_in", "-last_sign_in"] {
        let first = browser.get(&format!("/staff?sort={sort}&size=20")).await;
        let next = first.attributes(".pager a[rel=next]", "href").remove(0);
        let second = browser.get(&next).await;
        let mut seen = [first.texts("#staff tbody th"), second.texts("#staff tbody th")].concat();
        assert_eq!((seen.len(), second.count(".pager a[rel=next]")), (25, 0), "{sort}");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 25, "{sort} shows somebody twice");
        let back = second.attributes(".pager a[rel=prev]", "href").remove(0);
        assert_eq!(browser.get(&back).await.texts("#staff tbody th"), first.texts("#staff tbody th"), "{sort}");
    }
}

#[tokio::test]
async fn the_export_holds_the_filtered_list_and_is_recorded() {
    let console = Console::start().await;
    let mut browser = console.staff("auditor").await;
    let analyst = console.db_person(&["analyst"]).await;
    let file = browser.get("/staff.csv?role=analyst").await;
    let lines: Vec<&str> = file.ok().body_text().lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[1].contains(&analyst.email) && lines[1].contains(",active,analyst,,yes,"), "{}", lines[1]);
    assert_eq!(console.db_audited("staff.exported").await, 1);
}

#[tokio::test]
async fn who_may_only_read_sees_people_but_no_act() {
    let console = Console::start().await;
    let mut auditor = console.staff("auditor").await;
    let person = console.db_person(&["support"]).await;
    auditor.open(&path(&person)).await.ok().says(&person.email);
    assert_eq!(auditor.page().count("main form"), 0);
    for guarded in ["/staff/new", &format!("{}/edit", path(&person)), &format!("{}/disable", path(&person))] {
        auditor.get(guarded).await.expect(403);
    }
    let csrf = auditor.csrf();
    auditor.post(&format!("{}/disable", path(&person)), &[("csrf", csrf.as_str()), ("reason", "x")]).await.expect(403);
    console.staff("analyst").await.get("/staff").await.expect(403);
}

#[tokio::test]
async fn an_invited_person_opens_the_link_and_is_in() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let link = invite(&mut admin, "Huda Al Maskari", "Huda@Example.com", &["support"]).await;
    assert_eq!(console.db_audited("staff.invited").await, 1);
    let mails = console.mails_to("huda@example.com").await;
    assert!(link.ends_with(mails[0].link()), "the link shown is the link sent");

    let mut huda = console.visitor();
    huda.open(mails[0].link()).await.ok().says("Huda Al Maskari");
    huda.form("/invitation").fill("password", "nine violet trams at dawn").submit().await.goes_to("/enrol");
    let after = console.db_number("select count(*) from sys_platform_users where status = 'active'").await;
    assert_eq!(after, 1, "a password alone opens nothing");
    let seed = Seed::from_base32(&huda.follow().await.ok().one(".secret-one code").replace(' ', "")).unwrap();
    let code = seed.code_at(console.clock.now()).unwrap();
    huda.form("/enrol").fill("code", &code).submit().await.ok();
    assert_eq!(huda.page().count(".secret-values code"), 10);
    huda.open("/account").await.ok().says("huda@example.com");

    admin.open("/staff?status=active&role=support").await.ok().says("huda@example.com");
    console.visitor().open(mails[0].link()).await.says("is no longer valid");
}

#[tokio::test]
async fn an_invitation_tells_every_error_at_once_and_keeps_what_was_typed() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let taken = console.db_person(&["support"]).await;
    admin.open("/staff/new").await.ok();
    admin.form("/staff/new").fill("name", "H").fill("email", "not an address").submit().await.expect(422);
    assert_eq!(admin.page().faulty(), ["name", "email", "roles"]);
    let mut form = admin.form("/staff/new");
    assert_eq!(form.value("email"), "not an address");
    form.fill("name", "Huda").fill("email", &taken.email).check_value("roles", "support").submit().await.expect(422);
    assert_eq!(admin.page().faulty(), ["email"]);
    let mut form = admin.form("/staff/new");
    assert_eq!(form.value("roles"), "support", "the box stays ticked");
    assert_eq!(console.db_audited("staff.invited").await, 0);
}

#[tokio::test]
async fn fifty_identical_invitations_make_one_account_and_one_mail() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    admin.open("/staff/new").await.ok();
    let pairs = admin.form("/staff/new").fill("name", "Huda").fill("email", "huda@example.com").check_value("roles", "support").pairs();
    let twins = (0..50).map(|_| {
        let (mut browser, pairs) = (admin.clone(), pairs.clone());
        tokio::spawn(async move {
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            browser.post("/staff/new", &pairs).await.status
        })
    });
    let mut statuses = Vec::new();
    for twin in twins.collect::<Vec<_>>() {
        statuses.push(twin.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], statuses[1], statuses[49]), (200, 303, 303), "one shows the link, the others lead to the person");
    assert_eq!(console.db_audited("staff.invited").await, 1);
    assert_eq!(console.mails_to("huda@example.com").await.len(), 1);
}

#[tokio::test]
async fn the_invitation_goes_out_in_the_language_chosen_for_it() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    admin.open("/staff/new").await.ok();
    let form = admin.form("/staff/new").fill("name", "هدى المسكرية").fill("email", "huda@example.com").choose("language", "ar");
    form.check_value("roles", "support").submit().await.ok();
    assert_eq!(console.mails_to("huda@example.com").await[0].language, "ar");
}

#[tokio::test]
async fn a_new_link_replaces_the_old_one() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    invite(&mut admin, "Huda Al Maskari", "huda@example.com", &["support"]).await;
    let first = console.mails_to("huda@example.com").await.remove(0);
    admin.click("Go to Huda Al Maskari").await.ok();
    admin.click("Send a new link").await.ok();
    let address = admin.page().path.clone();
    admin.form(&address).submit().await.ok();
    let second = console.mails_to("huda@example.com").await.remove(1);
    let mut huda = console.visitor();
    huda.open(first.link()).await.ok().says("is no longer valid");
    huda.open(second.link()).await.ok().says("Huda Al Maskari");
    assert_eq!(console.db_audited("staff.invited_again").await, 1);
}

#[tokio::test]
async fn somebody_who_is_set_up_gets_no_invitation() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let person = console.db_person(&["support"]).await;
    admin.open(&format!("{}/invitation", path(&person))).await.expect(409).says("already set up");
}

#[tokio::test]
async fn inviting_and_editing_ask_for_a_fresh_code() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let person = console.db_person(&["support"]).await;
    console.clock.advance(Duration::minutes(6));
    for page in ["new", "edit", "disable", "reset"] {
        let guarded = if page == "new" { "/staff/new".to_owned() } else { format!("{}/{page}", path(&person)) };
        assert!(admin.get(&guarded).await.expect(303).location().starts_with("/step-up"), "{guarded}");
    }
    let edit = format!("{}/edit", path(&person));
    open_guarded(&mut admin, &edit).await;
    admin.page().ok().says("Support agent");
}

#[tokio::test]
async fn new_roles_end_the_sessions_and_hold_from_the_next_sign_in() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let person = console.db_person(&["support"]).await;
    let mut theirs = console.signed_in(&person).await;
    theirs.get("/audit").await.expect(403);
    admin.open(&path(&person)).await.ok();
    admin.click("Edit").await.ok();
    let edit = format!("{}/edit", path(&person));
    admin.form(&edit).uncheck_value("roles", "support").check_value("roles", "auditor").submit().await.goes_to(&path(&person));
    admin.follow().await.ok().says("Auditor");
    theirs.get("/account").await.expect(303);
    console.signed_in(&person).await.get("/audit").await.ok();
    let diff: serde_json::Value =
        sqlx::query_scalar("select jsonb_build_array(before, after) from sys_platform_audit_log where action = 'staff.roles_changed'")
            .fetch_one(&console.db)
            .await
            .unwrap();
    assert_eq!(diff, serde_json::json!([{ "roles": ["support"] }, { "roles": ["auditor"] }]));
}

#[tokio::test]
async fn a_role_that_stays_keeps_when_it_was_given() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let person = console.db_person(&["support", "billing"]).await;
    console.clock.advance(Duration::minutes(2));
    let edit = format!("{}/edit", path(&person));
    admin.open(&edit).await.ok();
    admin.form(&edit).uncheck_value("roles", "billing").check_value("roles", "auditor").submit().await.expect(303);
    let given = "select r.code from sys_platform_user_roles ur join sys_platform_roles r on r.id = ur.role_id
                  where ur.user_id = $1 order by ur.granted_at";
    let codes: Vec<String> = sqlx::query_scalar(given).bind(person.id.0).fetch_all(&console.db).await.unwrap();
    assert_eq!(codes, ["support", "auditor"]);
    let by_somebody = "select count(*) from sys_platform_user_roles where granted_by is not null";
    assert_eq!(console.db_number(by_somebody).await, 1, "only the new one was given just now");
}

#[tokio::test]
async fn a_name_alone_leaves_the_sessions_open() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let person = console.db_person(&["support"]).await;
    let mut theirs = console.signed_in(&person).await;
    let edit = format!("{}/edit", path(&person));
    admin.open(&edit).await.ok();
    admin.form(&edit).fill("name", "Somebody Else").submit().await.goes_to(&path(&person));
    assert_eq!(admin.follow().await.ok().heading(), "Somebody Else");
    theirs.get("/account").await.ok();
    assert_eq!((console.db_audited("staff.renamed").await, console.db_audited("staff.roles_changed").await), (1, 0));

    admin.open(&edit).await.ok();
    admin.form(&edit).submit().await.goes_to(&path(&person));
    assert_eq!(admin.follow().await.flash().unwrap(), "Nothing was changed.");
    assert_eq!(console.db_audited("staff.renamed").await, 1);
}

#[tokio::test]
async fn an_edit_tells_its_errors() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let person = console.db_person(&["support"]).await;
    let edit = format!("{}/edit", path(&person));
    admin.open(&edit).await.ok();
    admin.form(&edit).fill("name", " ").uncheck_value("roles", "support").submit().await.expect(422);
    assert_eq!(admin.page().faulty(), ["name", "roles"]);
}

#[tokio::test]
async fn of_two_editors_the_second_is_told_of_the_first() {
    let console = Console::start().await;
    let mut first = console.staff("super_admin").await;
    let mut second = console.staff("super_admin").await;
    let person = console.db_person(&["support"]).await;
    let edit = format!("{}/edit", path(&person));
    first.open(&edit).await.ok();
    second.open(&edit).await.ok();
    first.form(&edit).fill("name", "First Choice").submit().await.expect(303);
    second.form(&edit).fill("name", "Second Choice").submit().await.expect(409);
    let who = first.person.as_ref().unwrap().name.clone();
    second.page().says("First Choice").says("Second Choice").says(&who);
    second.form(&edit).submit().await.goes_to(&path(&person));
    assert_eq!(second.follow().await.heading(), "Second Choice");
}

#[tokio::test]
async fn nobody_changes_their_own_standing() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let me = admin.person.clone().unwrap();
    let edit = format!("{}/edit", path(&me));
    admin.open(&path(&me)).await.ok();
    assert_eq!(admin.page().count("main form"), 0, "a person's own page offers no act");
    admin.open(&format!("{}/disable", path(&me))).await.expect(409).says("You cannot change your own access");
    admin.open(&format!("{}/reset", path(&me))).await.expect(409);
    admin.open(&edit).await.ok().says("only be changed by a colleague");
    assert_eq!(admin.page().count("input[name=roles]"), 0);
    let pairs = admin.form(&edit).fill("name", "Another Name").pairs();
    let mut forged: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    forged.push(("roles", "auditor"));
    admin.post(&edit, &forged).await.expect(422);
    admin.form(&edit).fill("name", "Another Name").submit().await.goes_to(&path(&me));
    assert_eq!(console.db_audited("staff.renamed").await, 1);
    let csrf = admin.follow().await.attributes("input[name=csrf]", "value").remove(0);
    admin.post(&format!("{}/sessions/end", path(&me)), &[("csrf", csrf)]).await.expect(409);
}

#[tokio::test]
async fn a_disabled_person_is_out_at_once_and_can_be_let_in_again() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let person = console.db_person(&["support"]).await;
    let mut theirs = console.signed_in(&person).await;
    let disable = format!("{}/disable", path(&person));
    admin.open(&path(&person)).await.ok();
    admin.click("Disable account").await.ok();
    admin.form(&disable).submit().await.expect(422);
    assert_eq!(admin.page().faulty(), ["reason"]);
    admin.form(&disable).fill("reason", "Left the company").submit().await.goes_to(&path(&person));
    admin.follow().await.ok().says("Disabled since").says("Left the company");
    assert!(theirs.get("/account").await.expect(303).location().starts_with("/login"));
    theirs.open("/login").await;
    theirs.form("/login").fill("email", &person.email).fill("password", &person.password).submit().await.expect(422);

    admin.open(&disable).await.expect(409);
    admin.open(&path(&person)).await;
    admin.click("Enable").await.ok().says("They hold the same roles as before");
    admin.form(&format!("{}/reinstatement", path(&person))).submit().await.goes_to(&path(&person));
    admin.follow().await.ok().says("can sign in again");
    console.signed_in(&person).await.get("/account").await.ok();
    assert_eq!((console.db_audited("staff.disabled").await, console.db_audited("staff.enabled").await), (1, 1));
}

#[tokio::test]
async fn disabling_an_invited_person_kills_the_link_for_good() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    invite(&mut admin, "Huda Al Maskari", "huda@example.com", &["support"]).await;
    let mail = console.mails_to("huda@example.com").await.remove(0);
    admin.click("Go to Huda Al Maskari").await.ok();
    let person = admin.page().path.clone();
    admin.open(&format!("{person}/disable")).await.ok();
    admin.form(&format!("{person}/disable")).fill("reason", "Wrong address").submit().await.goes_to(&person);
    admin.follow().await;
    admin.click("Enable").await.ok();
    admin.form(&format!("{person}/reinstatement")).submit().await.goes_to(&person);
    admin.follow().await.ok().says("Send a new link so that it can be set up");
    console.visitor().open(mail.link()).await.says("is no longer valid");
}

#[tokio::test]
async fn a_reset_person_starts_over_with_the_mailed_link() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let person = console.db_person(&["support"]).await;
    let mut theirs = console.signed_in(&person).await;
    admin.open(&path(&person)).await.ok();
    admin.click("Reset sign-in").await.ok();
    let reset = format!("{}/reset", path(&person));
    let request = admin.form(&reset).fill("reason", "Lost the phone").submit().await.expect(303).location().to_owned();
    console.approve(&request).await;
    assert!(!admin.open(&request).await.ok().body_text().contains("token="), "who resets never sees the link");
    theirs.get("/account").await.expect(303);
    let mail = console.mails_to(&person.email).await.pop().unwrap();
    console.visitor().open(mail.link()).await.ok().says(&person.name);
    assert_eq!(console.db_number("select count(*) from sys_platform_factors").await, 2, "only the two admins' are left");
    let recorded: String = sqlx::query_scalar(
        "select coalesce(before::text, '') || coalesce(after::text, '') from sys_platform_audit_log where action = 'staff.factors_reset'",
    )
    .fetch_one(&console.db)
    .await
    .unwrap();
    let token = mail.link().split_once("token=").unwrap().1.to_owned();
    assert!(!recorded.contains(&token), "the log holds no secret");
}

#[tokio::test]
async fn sessions_are_ended_one_by_one_or_all_together() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let person = console.db_person(&["support"]).await;
    let mut phone = console.visitor_at([192, 0, 2, 77]);
    phone.user_agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1".to_owned();
    phone.sign_in(&person).await;
    let mut laptop = console.signed_in(&person).await;
    admin.open(&path(&person)).await.ok().says("Safari on iPhone").says("192.0.2.77");
    let one = admin.page().attributes("#sessions form", "action").pop().unwrap();
    admin.form(&one).submit().await.goes_to(&path(&person));
    admin.follow().await;
    phone.get("/account").await.expect(303);
    laptop.get("/account").await.ok();
    admin.form(&format!("{}/sessions/end", path(&person))).submit().await.goes_to(&path(&person));
    laptop.get("/account").await.expect(303);
    assert_eq!((console.db_audited("staff.session_ended").await, console.db_audited("staff.sessions_ended").await), (1, 1));
}

#[tokio::test]
async fn two_who_disable_each_other_at_once_leave_one_standing() {
    let console = Console::start().await;
    let mut first = console.staff("super_admin").await;
    let mut second = console.staff("super_admin").await;
    let (a, b) = (first.person.clone().unwrap(), second.person.clone().unwrap());
    for (browser, other) in [(&mut first, &b), (&mut second, &a)] {
        browser.open(&format!("{}/disable", path(other))).await.ok();
    }
    let (to_b, to_a) = (format!("{}/disable", path(&b)), format!("{}/disable", path(&a)));
    let (one, two) = tokio::join!(async { first.form(&to_b).fill("reason", "x").submit().await.status }, async {
        second.form(&to_a).fill("reason", "x").submit().await.status
    },);
    // The later one is signed out by then, or may not any more.
    assert!([one, two].contains(&303), "{one} and {two}");
    assert_eq!(console.db_audited("staff.disabled").await, 1);
    let left = console.db_number("select count(*) from sys_platform_users where status = 'active'").await;
    assert_eq!(left, 1);
}

#[tokio::test]
async fn nobody_hands_out_or_takes_over_more_than_they_hold() {
    let console = Console::start().await;
    sqlx::query(
        "with role as (insert into sys_platform_roles (id, code, name, name2, description, description2, created_at)
                       values ('01900000-0000-7000-8000-0000000000aa', 'hr', 'HR', 'HR', '', '', now()) returning id)
         insert into sys_platform_role_permissions (role_id, permission)
         select id, p from role, unnest(array['staff:read', 'staff:manage', 'tenants:read', 'tenants:identity', 'tenants:note', 'health:read', 'onboarding:read',
                                        'onboarding:write', 'tasks:read', 'tasks:write']) p",
    )
    .execute(&console.db)
    .await
    .unwrap();
    let super_admin = console.db_person(&["super_admin"]).await;
    let agent = console.db_person(&["support"]).await;
    let mut hr = console.staff("hr").await;

    hr.open("/staff/new").await.ok();
    let form = hr.form("/staff/new").fill("name", "A Friend").fill("email", "friend@example.com");
    form.check_value("roles", "super_admin").submit().await.expect(422);
    assert_eq!(hr.page().faulty(), ["roles"]);
    let reset = format!("{}/reset", path(&super_admin));
    hr.open(&reset).await.ok();
    hr.form(&reset).submit().await.expect(409).says("permissions that your own roles do not include");
    let edit = format!("{}/edit", path(&agent));
    hr.open(&edit).await.ok();
    hr.form(&edit).check_value("roles", "billing").submit().await.expect(422);
    hr.form(&edit).uncheck_value("roles", "billing").fill("name", "Renamed").submit().await.expect(303);
    assert_eq!(console.db_number("select count(*) from sys_platform_users where status <> 'active'").await, 0);
}

#[tokio::test]
async fn a_search_finds_people_in_either_script() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    invite(&mut admin, "أمينة العبرية", "amina@example.com", &["support"]).await;
    let mut db = console.db.acquire().await.unwrap();
    for q in ["امينه", "AMINA@", "العبريه"] {
        let found = hq_console::areas::staff::search(&mut db, q, 5).await.unwrap();
        assert_eq!(found.iter().map(|one| one.email.as_str()).collect::<Vec<_>>(), ["amina@example.com"], "{q}");
    }
    let me = admin.person.unwrap();
    assert_eq!(hq_console::areas::staff::search(&mut db, &me.id.to_string(), 5).await.unwrap()[0].id, me.id);
    assert!(hq_console::areas::staff::search(&mut db, " ", 5).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_person_who_is_not_there_is_not_found() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    for missing in ["/staff/01900000-0000-7000-8000-00000000ffff", "/staff/x", "/staff/01900000-0000-7000-8000-00000000ffff/edit"] {
        admin.get(missing).await.expect(404);
    }
}
