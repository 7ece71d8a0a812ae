//! Contracts: written for one tenant, agreed on by two, had by nobody else.

use hq_console::core::ids::TenantId;

use super::invoices::db_seller;
use crate::support::{Browser, Console};

/// A tenant on Pro that pays monthly in rials, in the middle of its period.
async fn pro() -> (Console, TenantId) {
    let console = Console::with_tenants(20).await;
    db_seller(&console).await;
    let tenant = console.db_tenant("active").await;
    let here = "update sys_tenant_subscriptions s
                   set plan_code = 'PRO', plan_version_id = p.offered_version_id, cycle = 'monthly', status = 'active', currency = 'OMR',
                       period_start = $2 - 10, period_end = $2 + 20, whole_days = 30, base_minor = 199000, price_minor = 199000, moved = 0,
                       vat_basis_points = 500, due_on = $2 + 20, setup_due = false, scheduled = null, add_ons = '[]', cancels_on = null,
                       price_override_minor = null, changed_on = greatest(s.changed_on, $2 - 10)
                  from sys_plans p where p.code = 'PRO' and s.tenant_id = $1 and s.ended_at is null";
    sqlx::query(here).bind(tenant.0).bind(console.clock.today()).execute(&console.db).await.unwrap();
    let country = "update sys_tenants set country_code = 'OM', currency = 'OMR', name = 'Pearl Laundry' where id = $1";
    sqlx::query(country).bind(tenant.0).execute(&console.db).await.unwrap();
    (console, tenant)
}

/// Begins a contract from the tenant's page and prices it.
async fn written(browser: &mut Browser, tenant: TenantId, monthly: &str) -> String {
    browser.open(&format!("/tenants/{tenant}/subscription")).await.ok().says("Write a contract");
    let contract = browser.form(&format!("/tenants/{tenant}/contract")).submit().await.expect(303).location().to_owned();
    let prices = format!("{contract}/prices");
    browser.open(&prices).await.ok();
    browser.form(&prices).fill("monthly", monthly).submit().await.expect(303);
    contract
}

/// Asks for it to be agreed on, and gives the request.
async fn asked(browser: &mut Browser, contract: &str) -> String {
    let page = format!("{contract}/publication");
    browser.open(&page).await.ok().says("Needs the approval of one other person").says("Only Pearl Laundry can have it");
    browser.form(&page).submit().await.expect(422).says("Say in a few words why");
    browser.form(&page).fill("reason", "Signed on both sides").submit().await.expect(303).location().to_owned()
}

const PUBLISHED: &str = "select count(*) from sys_plan_versions v join sys_tenants t on t.id = v.tenant_id where t.name = 'Pearl Laundry' and v.status = 'published'";

async fn db_contract(console: &Console) -> uuid::Uuid {
    let sql = "select v.id from sys_plan_versions v join sys_tenants t on t.id = v.tenant_id where t.name = 'Pearl Laundry'";
    sqlx::query_scalar(sql).fetch_one(&console.db).await.unwrap()
}

