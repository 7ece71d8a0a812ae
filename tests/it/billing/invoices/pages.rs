//! The pages: writing, issuing, correcting, finding, and who may not.

use super::{alone, console, issued, standing, unsold, write};

#[tokio::test]
async fn an_invoice_is_written_looked_at_and_issued() {
    let (console, tenant) = console().await;
    let mut browser = console.staff("billing").await;
    let path = write(&mut browser, tenant).await;
    browser.follow().await.ok().says("Draft saved.").says("105.000").says("This is a draft");
    browser.open(&format!("{path}/issue")).await.ok().says("OMR 105.000");
    browser.form(&format!("{path}/issue")).submit().await.goes_to(&path);
    browser.follow().await.ok().says("INV-").says("was issued").says("Pearl Laundry");
    browser.get(&format!("{path}/edit")).await.goes_to(&path);
    for action in ["invoice.drafted", "invoice.issued"] {
        assert_eq!(console.db_audited(action).await, 1, "{action}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_at_once_and_everything_typed_stays() {
    let (console, tenant) = console().await;
    let mut browser = console.staff("billing").await;
    browser.open(&format!("/billing/invoices/new?tenant={tenant}")).await.ok();
    let form = browser.form("/billing/invoices/new").fill("description", "Training").fill("price", "1,5").fill("discount", "200");
    let page = form.submit().await;
    assert_eq!(page.expect(422).faulty(), ["lines", "discount"]);
    page.says("1 line is not complete").says("Enter an amount such as");
    assert_eq!(console.db_number("select count(*) from sys_tenant_invoices").await, 0);
    assert_eq!(browser.form("/billing/invoices/new").value("price"), "1,5");
}

#[tokio::test]
async fn a_line_more_is_a_page_more_and_nothing_is_lost() {
    let (console, tenant) = console().await;
    let mut browser = console.staff("billing").await;
    browser.open(&format!("/billing/invoices/new?tenant={tenant}")).await.ok();
    let mut pairs = browser.form("/billing/invoices/new").fill("description", "Training").fill("price", "10").pairs();
    pairs.push(("do".to_owned(), "add".to_owned()));
    let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = browser.post("/billing/invoices/new", &fields).await;
    answer.ok().says("Line 2");
    assert_eq!(answer.attributes("input[name=description]", "value"), ["Training", ""]);
}

#[tokio::test]
async fn whoever_was_slower_with_a_draft_is_told() {
    let (console, tenant) = console().await;
    let mut first = console.staff("billing").await;
    let mut second = console.staff("billing").await;
    let path = write(&mut first, tenant).await;
    let edit = format!("{path}/edit");
    first.open(&edit).await.ok();
    second.open(&edit).await.ok();
    first.form(&edit).fill("price", "200").submit().await.goes_to(&path);
    second.form(&edit).fill("price", "300").submit().await.expect(422).says("A colleague has changed this draft meanwhile");
    assert_eq!(console.db_number("select total_minor from sys_tenant_invoices").await, 210_000);
}

#[tokio::test]
async fn nothing_is_issued_before_the_seller_is_known() {
    let console = unsold().await;
    let tenant = console.db_tenant("active").await;
    let mut browser = console.staff("billing").await;
    let path = write(&mut browser, tenant).await;
    browser.open(&format!("{path}/issue")).await.ok().says("Invoices cannot be issued yet");
    browser.open("/billing/seller").await.ok().says("Invoices cannot be issued yet");
    let form = browser.form("/billing/seller").fill("vat_number", "om 1100 0042 42").fill("address", "Muscat").fill("iban", "OM001");
    form.submit().await.expect(422).says("its check digits are wrong");
    browser.form("/billing/seller").fill("iban", "").submit().await.goes_to("/billing/seller");
    browser.open(&format!("{path}/issue")).await.ok();
    browser.form(&format!("{path}/issue")).submit().await.goes_to(&path);
    assert_eq!(console.db_audited("seller.edited").await, 1);
}

#[tokio::test]
async fn an_invoice_is_corrected_through_the_pages() {
    let (console, tenant) = console().await;
    alone(&console).await;
    let mut browser = console.staff("billing").await;
    let id = issued(&console, tenant).await;
    let path = format!("/billing/invoices/{id}");
    browser.open(&format!("{path}/credit")).await.ok().says("100.000").says("50.000").says("157.500");
    browser.form(&format!("{path}/credit")).fill("reason", "no").submit().await.expect(422).says("Say in a few words why");
    browser.form(&format!("{path}/credit")).fill("reason", "Never delivered").submit().await.expect(303);
    browser.follow().await.ok().says("Credit note").says("Never delivered");
    assert_eq!(standing(&console, id).await, ("paid".to_owned(), 157_500, 157_500));
    let other = issued(&console, tenant).await;
    let action = format!("/billing/invoices/{other}/void");
    browser.open(&action).await.ok();
    browser.form(&action).fill("reason", "Issued twice").submit().await.expect(303);
    assert_eq!(standing(&console, other).await.0, "void");
    browser.get(&format!("/billing/invoices/{other}/write-off")).await.expect(303);
}

#[tokio::test]
async fn the_list_is_narrowed_and_added_up() {
    let (console, tenant) = console().await;
    let first = issued(&console, tenant).await;
    issued(&console, tenant).await;
    sqlx::query("update sys_tenant_invoices set status = 'paid', settled_minor = total_minor where id = $1")
        .bind(first.0)
        .execute(&console.db)
        .await
        .unwrap();
    let mut browser = console.staff("billing").await;
    browser.open("/billing/invoices").await.ok().says("315.000");
    for (query, rows) in [
        ("", 2),
        ("?status=paid", 1),
        ("?status=open", 1),
        ("?status=overdue", 0),
        ("?q=INV-1999-000001", 0),
        ("?q=pearl", 2),
        ("?least=157.5&most=157.5", 2),
        ("?least=158", 0),
        ("?kind=credit_note", 0),
    ] {
        browser.open(&format!("/billing/invoices{query}")).await.ok();
        assert_eq!(browser.page().texts("#invoices tbody th").len(), rows, "{query}");
    }
    console.clock.advance(chrono::Duration::days(15));
    let mut later = console.staff("billing").await;
    later.open("/billing/invoices?status=overdue").await.ok().says("Overdue");
    assert_eq!(later.page().texts("#invoices tbody th").len(), 1);
    browser = console.staff("billing").await;
    let file = browser.get("/billing/invoices.csv?status=paid").await;
    assert!(file.ok().body_text().contains("157.500"));
    assert_eq!(console.db_audited("invoices.exported").await, 1);
}

#[tokio::test]
async fn who_may_not_know_names_sees_codes_and_no_paper() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let mut analyst = console.staff("analyst").await;
    for path in ["/billing/invoices".to_owned(), format!("/billing/invoices/{id}")] {
        analyst.open(&path).await.ok().says_not("Pearl").says_not("Training");
    }
    for paper in ["print", "pdf"] {
        analyst.get(&format!("/billing/invoices/{id}/{paper}")).await.expect(403);
    }
    let mut support = console.staff("support").await;
    support.get("/billing/invoices").await.expect(403);
}

#[tokio::test]
async fn the_pages_read_in_arabic() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    browser.open("/billing/invoices?lang=ar").await.ok().says("الفواتير").says("مغسلة اللؤلؤ");
    browser.open(&format!("/billing/invoices/{id}?lang=ar")).await.ok().says("تصحيح الفاتورة").says("تدريب");
}

