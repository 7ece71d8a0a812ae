//! How an issued invoice is put right: voided on its day, given back, written off.

use chrono::Duration;
use futures_util::future::join_all;
use hq_console::areas::billing::invoices;
use hq_console::areas::billing::invoices::corrections::{self, Back, NotCredited};

use super::{change, console, issued, standing};

const ALL: [Back; 2] = [Back { position: 1, minor: 100_000 }, Back { position: 2, minor: 50_000 }];

#[tokio::test]
async fn an_invoice_is_voided_on_its_day_only() {
    let (console, tenant) = console().await;
    let (today, late) = (issued(&console, tenant).await, issued(&console, tenant).await);
    let mut change = change(&console).await;
    assert!(corrections::void(&mut change, &console.secrets, today, "Wrong tenant").await.unwrap());
    change.commit().await.unwrap();
    assert_eq!(standing(&console, today).await.0, "void");
    console.clock.advance(Duration::days(1));
    let mut change = super::change(&console).await;
    assert!(!corrections::void(&mut change, &console.secrets, late, "Wrong tenant").await.unwrap());
}

#[tokio::test]
async fn whoever_got_an_invoice_by_mail_is_told_that_it_is_void() {
    let (console, tenant) = console().await;
    let told = "select count(*) from sys_mail_outbox where template = 'invoice-voided'";
    for (mailed, mails) in [(true, 1), (false, 1)] {
        let id = super::draft(&console, tenant).await;
        let mut issuing = change(&console).await;
        invoices::commands::issue(&mut issuing, &console.secrets, id, 1, mailed).await.unwrap();
        // Whoever got it is told, also where the register has another address by now.
        sqlx::query("update sys_tenants set email = 'other@example.om' where id = $1").bind(tenant.0).execute(&mut *issuing).await.unwrap();
        assert!(corrections::void(&mut issuing, &console.secrets, id, "Wrong tenant").await.unwrap());
        issuing.commit().await.unwrap();
        assert_eq!(console.db_number(told).await, mails);
    }
    let to = "select count(*) from sys_mail_outbox where template = 'invoice-voided' and recipient = 'pearl@example.om'";
    assert_eq!(console.db_number(to).await, 1);
}

#[tokio::test]
async fn giving_back_a_part_shrinks_what_is_open_and_the_rest_settles_it() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let mut first = change(&console).await;
    let outcome =
        corrections::credit(&mut first, &console.secrets, id, &[Back { position: 2, minor: 20_000 }], "Report was short").await.unwrap();
    let (_, reference) = outcome.unwrap();
    assert!(reference.starts_with("CRN-") && reference.ends_with("-000001"), "{reference}");
    first.commit().await.unwrap();
    assert_eq!(standing(&console, id).await, ("partially_paid".to_owned(), 21_000, 21_000));
    let mut change = super::change(&console).await;
    let rest = [Back { position: 1, minor: 100_000 }, Back { position: 2, minor: 30_000 }];
    let outcome = corrections::credit(&mut change, &console.secrets, id, &rest, "Never delivered").await.unwrap();
    let (note, _) = outcome.unwrap();
    change.commit().await.unwrap();
    assert_eq!(standing(&console, id).await, ("paid".to_owned(), 157_500, 157_500));
    assert_eq!(standing(&console, note).await, ("paid".to_owned(), 136_500, 0));
    let mut change = super::change(&console).await;
    let more = corrections::credit(&mut change, &console.secrets, id, &ALL, "Once more").await.unwrap();
    assert_eq!(more, Err(NotCredited::NotPossible));
}

#[tokio::test]
async fn two_who_give_back_at_once_never_give_back_more_than_there_is() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let outcomes = join_all((0..4).map(|_| async {
        let mut change = change(&console).await;
        let outcome =
            corrections::credit(&mut change, &console.secrets, id, &[Back { position: 1, minor: 60_000 }], "Too dear").await.unwrap();
        if outcome.is_ok() {
            change.commit().await.unwrap();
        }
        outcome
    }))
    .await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Err(NotCredited::TooMuch(Some(1)))).count(), 3, "{outcomes:?}");
    assert_eq!(standing(&console, id).await, ("partially_paid".to_owned(), 63_000, 63_000));
}

#[tokio::test]
async fn what_was_paid_stays_to_the_tenants_credit() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    sqlx::query("update sys_tenant_invoices set status = 'paid', settled_minor = total_minor where id = $1")
        .bind(id.0)
        .execute(&console.db)
        .await
        .unwrap();
    let mut change = change(&console).await;
    let outcome = corrections::credit(&mut change, &console.secrets, id, &ALL, "Closed that month").await.unwrap();
    let (note, _) = outcome.unwrap();
    change.commit().await.unwrap();
    assert_eq!(standing(&console, id).await, ("paid".to_owned(), 157_500, 157_500));
    assert_eq!(standing(&console, note).await, ("issued".to_owned(), 0, 0));
}

#[tokio::test]
async fn what_will_not_be_paid_is_written_off_once() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let mut first = change(&console).await;
    assert!(corrections::write_off(&mut first, id, "Went out of business").await.unwrap());
    first.commit().await.unwrap();
    assert_eq!(standing(&console, id).await.0, "uncollectible");
    let mut change = super::change(&console).await;
    assert!(!corrections::write_off(&mut change, id, "Went out of business").await.unwrap());
}

#[tokio::test]
async fn the_last_part_takes_what_is_left_of_the_tax() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    // Five per cent of 0.009 and of 0.010 are nothing and one: rounded part by part they would not come to what was charged.
    for back in [[(1, 9), (2, 10)], [(1, 10), (2, 9)], [(1, 99_981), (2, 49_981)]] {
        let back = back.map(|(position, minor)| Back { position, minor });
        let mut change = change(&console).await;
        let outcome = corrections::credit(&mut change, &console.secrets, id, &back, "Bit by bit").await.unwrap();
        outcome.unwrap();
        change.commit().await.unwrap();
    }
    assert_eq!(standing(&console, id).await, ("paid".to_owned(), 157_500, 157_500));
    let mut change = change(&console).await;
    let twice = [Back { position: 1, minor: 1 }, Back { position: 1, minor: 1 }];
    assert_eq!(corrections::credit(&mut change, &console.secrets, id, &twice, "Twice").await.unwrap(), Err(NotCredited::NotPossible));
}
