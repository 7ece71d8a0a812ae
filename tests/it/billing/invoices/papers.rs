//! The papers: PDF, print page, mail.

use std::process::Command;

use super::{console, issued};

#[tokio::test]
async fn the_pdf_names_the_document_and_both_parties_in_selectable_text() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    let answer = browser.get(&format!("/billing/invoices/{id}/pdf")).await;
    answer.expect(200);
    assert_eq!(answer.header("content-type"), Some("application/pdf"));
    assert!(answer.header("content-disposition").unwrap().contains("INV-"), "{:?}", answer.header("content-disposition"));
    let paper = hq_console::areas::billing::invoices::mails::file(console.db.clone(), id.0).await.unwrap();
    assert!(paper.bytes.starts_with(b"%PDF-"));
    let path = std::env::temp_dir().join(format!("{id}.pdf"));
    std::fs::write(&path, &paper.bytes).unwrap();
    // Where the program for reading is installed.
    if let Ok(read) = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output() {
        let text = String::from_utf8_lossy(&read.stdout).into_owned();
        for expected in ["INV-", "CleanMateX LLC", "Pearl Laundry", "157.500", "Training"] {
            assert!(text.contains(expected), "{expected} is not in:\n{text}");
        }
    }
    std::fs::remove_file(&path).ok();
    browser.open(&format!("/billing/invoices/{id}/print")).await.ok().says("CleanMateX LLC").says("Pearl Laundry").says("157.500");
}

#[tokio::test]
async fn the_mail_is_in_the_tenants_language_and_carries_the_pdf() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    let path = format!("/billing/invoices/{id}");
    for _ in 0..2 {
        browser.open(&path).await.ok();
        browser.form(&format!("{path}/send")).submit().await.goes_to(&path);
    }
    browser.follow().await.ok().says("pearl@example.om").says("Waiting");
    let mails = console.mails_to("pearl@example.om").await;
    assert_eq!(mails.len(), 2);
    let mail = mails.last().unwrap();
    assert_eq!(mail.language, "ar");
    assert!(mail.subject.contains("الفاتورة INV-"), "{}", mail.subject);
    let (name, bytes) = mail.files.first().expect("a file");
    let reference = name.strip_suffix(".pdf").unwrap_or_else(|| panic!("{name}"));
    assert!(reference.starts_with("INV-"), "{name}");
    assert!(bytes.starts_with(b"%PDF-") && bytes.len() > 5_000);
    browser.open(&path).await.ok().says("Sent");
    assert_eq!(console.db_audited("invoice.sent").await, 2);
}
