//! Roles and permissions: who may change them, what can never be done, and how they are shown.

mod powers;
mod shown;

use hq_console::core::permission::Permission;

use crate::support::{Browser, Console};

/// Writes a role straight into the database and returns its address.
async fn db_role(console: &Console, code: &str, permissions: &[&str]) -> String {
    let id = console.clock.new_id();
    sqlx::query(
        "with role as (insert into sys_platform_roles (id, code, name, name2, description, description2, created_at)
                       values ($1, $2, $2, $2, '', '', now()) returning id)
         insert into sys_platform_role_permissions (role_id, permission) select id, p from role, unnest($3::text[]) p",
    )
    .bind(id)
    .bind(code)
    .bind(permissions)
    .execute(&console.db)
    .await
    .unwrap();
    format!("/roles/{id}")
}

/// The address of a role that came with the installation.
async fn seeded(console: &Console, code: &str) -> String {
    let id: uuid::Uuid =
        sqlx::query_scalar("select id from sys_platform_roles where code = $1").bind(code).fetch_one(&console.db).await.unwrap();
    format!("/roles/{id}")
}

async fn grants(console: &Console, code: &str) -> Vec<String> {
    sqlx::query_scalar(
        "select p.permission from sys_platform_role_permissions p join sys_platform_roles r on r.id = p.role_id where r.code = $1 order by 1",
    )
    .bind(code)
    .fetch_all(&console.db)
    .await
    .unwrap()
}

async fn told(console: &Console, action: &str) -> serde_json::Value {
    sqlx::query_scalar("select jsonb_build_array(before, after) from sys_platform_audit_log where action = $1 order by id desc limit 1")
        .bind(action)
        .fetch_one(&console.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_new_role_is_listed_explained_and_can_be_given() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    admin.open("/roles").await.ok().says("Super admin").says("Everything");
    admin.click("New role").await.ok();
    let form = admin.form("/roles/new").fill("name", "Finance lead").fill("name2", "مسؤول مالي");
    let form = form.fill("description", "Watches the money").check_value("permissions", "tenants:read");
    form.check_value("permissions", "tenants:export").submit().await.expect(303);
    let role = admin.page().location().to_owned();
    admin
        .follow()
        .await
        .ok()
        .says("The role Finance lead has been created.")
        .says("Watches the money")
        .says("Download the tenant list.")
        .says("GET /tenants.csv");
    assert_eq!(grants(&console, "finance_lead").await, ["tenants:export", "tenants:read"]);
    let after = &told(&console, "role.created").await[1];
    assert_eq!(after["permissions"], serde_json::json!(["tenants:export", "tenants:read"]));

    let person = console.db_person(&["support"]).await;
    let edit = format!("/staff/{}/edit", person.id);
    admin.open(&edit).await.ok();
    admin.form(&edit).check_value("roles", "finance_lead").submit().await.expect(303);
    admin.open(&role).await.ok().says(&person.name);
    console.signed_in(&person).await.get("/tenants.csv").await.ok();
}

#[tokio::test]
async fn a_role_tells_its_errors_and_no_two_are_called_alike() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    admin.open("/roles/new").await.ok();
    admin.form("/roles/new").fill("name", "x").submit().await.expect(422);
    assert_eq!(admin.page().faulty(), ["name", "name2", "permissions"]);
    let form = admin.form("/roles/new").fill("name", "BILLING").fill("name2", "أي شيء");
    form.check_value("permissions", "tenants:read").submit().await.expect(422);
    assert_eq!(admin.page().faulty(), ["name"]);
    let form = admin.form("/roles/new").fill("name", "Billing lead").fill("name2", "موظف فوترة");
    form.submit().await.expect(422);
    assert_eq!(admin.page().faulty(), ["name2"]);
}

