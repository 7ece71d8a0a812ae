//! The list of subscriptions: what narrows it, what it adds up to, and that every figure of billing opens as many rows as it says.

use std::collections::BTreeSet;

use chrono::Days;

use crate::support::{Browser, Console};

const LIST: &str = "/billing/subscriptions";

/// Sixty tenants, of whose subscriptions some are late, some free, some at a price of their own.
async fn subscribed() -> Console {
    let console = Console::with_tenants(60).await;
    let today = console.clock.today();
    let sql = "with paying as (select id, row_number() over (order by id) as n from sys_tenant_subscriptions
                                where ended_at is null and status in ('active', 'past_due'))
               update sys_tenant_subscriptions s
                  set period_end = $1 + 20 + p.n::int, cycle = 'monthly', price_minor = 1001, price_override_minor = null, cancels_on = null,
                      due_on = $1 + case when p.n <= 2 then -1 when p.n <= 6 then (p.n - 2)::int else 15 end
                 from paying p where p.id = s.id";
    sqlx::query(sql).bind(today).execute(&console.db).await.unwrap();
    let some = "update sys_tenant_subscriptions s set cycle = 'annual', price_minor = case p.n when 7 then 0 else 5000 end,
                       price_override_minor = case when p.n = 8 then 5000 end, cancels_on = case when p.n = 3 then s.due_on end,
                       period_end = case when p.n = 3 then s.due_on else s.period_end end, cancel_reason = case when p.n = 3 then 'other' end
                  from (select id, row_number() over (order by id) as n from sys_tenant_subscriptions
                         where ended_at is null and status in ('active', 'past_due')) p
                 where p.id = s.id and p.n in (3, 7, 8)";
    sqlx::query(some).execute(&console.db).await.unwrap();
    // One pays in another currency.
    let other = "update sys_tenant_subscriptions set currency = 'AED' where id = (select id from sys_tenant_subscriptions
                  where ended_at is null and status = 'active' and cycle = 'monthly' and plan_code = 'STARTER' order by id desc limit 1)";
    assert_eq!(sqlx::query(other).execute(&console.db).await.unwrap().rows_affected(), 1);
    console
}

async fn many(browser: &mut Browser, address: &str) -> usize {
    let address = if address.contains('?') { format!("{address}&size=100") } else { format!("{address}?size=100") };
    browser.open(&address).await.ok();
    browser.page().texts("#subscriptions tbody th").len()
}

async fn db_many(console: &Console, rule: &str) -> usize {
    let sql = format!("select count(*) from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id where {rule}");
    let many: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&console.db).await.unwrap();
    usize::try_from(many).unwrap()
}

#[tokio::test]
async fn each_filter_leaves_exactly_what_it_says() {
    let console = subscribed().await;
    let mut browser = console.staff("billing").await;
    let today = console.clock.today();
    let running = "ended_at is null";
    let paying = "ended_at is null and s.status in ('active', 'past_due')";
    let to = today + Days::new(2);
    let all = many(&mut browser, LIST).await;
    for (query, rule) in [
        ("?status=paying".to_owned(), paying.to_owned()),
        ("?status=trialing".to_owned(), "s.status = 'trialing'".to_owned()),
        ("?status=cancelled".to_owned(), "s.status = 'cancelled'".to_owned()),
        ("?plan=STARTER".to_owned(), format!("{running} and s.plan_code = 'STARTER'")),
        ("?plan=STARTER&version=99".to_owned(), "false".to_owned()),
        ("?plan=GROWTH&version=1".to_owned(), format!("{running} and s.plan_code = 'GROWTH'")),
        ("?currency=AED".to_owned(), format!("{running} and s.currency = 'AED'")),
        ("?cycle=annual".to_owned(), format!("{running} and cycle = 'annual'")),
        ("?special=late".to_owned(), format!("{paying} and due_on < '{today}'")),
        ("?special=free".to_owned(), format!("{paying} and price_minor = 0")),
        ("?special=agreed".to_owned(), format!("{running} and price_override_minor is not null")),
        ("?special=ends".to_owned(), format!("{running} and cancels_on is not null")),
        ("?special=changes".to_owned(), format!("{running} and scheduled is not null")),
        (format!("?due_from={today}&due_to={to}"), format!("{paying} and due_on between '{today}' and '{to}' and cancels_on is null")),
        ("?plan=%27&special=no&cycle=no&status=no&due_from=no".to_owned(), "false".to_owned()),
    ] {
        let expected = db_many(&console, &rule).await;
        assert_eq!(many(&mut browser, &format!("{LIST}{query}")).await, expected, "{query}");
        assert!(expected < all, "{query} narrows nothing");
    }
    assert_eq!(all, db_many(&console, running).await);
    // The late ones, the free one and the agreed one are there to be found.
    assert_eq!(many(&mut browser, &format!("{LIST}?special=late")).await, 2);
    assert_eq!(many(&mut browser, &format!("{LIST}?special=free")).await, 1);
    assert_eq!(many(&mut browser, &format!("{LIST}?special=agreed")).await, 1);
    browser.open(&format!("{LIST}?q=zzzz-nobody")).await.ok().says("No subscription matches");
}