#[tokio::test]
async fn a_draft_is_in_the_currency_the_tenant_pays_in() {
    let (console, tenant) = console().await;
    let mut browser = console.staff("billing").await;
    let path = write(&mut browser, tenant).await;
    sqlx::query("update sys_tenants set currency = 'SAR' where id = $1").bind(tenant.0).execute(&console.db).await.unwrap();
    let issue = format!("{path}/issue");
    browser.open(&issue).await.ok();
    browser.form(&issue).submit().await.expect(422).says("pays in another currency now");
    let edit = format!("{path}/edit");
    browser.open(&edit).await.ok();
    browser.form(&edit).fill("price", "40").submit().await.goes_to(&path);
    browser.open(&path).await.ok().says("SAR 42.00");
    assert_eq!(console.db_number("select total_minor from sys_tenant_invoices where currency = 'SAR'").await, 4_200);
    let told = "select count(*) from sys_platform_audit_log where action = 'invoice.edited' and before->>'lines' like '%OMR 100.000%' and after->>'lines' like '%SAR 40.00%'";
    assert_eq!(console.db_number(told).await, 1);
}

#[tokio::test]
async fn a_void_invoice_is_not_sent_and_says_so_on_paper() {
    let (console, tenant) = console().await;
    let mut browser = console.staff("billing").await;
    let id = issued(&console, tenant).await;
    let path = format!("/billing/invoices/{id}");
    let csrf = browser.csrf_of(&path).await;
    browser.open(&format!("{path}/void")).await.ok();
    browser.form(&format!("{path}/void")).fill("reason", "Issued twice").submit().await.expect(303);
    assert_eq!(browser.open(&path).await.ok().count("form[action$=send]"), 0);
    browser.post(&format!("{path}/send"), &[("csrf", csrf)]).await.goes_to(&path);
    assert_eq!(console.db_audited("invoice.sent").await, 0);
    browser.open(&format!("{path}/print")).await.ok().says("VOID.");
}

