//! The list: narrowed, sorted, page by page, taken out.

use super::{create, create_many, names};
use crate::support::Console;

#[tokio::test]
async fn the_list_is_newest_first_and_says_how_many_there_are() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    browser.open("/tenants").await.ok().says("No tenants yet");
    create_many(&mut browser, 3, |n| format!("Tenant {n}")).await;
    let page = browser.open("/tenants").await.ok();
    page.says("3 results").says("T-00001");
    assert_eq!(page.one("th[aria-sort]"), "Created");
    assert_eq!(names(&browser), ["Tenant 2", "Tenant 1", "Tenant 0"]);
    let path = browser.link("Tenant 1");
    assert_eq!(browser.open(&path).await.ok().heading(), "Tenant 1");
}

#[tokio::test]
async fn every_sort_walks_the_whole_list_once_in_both_directions() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    create_many(&mut browser, 25, |n| format!("Tenant {:02}", (n * 7) % 25)).await;
    for sort in ["created", "-created", "name", "-name", "code", "-code"] {
        browser.open(&format!("/tenants?sort={sort}&size=20")).await.ok().says("25 results");
        let first = names(&browser);
        let next = browser.page().attributes(".pager a[rel=next]", "href").remove(0);
        browser.open(&next).await.ok();
        let mut seen = [first.clone(), names(&browser)].concat();
        let mut sorted = seen.clone();
        sorted.sort();
        if sort.ends_with("name") {
            let expected: Vec<String> = if sort == "name" { sorted.clone() } else { sorted.iter().rev().cloned().collect() };
            assert_eq!(seen, expected, "{sort}");
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 25, "{sort} shows one twice");
        let back = browser.page().attributes(".pager a[rel=prev]", "href").remove(0);
        browser.open(&back).await.ok();
        assert_eq!(names(&browser), first, "{sort} does not lead back");
    }
}

#[tokio::test]
async fn filters_narrow_together_and_each_can_be_taken_away() {
    let console = Console::start().await;
    let owner = console.db_person(&["support"]).await;
    let mut browser = console.staff("support_manager").await;
    let noor = create(&mut browser, &[]).await;
    create(
        &mut browser,
        &[("name", "Shams"), ("name2", ""), ("email", "a@b.example.om"), ("phone", ""), ("country_code", "AE"), ("plan", "PRO")],
    )
    .await;
    create(&mut browser, &[("name", "Sahil"), ("name2", ""), ("email", "c@d.example.om"), ("phone", ""), ("plan", "FREE_TRIAL")]).await;
    browser.open(&noor).await.ok();
    let tags = format!("{noor}/tags");
    browser.form(&tags).fill("tags", "vip").submit().await.goes_to(&noor);
    browser.open(&noor).await.ok();
    browser.form(&format!("{noor}/owner")).choose("owner", &owner.id.to_string()).submit().await.goes_to(&noor);
    for (query, expected) in [
        ("stage=trial", vec!["Sahil"]),
        ("stage=active", vec!["Shams", "Al Noor Laundry"]),
        ("plan=pro", vec!["Shams"]),
        ("country=OM&stage=active", vec!["Al Noor Laundry"]),
        ("country=United+Arab+Emirates", vec!["Shams"]),
        (&format!("owner={}", owner.id), vec!["Al Noor Laundry"]),
        ("owner=none", vec!["Sahil", "Shams"]),
        ("tag=vip", vec!["Al Noor Laundry"]),
        ("q=shams", vec!["Shams"]),
        ("q=النور", vec!["Al Noor Laundry"]),
        ("q=T-00002", vec!["Shams"]),
        ("q=9590+8301", vec!["Al Noor Laundry"]),
        ("q=a@b.example.om", vec!["Shams"]),
        ("q=noor+laundry&stage=active&plan=STARTER", vec!["Al Noor Laundry"]),
        ("q=sh", vec!["Shams"]),
        ("q=100%25", vec![]),
    ] {
        browser.open(&format!("/tenants?{query}")).await.ok();
        assert_eq!(names(&browser), expected, "{query}");
    }
    browser.open("/tenants?stage=churned&country=OM").await.ok().says("No matching tenants");
    assert_eq!(browser.page().texts(".chip bdi"), ["Churned", "Oman"]);
    let without = browser.page().attributes(".chip", "href").remove(0);
    assert_eq!(without, "/tenants?country=OM");
    browser.click("Clear all").await.ok().says("3 results");
}

#[tokio::test]
async fn what_cannot_be_meant_narrows_nothing_and_a_forged_place_is_refused() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    create(&mut browser, &[]).await;
    for query in ["stage=past_due", "plan=GOLD", "country=XX", "owner=me", "sort=phone", "size=1000000", "q=%20"] {
        browser.open(&format!("/tenants?{query}")).await.ok().says("1 result");
    }
    browser.get("/tenants?after=abc.def").await.expect(400);
}

#[tokio::test]
async fn the_export_holds_exactly_the_filter_and_is_recorded() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    create(&mut browser, &[("name", "=1+1 Laundry")]).await;
    create(&mut browser, &[("name", "Shams"), ("email", "a@b.example.om"), ("phone", ""), ("plan", "PRO")]).await;
    let file = browser.get("/tenants.csv?plan=STARTER").await;
    let lines: Vec<&str> = file.ok().body_text().lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[1].starts_with("T-00001,'=1+1 Laundry,مغسلة النور,1-1-laundry,Ahmed Al Balushi,info@noor.example.om,'+96895908301,"),
        "{}",
        lines[1]
    );
    assert_eq!(browser.get("/tenants.csv?sort=name").await.ok().body_text().lines().count(), 3);
    assert_eq!(console.db_audited("tenants.exported").await, 2);
    console.staff("support").await.get("/tenants.csv").await.expect(403);
}

#[tokio::test]
async fn more_than_ten_thousand_lines_leave_only_with_a_fresh_factor() {
    let console = Console::start().await;
    let mut browser = console.staff("billing").await;
    create(&mut console.staff("support_manager").await, &[]).await;
    sqlx::query("update sys_row_counts set row_count = 10001 where table_name = 'sys_tenants'").execute(&console.db).await.unwrap();
    console.clock.advance(chrono::Duration::minutes(6));
    assert!(browser.get("/tenants.csv").await.expect(303).location().starts_with("/step-up"));
    browser.get("/tenants.csv?stage=active").await.ok();
    browser.open("/step-up?next=/tenants.csv").await.ok();
    browser.step_up().await.goes_to("/tenants.csv");
    browser.get("/tenants.csv").await.ok();
}