#[tokio::test]
async fn a_contract_is_written_agreed_on_by_two_and_then_had() {
    let (console, tenant) = pro().await;
    let mut browser = console.staff("billing").await;
    browser.open(&format!("/tenants/{tenant}/subscription")).await.ok().says("No contract of its own");
    let contract = browser.form(&format!("/tenants/{tenant}/contract")).submit().await.expect(303).location().to_owned();
    browser.open(&contract).await.ok().says("still to be set in the currency the tenant pays in").says("Pearl Laundry");
    browser.get(&format!("{contract}/publication")).await.goes_to(&contract);
    // Priced in what the tenant pays in, and in nothing else.
    browser.get(&format!("{contract}/prices?currency=AED")).await.expect(404);
    assert_eq!(written(&mut browser, tenant, "350").await, contract, "the one that is written is gone on with");
    let edit = format!("{contract}/edit");
    browser.open(&edit).await.ok();
    assert_eq!(browser.page().count("input[name=name]"), 0);
    browser.form(&edit).fill("orders", "5000").submit().await.goes_to(&contract);
    let term = format!("{contract}/contract");
    browser.open(&term).await.ok();
    browser.form(&term).fill("until", "2020-01-01").submit().await.expect(422).says("The last day is before the first");
    browser.form(&term).fill("until", "2030-12-31").fill("notes", "Pays by cheque").submit().await.goes_to(&contract);
    let request = asked(&mut browser, &contract).await;
    assert_eq!(console.db_number(PUBLISHED).await, 0);
    let mut second = console.staff("super_admin").await;
    second.open(&request).await.ok().says("A month: OMR 350.000").says("5000").says("Pays by cheque").says("31 Dec 2030");
    console.approve(&request).await;
    assert_eq!(console.db_number(PUBLISHED).await, 1);
    // What everybody is offered is as it was.
    let offered = "select count(*) from sys_plans p join sys_plan_versions v on v.id = p.offered_version_id where v.tenant_id is not null";
    assert_eq!(console.db_number(offered).await, 0);
    // Now it can be had, at its own price, and nobody else has to be asked again.
    let path = format!("/tenants/{tenant}/subscription/plan");
    let id = db_contract(&console).await;
    let look = format!("{path}?plan={id}&look=1");
    // 151 more for twenty of thirty days, and five per cent.
    browser.open(&look).await.ok().says("OMR 350.000").says("OMR 105.700");
    browser.form(&path).submit().await.expect(303);
    let has = "select count(*) from sys_tenant_subscriptions s join sys_plan_versions v on v.id = s.plan_version_id
                where s.ended_at is null and v.tenant_id = s.tenant_id and v.plan_code = 'ENTERPRISE' and s.price_minor = 350000";
    assert_eq!(console.db_number(has).await, 1);
    // It is found where contracts are looked for.
    browser.open("/billing/plans/ENTERPRISE").await.ok().says("Contracts").says("Pearl Laundry");
    sqlx::query("alter table sys_plan_versions disable trigger user").execute(&console.db).await.unwrap();
    sqlx::query("update sys_plan_versions set contract_until = case when id = $2 then $1::date end where tenant_id is not null")
        .bind(console.clock.today() + chrono::Days::new(59))
        .bind(id)
        .execute(&console.db)
        .await
        .unwrap();
    browser.open("/billing").await.ok().says("Contracts that end within two months");
    browser.open("/billing/subscriptions?special=contract").await.ok();
    assert_eq!(browser.page().texts("#subscriptions tbody th").len(), 1);
    // Nobody is moved from a contract to what everybody has.
    browser.open(&format!("/tenants/{tenant}/subscription")).await.ok().says_not("Move to the version on offer");
    browser.get(&format!("{contract}/move")).await.goes_to(&contract);
}

#[tokio::test]
async fn what_is_written_after_it_was_asked_for_voids_the_request() {
    let (console, tenant) = pro().await;
    let mut browser = console.staff("billing").await;
    let contract = written(&mut browser, tenant, "350").await;
    let request = asked(&mut browser, &contract).await;
    let prices = format!("{contract}/prices");
    browser.open(&prices).await.ok();
    browser.form(&prices).fill("monthly", "3.5").submit().await.expect(303);
    let mut second = console.staff("super_admin").await;
    second.open(&request).await.ok();
    second.form(&request).submit().await.expect(303);
    assert_eq!(console.db_number(PUBLISHED).await, 0);
    assert_eq!(console.db_number("select count(*) from sys_approval_requests where status = 'void'").await, 1);
}

