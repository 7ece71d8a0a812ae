//! What the pages of roles and permissions tell, to whom, and in whose words.

use hq_console::core::permission::{Permission, PermissionSet};

use super::{db_role, grants, seeded};
use crate::support::Console;

#[tokio::test]
async fn a_roles_page_tells_what_it_is_who_holds_it_and_what_became_of_it() {
    let console = Console::start().await;
    let role = seeded(&console, "support").await;
    let mut admin = console.staff("super_admin").await;
    let (here, gone) = (console.db_person(&["support"]).await, console.db_person(&["support"]).await);
    console.disable(&gone).await;
    let edit = format!("{role}/edit");
    admin.open(&edit).await.ok();
    admin.form(&edit).fill("description", "Helps tenants").submit().await.goes_to(&role);
    assert_eq!(admin.follow().await.ok().flash().as_deref(), Some("The role Support agent has been saved."));
    let page = admin.page();
    for (person, word) in [(&here, ""), (&gone, " Disabled")] {
        assert_eq!(page.texts(&format!("li:has(a[href='/staff/{}'])", person.id)), [format!("{}{word}", person.name)]);
    }
    let many = grants(&console, "support").await.len().to_string();
    assert_eq!(page.texts("dl.facts dd"), ["support", many.as_str(), "2"]);
    assert_eq!((page.count(".timeline .event"), page.count("a[href^='/audit?object=']")), (1, 1));
    assert!(admin.open(&seeded(&console, "super_admin").await).await.ok().texts("dl.facts dd").contains(&"Everything".to_owned()));
    // The log is for who may read it, and people's pages for who may see people.
    db_role(&console, "looker", &["roles:read"]).await;
    let mut looker = console.staff("looker").await;
    let page = looker.open(&role).await.ok();
    page.says(&here.name).says_not("History");
    assert_eq!(page.count(".timeline .event") + page.count("a[href^='/staff/']"), 0);
}

#[tokio::test]
async fn the_list_of_roles_tells_the_areas_each_opens() {
    let console = Console::start().await;
    db_role(&console, "herons", &["tenants:read", "audit:read"]).await;
    let mut auditor = console.staff("auditor").await;
    let page = auditor.open("/roles").await.ok();
    let opens = |role: &str| page.one(&format!("tr:has(a[href='{role}']) td"));
    assert_eq!(opens(&seeded(&console, "super_admin").await), "Everything");
    let herons: String =
        sqlx::query_scalar("select id::text from sys_platform_roles where code = 'herons'").fetch_one(&console.db).await.unwrap();
    assert_eq!(opens(&format!("/roles/{herons}")), "Tenants, Audit log");
}

#[tokio::test]
async fn what_was_done_to_a_role_is_told_by_its_name_in_the_readers_language() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    admin.open("/account?lang=ar").await.ok();
    admin.open("/roles/new").await.ok();
    let form = admin.form("/roles/new").fill("name", "Finance lead").fill("name2", "مسؤول مالي");
    form.check_value("permissions", "tenants:read").submit().await.expect(303);
    let role = admin.page().location().to_owned();
    let told = admin.follow().await.ok().flash().unwrap();
    assert!(told.contains("مسؤول مالي") && !told.contains("Finance lead"), "{told}");
    let edit = format!("{role}/edit");
    admin.open(&edit).await.ok();
    admin.form(&edit).fill("name2", "قائد مالي").submit().await.goes_to(&role);
    let told = admin.follow().await.ok().flash().unwrap();
    assert!(told.contains("قائد مالي") && !told.contains("Finance lead"), "{told}");
    let copy = format!("{role}/copy");
    admin.open(&copy).await.ok();
    admin.form(&copy).fill("name", "Finance trainee").fill("name2", "متدرب مالي").submit().await.expect(303);
    let told = admin.follow().await.ok().flash().unwrap();
    assert!(told.contains("متدرب مالي") && !told.contains("Finance trainee"), "{told}");
}

#[tokio::test]
async fn a_role_that_allows_nothing_is_none_and_the_title_says_so() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    assert!(!admin.open("/roles/new").await.ok().title().starts_with("Error"));
    let form = admin.form("/roles/new").fill("name", "Nobody").fill("name2", "لا أحد");
    let page = form.submit().await.expect(422);
    assert_eq!(page.faulty(), ["permissions"]);
    assert!(page.title().starts_with("Error"), "{}", page.title());
}

#[tokio::test]
async fn a_role_that_came_with_the_installation_stays_though_nobody_holds_it() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let role = seeded(&console, "analyst").await;
    let removal = format!("{role}/removal");
    admin.open(&removal).await.expect(409).says("built-in");
    let csrf = admin.csrf_of(&role).await;
    admin.post(&removal, &[("csrf", csrf.as_str())]).await.expect(409);
    assert_eq!(console.db_number("select count(*) from sys_platform_roles where code = 'analyst'").await, 1);
}

#[tokio::test]
async fn the_file_of_roles_and_the_matrix_of_people_say_of_everybody_what_they_may() {
    let console = Console::start().await;
    let agent = console.db_person(&["support"]).await;
    let mut auditor = console.staff("auditor").await;
    let file = auditor.get("/permissions.csv").await;
    let mut lines = file.ok().body_text().lines();
    let roles: Vec<String> = lines.next().unwrap().split(',').skip(2).map(ToOwned::to_owned).collect();
    for (permission, line) in Permission::ALL.iter().zip(lines) {
        let cells: Vec<&str> = line.rsplitn(roles.len() + 1, ',').take(roles.len()).collect();
        for (role, cell) in roles.iter().rev().zip(cells) {
            let held = PermissionSet::from_grants(grants(&console, role).await).has(*permission);
            assert_eq!(cell, if held { "yes" } else { "no" }, "{role} and {}", permission.code());
        }
    }
    let page = auditor.open("/permissions?by=person").await.ok().clone();
    let columns = page.attributes("#matrix thead a", "href");
    let column = columns.iter().position(|href| *href == format!("/permissions?person={}", agent.id)).expect("their column leads to them");
    let html = page.html();
    let select = |css: &str| scraper::Selector::parse(css).unwrap();
    let held = PermissionSet::from_grants(grants(&console, "support").await);
    let rows = select("#matrix tbody tr:not(.matrix-group)");
    for (permission, row) in Permission::ALL.iter().zip(html.select(&rows)) {
        let mark = row.select(&select("td")).nth(column).unwrap().select(&select(".matrix-yes")).next().is_some();
        assert_eq!(mark, held.has(*permission), "{}", permission.code());
        let link = row.select(&select("th a")).next().unwrap().attr("href").unwrap().to_owned();
        assert_eq!(link, format!("/permissions?permission={}", permission.code()));
    }
}