#[tokio::test]
async fn an_edited_role_holds_from_the_next_request_and_signs_its_holders_out() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let role = seeded(&console, "support").await;
    let (mut agent, mut other) = (console.staff("support").await, console.staff("billing").await);
    let edit = format!("{role}/edit");
    admin.open(&edit).await.ok();
    admin
        .form(&edit)
        .uncheck_value("permissions", "tenants:note")
        .check_value("permissions", "tenants:write")
        .submit()
        .await
        .goes_to(&role);
    let words = "Edit tenants";
    admin.follow().await.ok().says(words);
    agent.get("/account").await.expect(303);
    other.get("/account").await.ok();
    admin.get("/account").await.ok();
    let told = told(&console, "role.edited").await;
    let before = serde_json::json!([
        "health:read",
        "onboarding:read",
        "onboarding:write",
        "tasks:read",
        "tasks:write",
        "tenants:identity",
        "tenants:note",
        "tenants:read"
    ]);
    let after = serde_json::json!([
        "health:read",
        "onboarding:read",
        "onboarding:write",
        "tasks:read",
        "tasks:write",
        "tenants:identity",
        "tenants:read",
        "tenants:write"
    ]);
    assert_eq!(told, serde_json::json!([{ "permissions": before }, { "permissions": after }]));

    // Words alone leave everybody where they are.
    let mut agent = console.staff("support").await;
    admin.open(&edit).await.ok();
    admin.form(&edit).fill("description", "Helps tenants").submit().await.goes_to(&role);
    agent.get("/account").await.ok();
    admin.open(&edit).await.ok();
    admin.form(&edit).submit().await.goes_to(&role);
    assert_eq!(admin.follow().await.flash().unwrap(), "Nothing was changed.");
    assert_eq!(console.db_audited("role.edited").await, 2);
}

#[tokio::test]
async fn of_two_editors_of_a_role_the_second_is_told_of_the_first() {
    let console = Console::start().await;
    let (mut first, mut second) = (console.staff("super_admin").await, console.staff("super_admin").await);
    let role = seeded(&console, "analyst").await;
    let edit = format!("{role}/edit");
    first.open(&edit).await.ok();
    second.open(&edit).await.ok();
    first.form(&edit).check_value("permissions", "tenants:note").submit().await.expect(303);
    second.form(&edit).fill("description", "Reads figures").submit().await.expect(409).says("Add notes to tenants");
    second.page().says(&first.person.as_ref().unwrap().name);
    assert!(grants(&console, "analyst").await.contains(&"tenants:note".to_owned()), "the first edit was overwritten unseen");
    second.form(&edit).check_value("permissions", "tenants:note").submit().await.goes_to(&role);
    assert_eq!(
        grants(&console, "analyst").await,
        ["billing:read", "health:read", "onboarding:read", "tenants:export", "tenants:note", "tenants:read"]
    );
}

#[tokio::test]
async fn nobody_gives_or_takes_a_permission_they_do_not_hold_not_even_to_themselves() {
    let console = Console::start().await;
    let own = db_role(&console, "clerk", &["roles:read", "roles:manage", "tenants:read"]).await;
    let mut clerk = console.staff("clerk").await;
    let edit = format!("{own}/edit");
    clerk.open(&edit).await.ok().says("You do not hold this permission.");
    assert!(clerk.page().count("input[name=permissions][value='staff:manage'][disabled]") == 1);
    // The box cannot be ticked; a post made by hand is refused.
    for (path, more) in [(edit.as_str(), "version"), ("/roles/new", "version")] {
        clerk.open(path).await.ok();
        let csrf = clerk.csrf();
        let fields = [
            ("csrf", csrf.as_str()),
            ("name", "clerks"),
            ("name2", "كتبة"),
            ("description", ""),
            ("description2", ""),
            (more, "1"),
            ("permissions", "roles:read"),
            ("permissions", "roles:manage"),
            ("permissions", "tenants:read"),
            ("permissions", "staff:manage"),
        ];
        clerk.post(path, &fields).await.expect(422).says("Your own roles do not include: Manage staff");
    }
    assert_eq!(grants(&console, "clerk").await, ["roles:manage", "roles:read", "tenants:read"]);

    // What a role holds beyond the editor's own stays as it is, and cannot be taken away.
    let support = format!("{}/edit", seeded(&console, "support").await);
    let before = grants(&console, "support").await;
    clerk.open(&support).await.ok();
    clerk.form(&support).fill("description", "Renamed by a clerk").submit().await.expect(303);
    assert_eq!(grants(&console, "support").await, before);
    clerk.open(&support).await.ok();
    let csrf = clerk.csrf();
    let fields = [
        ("csrf", csrf.as_str()),
        ("name", "Support agent"),
        ("name2", "موظف دعم"),
        ("description", ""),
        ("description2", ""),
        ("version", "2"),
        ("permissions", "tenants:read"),
    ];
    clerk.post(&support, &fields).await.expect(422).says("View tenant names and contacts");
    let copy = format!("{}/copy", seeded(&console, "super_admin").await);
    clerk.open(&copy).await.ok();
    clerk.form(&copy).submit().await.expect(422).says("Manage staff");
    assert_eq!(console.db_number("select count(*) from sys_platform_roles").await, 7);
}

