//! Changing a tenant, alone and at the same time as somebody else.

use super::create;
use crate::support::Console;

#[tokio::test]
async fn an_edit_keeps_before_and_after_of_what_changed_and_nothing_else() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    let edit = format!("{path}/edit");
    browser.open(&edit).await.ok();
    let form = browser.form(&edit).fill("name", "Al Noor Steam Laundry").fill("phone", "+971 50 123 4567").fill("city", "Muscat");
    form.submit().await.goes_to(&path);
    browser.follow().await.ok().says("Changes saved").says("Al Noor Steam Laundry").says("+971 50 123 4567").says("al-noor-laundry");
    let sql = "select count(*) from sys_platform_audit_log where action = 'tenant.edited'
                  and before = '{\"name\": \"Al Noor Laundry\", \"phone\": \"+96895908301\", \"city\": null}'
                  and after = '{\"name\": \"Al Noor Steam Laundry\", \"phone\": \"+971501234567\", \"city\": \"Muscat\"}'";
    assert_eq!(console.db_number(sql).await, 1);
}

#[tokio::test]
async fn an_edit_that_changes_nothing_says_so_and_leaves_no_trace() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    let edit = format!("{path}/edit");
    browser.open(&edit).await.ok();
    browser.form(&edit).fill("phone", "00968 9590-8301").fill("email", " INFO@Noor.example.om").submit().await.goes_to(&path);
    browser.follow().await.ok().says("Nothing was changed");
    assert_eq!(console.db_audited("tenant.edited").await, 0);
    assert_eq!(console.db_number("select version::bigint from sys_tenants").await, 1);
}

#[tokio::test]
async fn unique_values_are_refused_on_their_fields() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    create(&mut browser, &[("slug", "noor")]).await;
    let path = create(&mut browser, &[("slug", "shams"), ("email", "info@shams.example.om"), ("phone", "")]).await;
    let edit = format!("{path}/edit");
    browser.open(&edit).await.ok();
    let page = browser.form(&edit).fill("slug", "noor").fill("email", "info@noor.example.om").submit().await.expect(422);
    assert_eq!(page.faulty(), ["email", "slug"]);
    browser.form(&edit).fill("slug", "shams-2").fill("email", "info@shams.example.om").submit().await.goes_to(&path);
}

#[tokio::test]
async fn the_plan_is_not_changed_here() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    let edit = format!("{path}/edit");
    browser.open(&edit).await.ok();
    let mut pairs = browser.form(&edit).pairs();
    for (name, value) in &mut pairs {
        if name == "plan" {
            "PRO".clone_into(value);
        }
    }
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(browser.post(&edit, &pairs).await.expect(422).faulty(), ["plan"]);
    assert_eq!(console.db_number("select count(*) from sys_tenants where plan_code = 'STARTER'").await, 1);
}

#[tokio::test]
async fn who_saves_second_sees_what_the_first_saved_and_decides() {
    let console = Console::start().await;
    let (mut first, mut second) = (console.staff("support_manager").await, console.staff("super_admin").await);
    let path = create(&mut first, &[]).await;
    let edit = format!("{path}/edit");
    first.open(&edit).await.ok();
    second.open(&edit).await.ok();
    first.form(&edit).fill("name", "Noor of Muscat").submit().await.goes_to(&path);
    let page = second.form(&edit).fill("name", "Noor of Sohar").submit().await.expect(409);
    let name = first.person.as_ref().unwrap().name.clone();
    page.says("This was changed while you were editing").says("Noor of Muscat").says("Noor of Sohar").says(&name);
    assert_eq!(page.count(".callout tbody tr"), 1, "only what differs");
    assert_eq!(console.db_number("select count(*) from sys_tenants where name = 'Noor of Muscat'").await, 1);
    second.form(&edit).submit().await.goes_to(&path);
    assert_eq!(console.db_number("select count(*) from sys_tenants where name = 'Noor of Sohar'").await, 1);
    assert_eq!(console.db_audited("tenant.edited").await, 2);
}

#[tokio::test]
async fn changes_that_do_not_touch_each_other_both_stay() {
    let console = Console::start().await;
    let (mut first, mut second) = (console.staff("support_manager").await, console.staff("super_admin").await);
    let path = create(&mut first, &[]).await;
    let (edit, settings) = (format!("{path}/edit"), format!("{path}/settings"));
    first.open(&settings).await.ok();
    second.open(&edit).await.ok();
    first.form(&settings).fill("tax_id", "OM1100").submit().await.goes_to(&settings);
    second.form(&edit).fill("name", "Noor of Sohar").submit().await.goes_to(&path);
    assert_eq!(
        console.db_number("select count(*) from sys_tenants where name = 'Noor of Sohar' and tax_id = 'OM1100' and version = 3").await,
        1
    );
}

#[tokio::test]
async fn a_form_without_its_version_or_with_foreign_fields_is_refused() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    let path = create(&mut browser, &[]).await;
    let edit = format!("{path}/edit");
    browser.open(&edit).await.ok();
    let pairs = browser.form(&edit).pairs();
    let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let without: Vec<(&str, &str)> = fields.iter().copied().filter(|(name, _)| *name != "version").collect();
    browser.post(&edit, &without).await.expect(400);
    for extra in ["id", "number", "stage", "owner", "owner_id", "tags", "signed_on", "tax_id", "created_by", "idem"] {
        let mut fields = fields.clone();
        fields.push((extra, "1"));
        browser.post(&edit, &fields).await.expect(400);
    }
    assert_eq!(console.db_audited("tenant.edited").await, 0);
}

#[tokio::test]
async fn owner_and_tags_change_where_they_are_shown() {
    let console = Console::start().await;
    let owner = console.db_person(&["support"]).await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    let (owner_path, tags_path) = (format!("{path}/owner"), format!("{path}/tags"));
    browser.open(&path).await.ok();
    browser.form(&owner_path).choose("owner", &owner.id.to_string()).submit().await.goes_to(&path);
    browser.follow().await.ok().says(&owner.name);
    browser.form(&owner_path).submit().await.goes_to(&path);
    browser.follow().await.ok().says("Nothing was changed");
    browser.form(&tags_path).fill("tags", "Pilot; vip, #VIP").submit().await.goes_to(&path);
    browser.follow().await.ok();
    assert_eq!(browser.page().texts(".care .label"), ["pilot", "vip"]);
    let mut late = browser.clone();
    browser.form(&tags_path).fill("tags", "vip").submit().await.goes_to(&path);
    assert_eq!(late.form(&tags_path).fill("tags", "north").submit().await.expect(422).faulty(), ["tags"], "nothing is lost unseen");
    late.form(&tags_path).fill("tags", "vip, north").submit().await.goes_to(&path);
    let page = browser.open(&tags_path).await.ok();
    page.says("Tags in use:");
    assert_eq!(browser.form(&tags_path).fill("tags", &"x".repeat(41)).submit().await.expect(422).faulty(), ["tags"]);
    assert_eq!((console.db_audited("tenant.owner_changed").await, console.db_audited("tenant.tags_changed").await), (1, 3));
    let sql = "select count(*) from sys_tenant_tags where (tag, tenants) in (('vip', 1), ('north', 1))";
    assert_eq!((console.db_number(sql).await, console.db_number("select count(*) from sys_tenant_tags").await), (2, 2));
}