#[tokio::test]
async fn nobody_has_the_contract_of_somebody_else() {
    let (console, tenant) = pro().await;
    let mut browser = console.staff("billing").await;
    let contract = written(&mut browser, tenant, "350").await;
    let request = asked(&mut browser, &contract).await;
    console.approve(&request).await;
    let id = db_contract(&console).await;
    let other = console.db_tenants("active", 2).await.into_iter().find(|other| *other != tenant).unwrap();
    let path = format!("/tenants/{other}/subscription/plan");
    let page = browser.open(&path).await.ok().attributes("select[name=plan] option, input[name=plan]", "value");
    assert!(!page.contains(&id.to_string()), "{page:?}");
    browser.open(&format!("{path}?plan={id}&look=1")).await.expect(422);
    // Nor does the database let it happen, or put it on offer.
    let take =
        "update sys_tenant_subscriptions set plan_code = 'ENTERPRISE', plan_version_id = $2 where tenant_id = $1 and ended_at is null";
    assert!(sqlx::query(take).bind(other.0).bind(id).execute(&console.db).await.is_err());
    let offer = "update sys_plans set offered_version_id = $1 where code = 'ENTERPRISE'";
    assert!(sqlx::query(offer).bind(id).execute(&console.db).await.is_err());
    sqlx::query(take).bind(tenant.0).bind(id).execute(&console.db).await.unwrap();
}

#[tokio::test]
async fn whose_a_contract_is_stays_in_the_house_and_only_some_write_one() {
    let (console, tenant) = pro().await;
    let mut browser = console.staff("billing").await;
    let contract = written(&mut browser, tenant, "350").await;
    let term = format!("{contract}/contract");
    browser.open(&term).await.ok();
    browser.form(&term).fill("notes", "Their cousin signs").submit().await.expect(303);
    let mut analyst = console.staff("analyst").await;
    analyst.open(&contract).await.ok().says_not("Pearl").says_not("cousin");
    analyst.open("/billing/plans/ENTERPRISE").await.ok().says_not("Pearl");
    analyst.get(&term).await.expect(403);
    analyst.post(&format!("/tenants/{tenant}/contract"), &[("csrf", analyst.csrf())]).await.expect(403);
    browser.open(&format!("{contract}?lang=ar")).await.ok().says("العقد");
}

#[tokio::test]
async fn whoever_had_no_price_yet_is_charged_by_the_contract_from_the_first_day_that_is_due() {
    let (console, tenant) = pro().await;
    let today = console.clock.today();
    let unpriced = "update sys_tenant_subscriptions s
                       set plan_code = 'ENTERPRISE', plan_version_id = p.offered_version_id, period_start = $2::date - 3, base_minor = 0,
                           period_end = ($2::date - 3 + interval '1 month')::date, anchor_day = extract(day from $2::date - 3), price_minor = 0, due_on = $2::date - 3, changed_on = greatest(s.changed_on, $2::date - 3)
                      from sys_plans p where p.code = 'ENTERPRISE' and s.tenant_id = $1 and s.ended_at is null";
    sqlx::query(unpriced).bind(tenant.0).bind(today).execute(&console.db).await.unwrap();
    let mut browser = console.staff("billing").await;
    let contract = written(&mut browser, tenant, "350").await;
    let request = asked(&mut browser, &contract).await;
    console.approve(&request).await;
    let id = db_contract(&console).await;
    let path = format!("/tenants/{tenant}/subscription/plan");
    browser.open(&format!("{path}?plan={id}&look=1")).await.ok().says("OMR 350.000");
    browser.form(&path).submit().await.expect(303);
    let charged = "select count(*) from sys_tenant_invoices i join sys_plan_versions v on v.id = i.plan_version_id
                    where v.tenant_id = i.tenant_id and i.taxable_minor > 0 and i.charged_for is not null";
    assert_eq!(console.db_number(charged).await, 1);
    let has = "select count(*) from sys_tenant_subscriptions s join sys_plan_versions v on v.id = s.plan_version_id
                where s.ended_at is null and v.tenant_id = s.tenant_id and s.price_minor = 350000 and s.due_on > s.period_start";
    assert_eq!(console.db_number(has).await, 1);
}