#[tokio::test]
async fn the_super_admin_role_can_be_renamed_but_always_does_everything() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let role = seeded(&console, "super_admin").await;
    let edit = format!("{role}/edit");
    admin.open(&edit).await.ok();
    assert_eq!(admin.page().count("input[name=permissions]"), 0);
    admin.form(&edit).fill("name", "Principal").submit().await.goes_to(&role);
    let csrf = admin.csrf_of(&edit).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("name", "Principal"),
        ("name2", "مدير النظام"),
        ("description", ""),
        ("description2", ""),
        ("version", "2"),
        ("permissions", "tenants:read"),
    ];
    admin.post(&edit, &fields).await.expect(422);
    assert_eq!(grants(&console, "super_admin").await, ["*"]);
    admin.get(&format!("{role}/removal")).await.expect(409);
}

#[tokio::test]
async fn a_role_is_removed_only_when_nobody_holds_it() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let role = db_role(&console, "herons", &["tenants:read"]).await;
    let person = console.db_person(&["herons"]).await;
    admin.open(&role).await.ok().says(&person.name).says_not("Remove role");
    admin.get(&format!("{role}/removal")).await.expect(409);
    let csrf = admin.csrf_of("/step-up").await;
    admin.post(&format!("{role}/removal"), &[("csrf", csrf.as_str())]).await.expect(409);
    sqlx::query("delete from sys_platform_user_roles where user_id = $1").bind(person.id.0).execute(&console.db).await.unwrap();
    admin.open(&role).await.ok();
    admin.click("Remove role").await.ok();
    admin.form(&format!("{role}/removal")).submit().await.goes_to("/roles");
    admin.get(&role).await.expect(404);
    assert_eq!(told(&console, "role.removed").await[0]["permissions"], serde_json::json!(["tenants:read"]));
}

#[tokio::test]
async fn a_copy_begins_with_the_same_permissions() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let role = seeded(&console, "support").await;
    admin.open(&role).await.ok();
    admin.click("Copy").await.ok();
    admin.form(&format!("{role}/copy")).submit().await.expect(303);
    admin.follow().await.ok().says("The role Copy of Support agent has been created.");
    assert_eq!(grants(&console, "copy_of_support_agent").await, grants(&console, "support").await);
    assert_eq!(told(&console, "role.copied").await[1]["copied_from"], "Support agent");
}

/// Ticks a permission off a role.
async fn take_away(browser: &mut Browser, edit: &str, permission: &str) -> u16 {
    browser.form(edit).uncheck_value("permissions", permission).submit().await.status
}

const KEYS: [&str; 4] = ["roles:read", "roles:manage", "staff:read", "staff:manage"];

#[tokio::test]
async fn there_is_always_somebody_left_who_manages_staff_and_roles() {
    let console = Console::start().await;
    let role = db_role(&console, "keeper", &KEYS).await;
    let mut keeper = console.staff("keeper").await;
    for permission in ["roles:manage", "staff:manage"] {
        let edit = format!("{role}/edit");
        keeper.open(&edit).await.ok();
        assert_eq!(take_away(&mut keeper, &edit, permission).await, 422);
        keeper.page().says("This would leave nobody who can manage both staff and roles");
    }
    let second = console.staff("super_admin").await;
    let edit = format!("{role}/edit");
    keeper.open(&edit).await.ok();
    assert_eq!(take_away(&mut keeper, &edit, "roles:manage").await, 303, "a super admin is a keeper too");
    drop(second);
}

#[tokio::test]
async fn two_who_take_each_others_keys_away_at_once_leave_one_with_them() {
    let console = Console::start().await;
    let (a, b) = (db_role(&console, "keeper_a", &KEYS).await, db_role(&console, "keeper_b", &KEYS).await);
    let (mut first, mut second) = (console.staff("keeper_a").await, console.staff("keeper_b").await);
    let (of_a, of_b) = (format!("{a}/edit"), format!("{b}/edit"));
    first.open(&of_b).await.ok();
    second.open(&of_a).await.ok();
    let (one, two) = tokio::join!(take_away(&mut first, &of_b, "roles:manage"), take_away(&mut second, &of_a, "roles:manage"));
    // The later one is refused, or signed out by then.
    assert!([one, two].contains(&303), "{one} and {two}");
    assert_eq!(console.db_audited("role.edited").await, 1);
    let left = "select count(*) from sys_platform_role_permissions p join sys_platform_user_roles ur on ur.role_id = p.role_id
                 where p.permission = 'roles:manage'";
    assert_eq!(console.db_number(left).await, 1);
}