#[tokio::test]
async fn a_filter_that_names_nobody_shows_nobodys_invoices() {
    let (console, tenant) = console().await;
    issued(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    browser.open("/billing/invoices?tenant=T-99999").await.ok().says_not("INV-");
    browser.open(&format!("/billing/invoices?tenant={tenant}")).await.ok().says("INV-");
}

#[tokio::test]
async fn the_list_is_narrowed_by_when_a_document_is_due_and_by_the_period_it_is_for() {
    let (console, tenant) = console().await;
    issued(&console, tenant).await;
    let with_period = "insert into sys_tenant_invoices (id, tenant_id, kind, origin, status, currency, amount_minor, discount_minor, taxable_minor, vat_minor, total_minor,
                              period_start, period_end, created_at)
                       values (gen_random_uuid(), $1, 'invoice', 'manual', 'draft', 'OMR', 7, 0, 7, 0, 7, '2026-03-01', '2026-04-01', now())";
    sqlx::query(with_period).bind(tenant.0).execute(&console.db).await.unwrap();
    let due = console.clock.today() + chrono::Duration::days(14);
    let (before, after) = (due - chrono::Duration::days(1), due + chrono::Duration::days(1));
    let mut browser = console.staff("billing").await;
    for (filter, found) in [
        (format!("due_from={due}&due_to={due}"), vec!["OMR 157.500"]),
        (format!("due_from={after}"), vec![]),
        (format!("due_to={before}"), vec![]),
        ("covers=2026-03-01".to_owned(), vec!["OMR 0.007"]),
        ("covers=2026-03-31".to_owned(), vec!["OMR 0.007"]),
        ("covers=2026-04-01".to_owned(), vec![]),
        ("covers=2026-02-28".to_owned(), vec![]),
    ] {
        let page = browser.open(&format!("/billing/invoices?{filter}")).await.ok();
        assert_eq!(page.texts("#invoices tbody td:nth-of-type(5)"), found, "{filter}");
    }
}

#[tokio::test]
async fn a_document_goes_to_where_the_tenant_reads_mail_today_and_the_log_says_so() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    sqlx::query("update sys_tenants set email = 'new@example.om', default_language = 'en' where id = $1")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    let path = format!("/billing/invoices/{id}");
    let mut browser = console.staff("billing").await;
    browser.open(&path).await.ok();
    browser.form(&format!("{path}/send")).submit().await.goes_to(&path);
    let mails = console.mails_to("new@example.om").await;
    assert_eq!(mails.iter().map(|mail| mail.language.as_str()).collect::<Vec<_>>(), ["en"]);
    let told = "select count(*) from sys_platform_audit_log where action = 'invoice.sent' and after->>'mail' = 'new@example.om'";
    assert_eq!(console.db_number(told).await, 1);
}
