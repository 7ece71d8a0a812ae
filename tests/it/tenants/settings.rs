//! Regional settings, registration and brand.

use super::create;
use crate::support::Console;

/// The smallest whole PNG of this size: a reader of heads needs no more.
fn png(width: u32, height: u32) -> Vec<u8> {
    let chunk = |name: &[u8], content: &[u8]| [&u32::try_from(content.len()).unwrap().to_be_bytes()[..], name, content, &[0; 4]].concat();
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", b"x"), chunk(b"IEND", b"")].concat()
}

#[tokio::test]
async fn settings_are_saved_with_their_trace() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = format!("{}/settings", create(&mut browser, &[]).await);
    browser.open(&path).await.ok();
    let form = browser.form(&path).choose("timezone", "Asia/Dubai").choose("date_format", "yyyy-mm-dd").choose("time_format", "12h");
    let form = form.choose("first_day_of_week", "1").fill("tax_id", "OM١١٠٠").fill("commercial_registration", "1234567");
    form.submit().await.goes_to(&path);
    browser.follow().await.ok().says("Settings saved");
    let mut form = browser.form(&path);
    assert_eq!(
        (form.value("timezone"), form.value("tax_id"), form.value("first_day_of_week")),
        ("Asia/Dubai".into(), "OM1100".into(), "1".into())
    );
    browser.form(&path).submit().await.goes_to(&path);
    browser.follow().await.ok().says("Nothing was changed");
    assert_eq!(console.db_audited("tenant.settings_changed").await, 1);
    let sql = "select count(*) from sys_platform_audit_log where action = 'tenant.settings_changed'
                  and before ->> 'timezone' = 'Asia/Muscat' and after ->> 'timezone' = 'Asia/Dubai' and not after ? 'currency'";
    assert_eq!(console.db_number(sql).await, 1);
}

#[tokio::test]
async fn two_who_change_the_same_setting_are_told_of_each_other() {
    let console = Console::start().await;
    let mut first = console.staff("support_manager").await;
    let path = format!("{}/settings", create(&mut first, &[]).await);
    first.open(&path).await.ok();
    let mut second = console.staff("super_admin").await;
    second.open(&path).await.ok();
    first.form(&path).fill("tax_id", "1").submit().await.goes_to(&path);
    let page = second.form(&path).fill("tax_id", "2").submit().await.expect(409);
    page.says("Tax number").says(&first.person.as_ref().unwrap().name);
    second.form(&path).submit().await.goes_to(&path);
    assert_eq!(console.db_number("select count(*) from sys_tenants where tax_id = '2'").await, 1);
}

#[tokio::test]
async fn settings_say_every_error_at_once() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = format!("{}/settings", create(&mut browser, &[]).await);
    browser.open(&path).await.ok();
    let csrf = browser.csrf();
    let fields = [("csrf", csrf.as_str()), ("version", "1"), ("timezone", "Mars/Base"), ("currency", "XYZ"), ("default_language", "ar")];
    let page = browser.post(&path, &fields).await;
    assert_eq!(page.expect(422).faulty(), ["timezone", "currency", "date_format", "time_format", "first_day_of_week"]);
}

#[tokio::test]
async fn a_logo_is_taken_served_and_given_up() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    let (branding, settings, logo) = (format!("{path}/branding"), format!("{path}/settings"), format!("{path}/logo"));
    browser.get(&logo).await.expect(404);
    browser.open(&branding).await.ok();
    browser.form(&branding).fill("primary_color", "#0a7").attach("logo", "../logo.png", png(300, 100)).submit().await.goes_to(&settings);
    let page = browser.follow().await.ok();
    page.says("Branding saved").says("#00aa77");
    assert!(page.attributes(".brand-logo img", "src")[0].starts_with(&logo));
    let picture = browser.get(&logo).await;
    assert_eq!(picture.ok().body, png(300, 100));
    for (header, value) in [
        ("content-type", "image/png"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("x-content-type-options", "nosniff"),
        ("content-disposition", "attachment; filename=\"logo.png\""),
    ] {
        assert_eq!(picture.header(header), Some(value));
    }
    browser.open(&branding).await.ok();
    browser.form(&branding).submit().await.goes_to(&settings);
    browser.follow().await.ok().says("Nothing was changed");
    browser.open(&branding).await.ok();
    browser.form(&branding).fill("accent_color", "#123456").submit().await.goes_to(&settings);
    browser.get(&logo).await.ok();
    browser.open(&branding).await.ok();
    browser.form(&branding).check("remove_logo").submit().await.goes_to(&settings);
    browser.get(&logo).await.expect(404);
    assert_eq!(console.db_audited("tenant.branding_changed").await, 3);
}

#[tokio::test]
async fn two_who_change_the_brand_are_told_of_each_other() {
    let console = Console::start().await;
    let mut first = console.staff("support_manager").await;
    let path = create(&mut first, &[]).await;
    let (branding, settings) = (format!("{path}/branding"), format!("{path}/settings"));
    first.open(&branding).await.ok();
    let (mut second, mut third) = (console.staff("super_admin").await, console.staff("super_admin").await);
    second.open(&branding).await.ok();
    third.open(&branding).await.ok();
    first.form(&branding).fill("primary_color", "#111111").attach("logo", "logo.png", png(30, 10)).submit().await.goes_to(&settings);

    let name = first.person.as_ref().unwrap().name.clone();
    let page = second.form(&branding).fill("primary_color", "#222222").attach("logo", "logo.png", png(20, 10)).submit().await.expect(409);
    page.says("#111111").says("#222222").says("The saved logo").says("choose the file again").says(&name);
    assert_eq!(page.count(".callout tbody tr"), 2, "only what differs");
    assert_eq!(console.db_number("select count(*) from sys_tenant_branding where primary_color = '#111111'").await, 1);
    second.form(&branding).submit().await.goes_to(&settings);
    assert_eq!(console.db_number("select count(*) from sys_tenant_branding where primary_color = '#222222' and version = 2").await, 1);
    assert_eq!(first.get(&format!("{path}/logo")).await.ok().body, png(30, 10), "the picture nobody sent again stays");

    let page = third.form(&branding).fill("accent_color", "#333333").submit().await.expect(409);
    assert_eq!(page.texts(".callout tbody th"), ["Primary colour"], "{}", page.body_text());
    let csrf = third.csrf();
    third.post(&branding, &[("csrf", csrf.as_str()), ("primary_color", "#444444")]).await.expect(400);
}

#[tokio::test]
async fn what_is_no_small_picture_is_refused_with_the_colours() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let branding = format!("{}/branding", create(&mut browser, &[]).await);
    for (bytes, said) in [
        (b"<svg onload=alert(1)>".to_vec(), "complete PNG or JPEG"),
        (png(2_001, 10), "2,000 by 2,000"),
        ([png(10, 10), vec![0; 512 * 1024]].concat(), "512 KB"),
    ] {
        browser.open(&branding).await.ok();
        let page = browser.form(&branding).fill("primary_color", "red").attach("logo", "logo.png", bytes).submit().await.expect(422);
        assert_eq!(page.faulty(), ["primary_color", "logo"]);
        page.says(said);
    }
    assert_eq!(console.db_number("select count(*) from sys_tenant_branding").await, 0);
}