#[tokio::test]
async fn a_trial_with_a_contract_becomes_what_was_agreed_on() {
    let console = Console::with_tenants(20).await;
    db_seller(&console).await;
    let tenant = console.db_tenant("trial").await;
    sqlx::query("update sys_tenants set country_code = 'OM', currency = 'OMR', name = 'Pearl Laundry' where id = $1")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    let mut browser = console.staff("billing").await;
    let contract = written(&mut browser, tenant, "350").await;
    let request = asked(&mut browser, &contract).await;
    console.approve(&request).await;
    let mut second = console.staff("super_admin").await;
    let activation = format!("/tenants/{tenant}/activation");
    second.open(&activation).await.ok();
    second.form(&activation).choose("plan", "ENTERPRISE").choose("cycle", "monthly").submit().await.expect(303);
    let has = "select count(*) from sys_tenant_subscriptions s join sys_plan_versions v on v.id = s.plan_version_id
                where s.ended_at is null and s.status = 'active' and v.tenant_id = s.tenant_id and s.price_minor = 350000 and s.currency = 'OMR'";
    assert_eq!(console.db_number(has).await, 1);
    // In a cycle that the contract has no price for, it is the plan on offer, which is priced by agreement.
    let ended = "update sys_tenant_lifecycle set stage = 'trial', trial_ends_on = $2 + 7 where tenant_id = $1";
    sqlx::query(ended).bind(tenant.0).bind(console.clock.today()).execute(&console.db).await.unwrap();
    second.open(&activation).await.ok();
    second.form(&activation).choose("plan", "ENTERPRISE").choose("cycle", "annual").submit().await.expect(303);
    assert_eq!(console.db_number(has).await, 0);
}

#[tokio::test]
async fn a_contract_is_had_while_it_holds_and_not_before_or_after() {
    let (console, tenant) = pro().await;
    let mut browser = console.staff("billing").await;
    let contract = written(&mut browser, tenant, "350").await;
    let tomorrow = console.clock.today() + chrono::Days::new(1);
    let term = format!("{contract}/contract");
    browser.open(&term).await.ok();
    browser.form(&term).fill("from", &tomorrow.to_string()).fill("until", &tomorrow.to_string()).submit().await.goes_to(&contract);
    let request = asked(&mut browser, &contract).await;
    console.approve(&request).await;
    let id = db_contract(&console).await;
    let look = format!("/tenants/{tenant}/subscription/plan?plan={id}&look=1");
    browser.open(&look).await.expect(422);
    for holds in [true, false] {
        console.clock.advance(chrono::Duration::days(1));
        let mut browser = console.staff("billing").await;
        browser.open(&look).await.expect(if holds { 200 } else { 422 });
    }
    // Nor is it come to at the end of a period that ends after it.
    let cheaper = "update sys_tenant_subscriptions set price_minor = 900000, base_minor = 900000, price_override_minor = 900000 where tenant_id = $1 and ended_at is null";
    sqlx::query(cheaper).bind(tenant.0).execute(&console.db).await.unwrap();
    sqlx::query("alter table sys_plan_versions disable trigger user").execute(&console.db).await.unwrap();
    let until = "update sys_plan_versions set contract_until = $2 where id = $1";
    for (days, holds) in [(17, false), (18, true)] {
        let last = console.clock.today() + chrono::Days::new(days);
        sqlx::query(until).bind(id).bind(last).execute(&console.db).await.unwrap();
        let mut browser = console.staff("billing").await;
        browser.open(&look).await.expect(if holds { 200 } else { 422 });
    }
}

