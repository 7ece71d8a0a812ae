//! What the database itself refuses, whoever asks, and numbers without gaps.

use futures_util::future::join_all;
use hq_console::areas::billing::invoices::commands::{self, Issuing};

use super::{change, console, draft, issued, standing};

#[tokio::test]
async fn an_issued_document_cannot_be_changed_deleted_or_added_to() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    for (sql, said) in [
        ("update sys_tenant_invoices set total_minor = total_minor + 1, vat_minor = vat_minor + 1 where id = $1", "never changed"),
        ("update sys_tenant_invoices set buyer_name = 'Another' where id = $1", "never changed"),
        ("update sys_tenant_invoices set due_on = due_on + 1 where id = $1", "never changed"),
        ("update sys_tenant_invoices set reference = 'INV-2026-999999' where id = $1", "never changed"),
        ("update sys_tenant_invoices set status = 'discarded' where id = $1", "never changed|does not become|numbered"),
        ("update sys_tenant_invoices set status = 'void', voided_on = issued_on + 1 where id = $1", "voided"),
        ("update sys_tenant_invoices set status = 'paid' where id = $1", "status_tells"),
        ("update sys_tenant_invoices set settled_minor = total_minor + 1, status = 'paid' where id = $1", "settled"),
        ("delete from sys_tenant_invoices where id = $1", "never deleted"),
        ("update sys_tenant_invoice_lines set description = 'x' where invoice_id = $1", "never changed"),
        ("delete from sys_tenant_invoice_lines where invoice_id = $1", "never changed"),
        (
            "insert into sys_tenant_invoice_lines (invoice_id, position, kind, description, quantity, unit_minor, vat_basis_points, amount_minor,
                    discount_minor, taxable_minor, vat_minor, total_minor) values ($1, 9, 'add_on', 'x', 1, 0, 0, 0, 0, 0, 0, 0)",
            "never changed",
        ),
        ("update sys_sellers set name = 'x' where id in (select seller_id from sys_tenant_invoices where id = $1)", "never changed"),
    ] {
        let error = sqlx::query(sql).bind(id.0).execute(&console.db).await.expect_err(sql).to_string();
        assert!(said.split('|').any(|said| error.contains(said)), "{sql}: {error}");
    }
    assert_eq!(standing(&console, id).await, ("issued".to_owned(), 0, 0));
}

#[tokio::test]
async fn what_ended_stays_ended() {
    let (console, tenant) = console().await;
    let (voided, paid) = (issued(&console, tenant).await, issued(&console, tenant).await);
    sqlx::query("update sys_tenant_invoices set status = 'void', voided_on = issued_on where id = $1")
        .bind(voided.0)
        .execute(&console.db)
        .await
        .unwrap();
    sqlx::query("update sys_tenant_invoices set status = 'paid', settled_minor = total_minor where id = $1")
        .bind(paid.0)
        .execute(&console.db)
        .await
        .unwrap();
    for (sql, id) in [
        ("update sys_tenant_invoices set status = 'issued', voided_on = null where id = $1", voided),
        ("update sys_tenant_invoices set status = 'void', voided_on = issued_on, settled_minor = 0 where id = $1", paid),
    ] {
        assert!(sqlx::query(sql).bind(id.0).execute(&console.db).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn a_credit_note_is_of_an_invoice_of_its_tenant_and_what_was_given_back_is_what_notes_say() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let other = console.db_tenants("active", 2).await[1];
    let strange = sqlx::query("update sys_tenant_invoices set credited_minor = 10 where id = $1").bind(id.0).execute(&console.db).await;
    assert!(strange.unwrap_err().to_string().contains("what the credit notes come to"));
    let note = "insert into sys_tenant_invoices (id, tenant_id, kind, origin, status, currency, amount_minor, discount_minor, taxable_minor, vat_minor,
                       total_minor, corrects_id, created_at) values (gen_random_uuid(), $1, 'credit_note', 'correction', 'draft', $2, 1, 0, 1, 0, 1, $3, now())";
    for (tenant, currency) in [(other, "OMR"), (tenant, "SAR")] {
        let refused = sqlx::query(note).bind(tenant.0).bind(currency).bind(id.0).execute(&console.db).await.unwrap_err();
        assert!(refused.to_string().contains("of its own tenant"), "{refused}");
    }
}

#[tokio::test]
async fn what_was_written_off_is_not_open_again_and_numbers_never_go_back() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    for (sql, said) in [
        ("update sys_tenant_invoices set written_off_on = '1999-01-01' where status = 'issued'", "not undone"),
        ("update sys_tenant_invoices set status = 'uncollectible', written_off_on = issued_on", ""),
        ("update sys_tenant_invoices set status = 'partially_paid', settled_minor = 1", ""),
        ("update sys_tenant_invoices set status = 'issued', settled_minor = 0", "not undone"),
        ("update sys_document_counters set last = last - 1", "never given twice"),
        ("delete from sys_document_counters", "never given twice"),
        ("truncate sys_tenant_invoice_lines", "never emptied"),
        ("truncate sys_tenant_invoices cascade", "never emptied"),
    ] {
        let outcome = sqlx::query(sql).execute(&console.db).await;
        match outcome {
            Ok(_) => assert_eq!(said, "", "{sql}"),
            Err(error) => assert!(!said.is_empty() && error.to_string().contains(said), "{sql}: {error}"),
        }
    }
    assert_eq!(standing(&console, id).await.0, "partially_paid");
}