#[tokio::test]
async fn a_month_is_rounded_once_on_the_sum() {
    let console = subscribed().await;
    let mut browser = console.staff("billing").await;
    browser.open(&format!("{LIST}?cycle=annual&status=paying")).await.ok();
    // 5,000 baisas twice and nothing once, a year: a twelfth of 10,000, where twice the twelfth of 5,000 would be 834.
    assert_eq!(browser.page().texts(".tile-number"), ["0.833"]);
}

#[tokio::test]
async fn figures_of_billing_open_as_many_rows_as_they_say() {
    let console = subscribed().await;
    let mut browser = console.staff("billing").await;
    let mut seen = 0;
    for path in ["/billing", "/billing/plans", "/billing/plans/STARTER"] {
        browser.open(path).await.ok();
        let to_list = format!("a[href^=\"{LIST}?\"]");
        let figures = browser.page().texts(&to_list);
        let hrefs = browser.page().attributes(&to_list, "href");
        for (figure, href) in figures.iter().zip(&hrefs) {
            let said: usize = figure.split_whitespace().next().unwrap().parse().unwrap();
            assert_eq!(many(&mut browser, href).await, said, "{path}: {href}");
            seen += 1;
        }
    }
    // Five plans and more on the overview, days of the week, two exceptions, five in the catalogue, the version.
    assert!(seen > 12, "{seen}");
}

#[tokio::test]
async fn pages_show_each_subscription_once_in_the_order_asked_for() {
    let console = subscribed().await;
    let mut browser = console.staff("billing").await;
    for sort in ["period", "-period", "tenant", "-tenant"] {
        let (mut all, mut href) = (Vec::new(), Some(format!("{LIST}?size=20&sort={sort}")));
        while let Some(next) = href {
            browser.open(&next).await.ok();
            all.extend(browser.page().attributes("#subscriptions tbody th a", "href"));
            href = browser.page().attributes("a[rel=next]", "href").pop();
        }
        assert_eq!(all.len(), db_many(&console, "ended_at is null").await, "{sort}");
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{sort}");
        let order = match sort {
            "period" => "s.period_end, s.id",
            "-period" => "s.period_end desc, s.id desc",
            "tenant" => "t.code, s.id",
            _ => "t.code desc, s.id desc",
        };
        let sql = format!(
            "select '/tenants/' || t.id || '/subscription' from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id
              where s.ended_at is null order by {order}"
        );
        let expected: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&console.db).await.unwrap();
        assert_eq!(all, expected, "{sort}");
    }
    browser.get(&format!("{LIST}?after=forged")).await.expect(400);
}

#[tokio::test]
async fn who_may_not_know_names_finds_codes_alone() {
    let console = subscribed().await;
    sqlx::query("update sys_tenants set name = 'Quartz Laundry' where code = (select min(t.code) from sys_tenants t join sys_tenant_subscriptions s on s.tenant_id = t.id and s.ended_at is null)")
        .execute(&console.db)
        .await
        .unwrap();
    let mut billing = console.staff("billing").await;
    assert_eq!(many(&mut billing, &format!("{LIST}?q=quartz")).await, 1);
    let mut analyst = console.staff("analyst").await;
    assert_eq!(many(&mut analyst, &format!("{LIST}?q=quartz")).await, 0);
    analyst.open(&format!("{LIST}?size=100&sort=tenant")).await.ok().says_not("Quartz");
    console.staff("support").await.get(LIST).await.expect(403);
}

#[tokio::test]
async fn the_list_is_taken_out_as_a_file_and_told() {
    let console = subscribed().await;
    let mut browser = console.staff("billing").await;
    let file = browser.get(&format!("{LIST}.csv?special=late")).await;
    let text = file.ok().body_text();
    assert_eq!(text.trim().lines().count(), 3, "{text}");
    assert!(text.contains("1.001"), "{text}");
    assert_eq!(console.db_audited("subscriptions.exported").await, 1);
    let mut auditor = console.staff("auditor").await;
    auditor.get(&format!("{LIST}.csv")).await.expect(403);
    assert_eq!(auditor.open(LIST).await.ok().count("a[href*=\".csv\"]"), 0);
}

#[tokio::test]
async fn the_list_reads_in_arabic() {
    let console = subscribed().await;
    let mut browser = console.staff("billing").await;
    browser.open(&format!("{LIST}?lang=ar&special=agreed")).await.ok().says("الاشتراكات").says("سعر متفق عليه").says("باقة");
}