#[tokio::test]
async fn the_last_keeper_is_not_disabled_or_given_another_role_by_a_colleague_without_the_keys() {
    let console = Console::start().await;
    db_role(&console, "keeper", &["staff:read", "staff:manage"]).await;
    db_role(&console, "rest", &["roles:manage"]).await;
    let keeper = console.db_person(&["keeper", "rest"]).await;
    // Holds all the keeper holds but for `roles:manage`, and so has no say over them.
    let mut colleague = console.staff("keeper").await;
    let disable = format!("/staff/{}/disable", keeper.id);
    colleague.open(&disable).await.ok();
    colleague.form(&disable).fill("reason", "x").submit().await.expect(409);
    assert_eq!(console.db_number("select count(*) from sys_platform_users where status <> 'active'").await, 0);
}

#[tokio::test]
async fn who_may_only_read_sees_roles_but_no_act() {
    let console = Console::start().await;
    let mut auditor = console.staff("auditor").await;
    let role = seeded(&console, "support").await;
    for path in ["/roles", role.as_str(), "/permissions", "/permissions?by=person"] {
        auditor.open(path).await.ok();
        assert_eq!(auditor.page().count("main form[method=post]"), 0, "{path}");
        auditor.page().says_not("New role").says_not("Remove role");
    }
    for path in ["/roles/new", &format!("{role}/edit"), &format!("{role}/copy"), &format!("{role}/removal")] {
        auditor.get(path).await.expect(403);
    }
    console.staff("support").await.get("/roles").await.expect(403);
}

#[tokio::test]
async fn the_matrix_shows_every_permission_against_every_role_as_the_database_has_it() {
    let console = Console::start().await;
    let mut auditor = console.staff("auditor").await;
    let page = auditor.open("/permissions").await.ok().clone();
    let html = page.html();
    let select = |css: &str| scraper::Selector::parse(css).unwrap();
    let rows: Vec<Vec<bool>> = html
        .select(&select("#matrix tbody tr:not(.matrix-group)"))
        .map(|row| row.select(&select("td")).map(|cell| cell.select(&select(".matrix-yes")).next().is_some()).collect())
        .collect();
    assert_eq!(rows.len(), Permission::ALL.len());
    assert_eq!(
        page.attributes("#matrix .matrix-group td", "colspan").first(),
        Some(&rows[0].len().to_string()),
        "a heading spans them all"
    );
    let roles: Vec<String> =
        sqlx::query_scalar("select code from sys_platform_roles order by created_at, id").fetch_all(&console.db).await.unwrap();
    for (permission, marks) in Permission::ALL.iter().zip(&rows) {
        for (role, mark) in roles.iter().zip(marks) {
            let held = hq_console::core::permission::PermissionSet::from_grants(grants(&console, role).await);
            assert_eq!(*mark, held.has(*permission), "{role} and {}", permission.code());
        }
    }
    auditor.open("/permissions?permission=audit:read").await.ok().says("GET /audit/{id}");
}

#[tokio::test]
async fn it_is_told_who_can_do_something_and_what_somebody_can_do() {
    let console = Console::start().await;
    let agent = console.db_person(&["support", "analyst"]).await;
    let mut auditor = console.staff("auditor").await;
    auditor.open("/permissions?permission=tenants:create").await.ok().says("Nobody can do this at the moment.");
    let gone = console.db_person(&["support"]).await;
    console.disable(&gone).await;
    let page = auditor.open("/permissions?permission=tenants:read").await.ok().clone();
    page.says(&agent.name).says("Support agent").says("Analyst").says("GET /tenants/{id}");
    assert!(!page.texts("#who tbody th").contains(&gone.name));
    let what = format!("/permissions?person={}", agent.id);
    auditor.open(&what).await.ok().says("Add notes to tenants").says("Through: Support agent").says_not("Create tenants");
    let columns = auditor.open("/permissions?by=person").await.ok().texts("#matrix thead th");
    assert!(columns.contains(&agent.name) && !columns.contains(&gone.name), "{columns:?}");
    auditor.get("/permissions?permission=tenants:destroy").await.expect(404);
    auditor.get("/permissions?person=0190ffff-ffff-7fff-bfff-ffffffffffff").await.expect(404);
}

#[tokio::test]
async fn the_matrix_goes_out_as_a_file_and_that_is_recorded() {
    let console = Console::start().await;
    let agent = console.db_person(&["support"]).await;
    let mut auditor = console.staff("auditor").await;
    let by_role = auditor.get("/permissions.csv").await;
    let header = by_role.ok().body_text().lines().next().unwrap().to_owned();
    assert_eq!(header, "\u{feff}permission,addresses,super_admin,billing,support_manager,support,analyst,auditor");
    assert_eq!(by_role.body_text().lines().count(), 1 + Permission::ALL.len());
    let by_person = auditor.get("/permissions.csv?by=person").await;
    let line = format!("{},{},{},active,tenants:note,support", agent.id, agent.name, agent.email);
    assert!(by_person.ok().body_text().contains(&line), "{}", by_person.body_text());
    assert_eq!(console.db_audited("permissions.exported").await, 2);
}