#[tokio::test]
async fn totals_that_are_not_the_sums_of_the_lines_are_refused() {
    let (console, tenant) = console().await;
    let id = draft(&console, tenant).await;
    sqlx::query("update sys_tenant_invoices set amount_minor = amount_minor + 1, taxable_minor = taxable_minor + 1, total_minor = total_minor + 1 where id = $1")
        .bind(id.0)
        .execute(&console.db)
        .await
        .unwrap();
    let mut change = change(&console).await;
    let error = commands::issue(&mut change, &console.secrets, id, 1, false).await.unwrap_err().to_string();
    assert!(error.contains("sums of the lines"), "{error}");
}

#[tokio::test]
async fn a_document_issued_without_its_lines_does_not_outlive_its_transaction() {
    let (console, tenant) = console().await;
    let like = issued(&console, tenant).await;
    let copy = "insert into sys_tenant_invoices (id, tenant_id, kind, origin, status, series, year, number, reference, issued_on, issued_at, issued_in,
                       due_on, currency, seller_id, buyer_name, buyer_country_code, buyer_email, buyer_language, amount_minor, discount_minor,
                       taxable_minor, vat_minor, total_minor, created_at)
                select gen_random_uuid(), tenant_id, kind, origin, 'issued', series, year, 77, 'INV-' || year || '-000077', issued_on, issued_at, pg_current_xact_id(), due_on,
                       currency, seller_id, buyer_name, buyer_country_code, buyer_email, buyer_language, 0, 0, 0, 0, 0, created_at
                  from sys_tenant_invoices where id = $1";
    let error = sqlx::query(copy).bind(like.0).execute(&console.db).await.unwrap_err().to_string();
    assert!(error.contains("without lines"), "{error}");
    let elsewhere = copy.replace("pg_current_xact_id()", "issued_in");
    let error = sqlx::query(sqlx::AssertSqlSafe(elsewhere)).bind(like.0).execute(&console.db).await.unwrap_err().to_string();
    assert!(error.contains("by the transaction"), "{error}");
}

#[tokio::test]
async fn sixteen_who_issue_at_once_get_numbers_without_gap_or_repeat_though_some_fail() {
    let (console, tenant) = console().await;
    let mut drafts = Vec::new();
    for _ in 0..16 {
        drafts.push(draft(&console, tenant).await);
    }
    let outcomes = join_all(drafts.into_iter().enumerate().map(|(index, id)| {
        let console = &console;
        async move {
            let mut change = change(console).await;
            let Issuing::Issued(_) = commands::issue(&mut change, &console.secrets, id, 1, false).await.unwrap() else { panic!() };
            // Every fourth fails after it had its number.
            if index % 4 == 0 { drop(change) } else { change.commit().await.unwrap() }
        }
    }))
    .await;
    assert_eq!(outcomes.len(), 16);
    let numbers: Vec<i64> = sqlx::query_scalar("select number from sys_tenant_invoices where number is not null order by number")
        .fetch_all(&console.db)
        .await
        .unwrap();
    assert_eq!(numbers, (1..=12).collect::<Vec<i64>>());
    assert_eq!(console.db_number("select last from sys_document_counters where series = 'INV'").await, 12);
}

#[tokio::test]
async fn a_draft_is_issued_once_however_often_that_is_asked() {
    let (console, tenant) = console().await;
    let id = draft(&console, tenant).await;
    let outcomes = join_all((0..4).map(|_| async {
        let mut change = change(&console).await;
        let outcome = commands::issue(&mut change, &console.secrets, id, 1, false).await.unwrap();
        if matches!(outcome, Issuing::Issued(_)) {
            change.commit().await.unwrap();
        }
        outcome
    }))
    .await;
    assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, Issuing::Issued(_))).count(), 1);
    assert_eq!(console.db_audited("invoice.issued").await, 1);
}