#[tokio::test]
async fn a_contract_that_another_replaces_can_be_had_no_more_and_whoever_agrees_sees_what_it_replaces() {
    let (console, tenant) = pro().await;
    let mut browser = console.staff("billing").await;
    let first = written(&mut browser, tenant, "300").await;
    let request = asked(&mut browser, &first).await;
    console.approve(&request).await;
    let second = written(&mut browser, tenant, "150").await;
    let request = asked(&mut browser, &second).await;
    let mut other = console.staff("super_admin").await;
    other.open(&request).await.ok().says("A month: OMR 300.000").says("A month: OMR 150.000");
    console.approve(&request).await;
    let replaced = "select count(*) from sys_plan_versions v join sys_plan_prices p on p.plan_version_id = v.id join sys_tenants t on t.id = v.tenant_id
                     where t.name = 'Pearl Laundry' and v.status = 'retired' and p.item = 'monthly' and p.minor = 300000";
    assert_eq!(console.db_number(replaced).await, 1);
    assert_eq!(console.db_number(PUBLISHED).await, 1);
    // What was agreed is ended for a reason.
    let end = format!("{second}/end");
    browser.open(&end).await.ok();
    browser.form(&end).submit().await.expect(422).says("Say in a few words why");
    browser.form(&end).fill("reason", "Never signed after all").submit().await.goes_to(&second);
    assert_eq!(console.db_number(PUBLISHED).await, 0);
}

#[tokio::test]
async fn the_plan_by_contract_has_no_price_that_one_person_sets() {
    let (console, _) = pro().await;
    let mut browser = console.staff("billing").await;
    browser.open("/billing/plans/ENTERPRISE").await.ok();
    let draft = browser.form("/billing/plans/ENTERPRISE/draft").submit().await.expect(303).location().to_owned();
    let prices = format!("{draft}/prices");
    browser.open(&prices).await.ok();
    browser.form(&prices).fill("monthly", "1").submit().await.goes_to(&draft);
    browser.open(&draft).await.ok().says("is agreed with each tenant");
    browser.get(&format!("{draft}/publication")).await.goes_to(&draft);
}

#[tokio::test]
async fn a_contract_is_priced_in_what_the_subscription_is_paid_in() {
    let (console, tenant) = pro().await;
    sqlx::query("update sys_tenants set currency = 'AED', country_code = 'AE' where id = $1")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    let mut browser = console.staff("billing").await;
    let contract = written(&mut browser, tenant, "350").await;
    browser.open(&contract).await.ok().says("350.000 OMR");
    browser.open(&format!("{contract}/prices?currency=AED")).await.expect(404);
}

#[tokio::test]
async fn who_may_write_plans_and_not_know_tenants_reads_no_name_and_ends_no_contract() {
    let (console, tenant) = pro().await;
    let mut browser = console.staff("billing").await;
    let contract = written(&mut browser, tenant, "350").await;
    let grant = "insert into sys_platform_role_permissions select id, 'billing:plans' from sys_platform_roles where code = 'analyst'";
    sqlx::query(grant).execute(&console.db).await.unwrap();
    let mut analyst = console.staff("analyst").await;
    analyst.open(&contract).await.ok().says_not("Pearl");
    let (csrf, version, reason) = (analyst.csrf(), "0".to_owned(), "Signed on both sides".to_owned());
    for page in ["publication", "end"] {
        let path = format!("{contract}/{page}");
        analyst.get(&path).await.expect(403);
        analyst.post(&path, &[("csrf", csrf.clone()), ("version", version.clone()), ("reason", reason.clone())]).await.expect(403);
    }
}

#[tokio::test]
async fn days_that_nobody_means_are_refused_and_what_was_typed_stays() {
    let (console, tenant) = pro().await;
    let mut browser = console.staff("billing").await;
    let contract = written(&mut browser, tenant, "350").await;
    let term = format!("{contract}/contract");
    browser.open(&term).await.ok();
    for typed in ["-9999-01-01", "0026-01-01", "9999-12-31", "soon"] {
        browser.form(&term).fill("from", typed).fill("notes", "Pays by cheque").submit().await.expect(422).says("Choose a day.");
        assert_eq!(browser.form(&term).value("notes"), "Pays by cheque");
    }
    browser.form(&term).fill("from", "٢٠٢٦-٠١-٠١").submit().await.goes_to(&contract);
}