#[tokio::test]
async fn a_role_that_decides_grows_under_its_holders_only_when_somebody_else_agreed() {
    let console = Console::start().await;
    let holder = console.db_person(&["support_manager"]).await;
    let role = seeded(&console, "support_manager").await;
    let edit = format!("{role}/edit");
    let mut admin = console.staff("super_admin").await;
    admin.open(&edit).await.ok();
    // It holds approvals:decide: with tenants:cancel everybody who has it would decide about cancellations.
    let form = admin.form(&edit).check_value("permissions", "tenants:cancel").uncheck_value("permissions", "tenants:note");
    assert_eq!(form.fill("description", "Leads support").submit().await.expect(422).faulty(), ["reason"]);
    assert_eq!(admin.page().attributes("input[name=description]", "value"), ["Leads support"]);
    assert_eq!(console.db_audited("role.edited").await, 0, "nothing is done by halves");
    let request = admin.form(&edit).fill("reason", "Handles closings").submit().await.expect(303).location().to_owned();
    assert!(request.starts_with("/approvals/"), "{request}");
    let now = grants(&console, "support_manager").await;
    assert!(!now.contains(&"tenants:cancel".to_owned()) && !now.contains(&"tenants:note".to_owned()), "less is done at once: {now:?}");
    admin.open(&request).await.ok().says("Add permissions to a powerful role").says(&holder.name).says("Cancel tenants and give them up");
    // The same again leads to the request that waits.
    admin.open(&edit).await.ok();
    let again = admin.form(&edit).check_value("permissions", "tenants:cancel").fill("reason", "Handles closings").submit().await;
    assert_eq!(again.expect(303).location(), request);
    console.approve(&request).await;
    assert!(grants(&console, "support_manager").await.contains(&"tenants:cancel".to_owned()));
    let told: (String, bool) = sqlx::query_as(
        "select reason, after ? 'approval' from sys_platform_audit_log where action = 'role.edited' order by id desc limit 1",
    )
    .fetch_one(&console.db)
    .await
    .unwrap();
    assert_eq!(told, ("Handles closings".to_owned(), true));
}

#[tokio::test]
async fn a_harmless_role_does_not_become_powerful_by_one_persons_hand_while_held() {
    let console = Console::start().await;
    let role = seeded(&console, "support").await;
    let edit = format!("{role}/edit");
    let mut admin = console.staff("super_admin").await;
    let person = console.db_person(&["support"]).await;
    admin.open(&edit).await.ok();
    let form = admin.form(&edit).check_value("permissions", "staff:manage").fill("reason", "Invites their own");
    let request = form.submit().await.expect(303).location().to_owned();
    assert!(!grants(&console, "support").await.contains(&"staff:manage".to_owned()));
    // Whoever comes to hold the role meanwhile was not looked at.
    let other = console.db_person(&["support"]).await;
    let mut second = console.staff("super_admin").await;
    second.open(&request).await.ok();
    second.form(&request).submit().await.expect(303);
    second.follow().await.ok().says("This request is void").says(&other.name).says(&person.name);
    assert!(!grants(&console, "support").await.contains(&"staff:manage".to_owned()));
}

#[tokio::test]
async fn rights_better_held_apart_are_shown_where_rights_are_looked_at() {
    let console = Console::start().await;
    let (both, plain) = (console.db_person(&["support_manager"]).await, console.db_person(&["billing"]).await);
    let mut auditor = console.staff("auditor").await;
    let page = auditor.open("/permissions").await.ok();
    let shown = page.texts("#together a");
    assert!(shown.contains(&both.name) && !shown.contains(&plain.name), "{shown:?}");
    auditor.open(&format!("/permissions?person={}", both.id)).await.ok().says("Asking for dangerous acts, and deciding about them");
    auditor.open(&format!("/permissions?person={}", plain.id)).await.ok().says_not("Rights better held apart");
    let mut admin = console.staff("super_admin").await;
    admin.open("/access-reviews/new").await.ok();
    let review = admin.form("/access-reviews/new").submit().await.expect(303).location().to_owned();
    let page = admin.open(&review).await.ok();
    page.says("Held together:");
    let marked = page.texts("#grants tbody tr").into_iter().filter(|row| row.contains("Held together:")).collect::<Vec<_>>();
    assert!(marked.iter().any(|row| row.contains(&both.name)) && !marked.iter().any(|row| row.contains(&plain.name)), "{marked:?}");
}
