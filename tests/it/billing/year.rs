//! A year of many tenants through the database: billing runs day by day, changes by the commands of the pages, and every document that was
//! issued reckoned once more by `tests/reference/billing.py`, which shares nothing with the console but the rules.
//!
//! A hundred tenants with the other tests; `.ci/run` has 2,000 (`HQ_YEAR_TENANTS`).

use chrono::{Days, Duration, NaiveDate};
use hq_console::areas::billing::add_ons::Extra;
use hq_console::areas::billing::changes::{Change as Asked, When};
use hq_console::areas::billing::discount::{Discount, Worth};
use hq_console::areas::billing::period::Cycle;
use hq_console::areas::billing::subscription::Status;
use hq_console::areas::billing::subscriptions::commands::{self, Changing};
use hq_console::areas::billing::subscriptions::standing::{self, Standing};
use hq_console::areas::billing::terms::{AddOn, PlanOffer, Terms};
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::{PlanVersionId, TenantId};
use hq_console::core::money::{Currency, Money};
use serde_json::{Value, json};
use uuid::Uuid;

use super::invoices::db_seller;
use super::runs;
use super::second::{Dice, compared};
use crate::support::Console;

/// Days that are lived through.
const YEAR: u64 = 365;
const PLANS: [&str; 3] = ["STARTER", "GROWTH", "PRO"];
const COUNTRIES: [(&str, &str); 6] = [("OM", "OMR"), ("AE", "AED"), ("SA", "SAR"), ("BH", "BHD"), ("KW", "KWD"), ("QA", "QAR")];

/// A tenant, what is told of it, and the day of its next change.
struct Tenant {
    id: TenantId,
    code: String,
    country: &'static str,
    currency: Currency,
    dice: Dice,
    trial_days: Option<i64>,
    then: Option<Terms>,
    terms: Option<Terms>,
    setup_fee: Option<Money>,
    per_day: (i64, i64),
    standing: (i64, i64, i64),
    changes: Vec<Value>,
    next: NaiveDate,
    over: bool,
}

async fn change(console: &Console) -> Change {
    Change::begin(&console.db, &console.clock, Origin::of(Actor::System)).await.unwrap()
}

/// A version of each plan with prices in every currency, odd ones among them, and for use above its limits.
async fn db_versions(console: &Console) -> Vec<PlanVersionId> {
    let draft = "insert into sys_plan_versions (id, plan_code, number, status, name, name2, created_at, orders_per_month, branches_limit, users_limit,
                        storage_limit_mb, api_calls_per_month)
                 select gen_random_uuid(), plan_code, 7, 'draft', name, name2, now(), orders_per_month, branches_limit, users_limit, storage_limit_mb, 10000
                   from sys_plan_versions where number = 1 and plan_code = any($1)";
    sqlx::query(draft).bind(PLANS.as_slice()).execute(&console.db).await.unwrap();
    let prices = "insert into sys_plan_prices (plan_version_id, item, currency, minor)
                  select v.id, x.item, c, p.minor * x.times / x.part + x.odd
                    from sys_plan_versions v join sys_plans s on s.code = v.plan_code
                    join (values ('STARTER', 29000), ('GROWTH', 79000), ('PRO', 199000)) p (code, minor) on p.code = v.plan_code,
                         unnest(array['OMR', 'AED', 'SAR', 'BHD', 'KWD', 'QAR']) c,
                         (values ('monthly', 1, 1, 1), ('quarterly', 3, 1, 0), ('annual', 10, 1, 7), ('setup', 0, 1, 25001), ('orders', 0, 1, 53),
                                 ('users', 0, 1, 2007), ('storage', 0, 1, 499), ('api_calls', 0, 1, 251)) x (item, times, part, odd)
                   where v.number = 7";
    sqlx::query(prices).execute(&console.db).await.unwrap();
    sqlx::query("update sys_plan_versions set status = 'published', published_at = now() where number = 7")
        .execute(&console.db)
        .await
        .unwrap();
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "select v.id from sys_plan_versions v join sys_plans p on p.code = v.plan_code where v.number = 7 order by p.rank",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    ids.into_iter().map(PlanVersionId).collect()
}

impl Tenant {
    fn drawn(number: u64, today: NaiveDate) -> Self {
        let mut dice = Dice(number * 7_919);
        let (country, currency) = if dice.once_in(2) { COUNTRIES[0] } else { dice.pick(&COUNTRIES) };
        let trial_days = if dice.once_in(6) { Some(5 + dice.upto(20)) } else { None };
        let per_day = (dice.upto(90), dice.upto(600));
        let standing = (dice.upto(60), dice.upto(6), dice.upto(300_000));
        let next = today + Days::new(dice.below(120));
        let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | u128::from(number));
        Self {
            id: TenantId(id),
            code: String::new(),
            country,
            currency: Currency::parse(currency).unwrap(),
            dice,
            trial_days,
            then: None,
            terms: None,
            setup_fee: None,
            per_day,
            standing,
            changes: Vec::new(),
            next,
            over: false,
        }
    }

    fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    fn add_ons(&mut self, cycle: Cycle) -> Vec<AddOn> {
        let unit = self.money(1_333 * i64::from(cycle.months()));
        let quantity = u32::try_from(self.dice.below(4)).unwrap();
        if quantity == 0 { Vec::new() } else { vec![AddOn { code: Extra::ALL[0].code().to_owned(), quantity, unit }] }
    }

    fn agreed(&mut self, price: Money) -> Option<Money> {
        if self.dice.once_in(4) { price.rate(6_000 + self.dice.upto(6_000)).ok() } else { None }
    }

    /// Writes the tenant and its subscription as they begin today: charged from the first day, or a trial and what it becomes.
    async fn begin(&mut self, console: &Console, number: u64, versions: &[PlanVersionId]) {
        let today = console.clock.today();
        let sql = "insert into sys_tenants (id, name, slug, business_type, email, country_code, timezone, currency, signed_on, created_at, updated_at, stage, plan_code)
                   values ($1, 'Laundry ' || $2, 'year-' || $2, 'laundry', 'year' || $2 || '@example.om', $3, 'Asia/Muscat', $4, $5, $6, $6, $7, 'STARTER') returning code";
        let stage = if self.trial_days.is_some() { "trial" } else { "active" };
        let number = i64::try_from(number).unwrap();
        let row = sqlx::query_scalar(sql).bind(self.id.0).bind(number.to_string()).bind(self.country).bind(self.currency.code());
        self.code = row.bind(today).bind(console.clock.now()).bind(stage).fetch_one(&console.db).await.unwrap();
        let sql = "insert into sys_tenant_lifecycle (tenant_id, stage, since) values ($1, $2, $3)";
        sqlx::query(sql).bind(self.id.0).bind(stage).bind(console.clock.now()).execute(&console.db).await.unwrap();
        let cycle = self.dice.pick(&[Cycle::Monthly, Cycle::Monthly, Cycle::Quarterly, Cycle::Annual]);
        let version = self.dice.pick(versions);
        let add_ons = self.add_ons(cycle);
        let price = self.agreed(self.money(50_000 * i64::from(cycle.months())));
        let discount = self.dice.once_in(3).then(|| {
            let worth = if self.dice.once_in(3) {
                Worth::Amount(self.money(5_555))
            } else {
                Worth::BasisPoints(u16::try_from(100 + self.dice.below(9_900)).unwrap())
            };
            let until = if self.dice.once_in(3) { None } else { today.checked_add_days(Days::new(self.dice.below(300))) };
            Discount { code: "CODE".to_owned(), worth, until }
        });
        let anchor = if self.dice.once_in(3) { 1 } else { i16::try_from(chrono::Datelike::day(&today)).unwrap() };
        let sql = "insert into sys_tenant_subscriptions (id, tenant_id, plan_code, plan_version_id, cycle, status, period_start, period_end, anchor_day,
                          started_at, due_on, changed_on, setup_due, currency, price_override_minor, add_ons, discount)
                   select $1, $1, v.plan_code, v.id, $3, 'active', $4, $4 + 28, $5, $6, $4, $4, $7, $8, $9, $10, $11 from sys_plan_versions v where v.id = $2";
        let setup = self.trial_days.is_none() && self.dice.once_in(2);
        sqlx::query(sql)
            .bind(self.id.0)
            .bind(version.0)
            .bind(cycle.code())
            .bind(today)
            .bind(anchor)
            .bind(console.clock.now())
            .bind(setup)
            .bind(self.currency.code())
            .bind(price.map(|price| price.minor))
            .bind(json!(add_ons))
            .bind(discount.map(|discount| json!(discount)))
            .execute(&console.db)
            .await
            .unwrap();
        let standing = self.find(&mut change(console).await).await.unwrap();
        let terms = standing.terms().clone();
        self.setup_fee = standing.due.setup_fee;
        if let Some(days) = self.trial_days {
            // What it becomes is what was read; the trial itself costs nothing.
            let ends = today + Duration::days(days);
            let then = json!({ "on": ends, "terms": terms });
            let sql = "update sys_tenant_subscriptions s
                          set status = 'trialing', period_end = $2, due_on = $2, whole_days = $2 - period_start, scheduled = $3, price_minor = 0,
                              base_minor = 0, plan_code = p.code, plan_version_id = p.offered_version_id, cycle = 'monthly', price_override_minor = null,
                              add_ons = '[]', discount = null
                         from sys_plans p where p.code = 'FREE_TRIAL' and s.tenant_id = $1";
            sqlx::query(sql).bind(self.id.0).bind(ends).bind(then).execute(&console.db).await.unwrap();
            self.terms = Some(self.find(&mut change(console).await).await.unwrap().terms().clone());
            self.then = Some(terms);
        } else {
            self.terms = Some(terms);
        }
        let sql = "insert into sys_tenant_metrics_daily (tenant_id, day, orders_created, api_calls, total_users, branches, storage_mb, source, computed_at)
                   select $1, d::date, $2, $3, $4, $5, $6, 'product', now() from generate_series($7::date, $7::date + 366, interval '1 day') d";
        let (orders, calls) = self.per_day;
        let (users, branches, storage) = self.standing;
        let row = sqlx::query(sql).bind(self.id.0).bind(orders).bind(calls).bind(users).bind(branches).bind(storage).bind(today);
        row.execute(&console.db).await.unwrap();
    }

    async fn find(&self, change: &mut Change) -> Option<Standing> {
        standing::held(change, self.id).await.unwrap().map(|found| found.expect("a row the rules can read"))
    }

    /// Something that could be asked for today.
    fn ask(&mut self, standing: &Standing, versions: &[PlanVersionId], today: NaiveDate) -> Asked {
        let (terms, status) = (standing.terms(), standing.subscription().status);
        if status == Status::Trialing {
            return Asked::ExtendTrial { until: today + Days::new(1 + self.dice.below(30)) };
        }
        let when = self.dice.pick(&[When::Now, When::PeriodEnd]);
        let version = self.dice.pick(versions);
        let offer = |cycle| -> PlanOffer { standing.offers.offer(version, cycle, self.currency).unwrap() };
        match self.dice.below(16) {
            0..=6 => {
                let plan = offer(terms.cycle);
                let price_override = self.agreed(plan.price.unwrap());
                let next = Terms { plan: plan.clone(), price_override, ..terms.clone() };
                let cheaper = next.compare(terms).unwrap().is_lt();
                if cheaper { Asked::Downgrade { plan, price_override } } else { Asked::Upgrade { plan, price_override } }
            }
            7 | 8 => {
                let cycle = self.dice.pick(&Cycle::ALL);
                let plan = standing.offers.offer(terms.plan.version, cycle, self.currency).unwrap();
                Asked::CycleChange { cycle, plan, price_override: None, add_ons: self.add_ons(cycle), when }
            }
            9 | 10 => Asked::PriceOverride { price: self.agreed(terms.base().unwrap()), when },
            11 | 12 => Asked::AddOns { add_ons: self.add_ons(terms.cycle) },
            13 => Asked::Withdraw,
            14 => Asked::CancelNow,
            _ => Asked::CancelAtPeriodEnd,
        }
    }

    /// Asks for something, and does it if the rules let it be done.
    async fn alter(&mut self, console: &Console, versions: &[PlanVersionId]) {
        let today = console.clock.today();
        self.next = today + Days::new(1 + self.dice.below(150));
        let mut change = change(console).await;
        let Some(standing) = self.find(&mut change).await else { return };
        let asked = self.ask(&standing, versions, today);
        let told = json!({ "on": today, "change": asked });
        match asked {
            Asked::CancelNow => {
                drop(change);
                self.changes.push(told);
                self.end(console).await;
                return;
            }
            // The lifecycle keeps it in a column of its own.
            Asked::CancelAtPeriodEnd => {
                drop(change);
                let sql = "update sys_tenant_subscriptions set cancels_on = period_end, cancel_reason = 'Moves away'
                            where tenant_id = $1 and ended_at is null and cancels_on is null";
                let set = sqlx::query(sql).bind(self.id.0).execute(&console.db).await.unwrap();
                if set.rows_affected() == 1 {
                    self.changes.push(told);
                }
                return;
            }
            asked => {
                let Ok(outcome) = standing.outcome(&mut change, &asked, today).await.unwrap() else { return };
                match commands::carry_out(&mut change, &console.secrets, &standing, &outcome, "It was agreed").await.unwrap() {
                    Changing::Done(_) => {}
                    refused => panic!("{}: {refused:?}", self.code),
                }
            }
        }
        change.commit().await.unwrap();
        self.changes.push(told);
    }

    /// Ends it today, as whoever cancels a tenant does.
    async fn end(&mut self, console: &Console) {
        let mut change = change(console).await;
        commands::close(&mut change, &console.secrets, self.id).await.unwrap();
        if change.has_recorded() {
            change.commit().await.unwrap();
        } else {
            drop(change);
        }
        let sql = "update sys_tenant_subscriptions set status = 'cancelled', ended_at = $2, changed_on = $3 where tenant_id = $1 and ended_at is null";
        sqlx::query(sql).bind(self.id.0).bind(console.clock.now()).bind(console.clock.today()).execute(&console.db).await.unwrap();
        self.over = true;
    }

    fn facts(&self, starts: NaiveDate, until: NaiveDate) -> Value {
        let (orders, calls) = self.per_day;
        let (users, branches, storage) = self.standing;
        json!({
            "tenant": self.code, "country": self.country, "currency": self.currency, "starts": starts, "until": until, "trial_days": self.trial_days,
            "then": self.then, "terms": self.terms, "setup_fee": self.setup_fee, "changes": self.changes, "usage": [],
            "use": { "a_day": { "orders": orders, "api_calls": calls }, "standing": { "users": users, "branches": branches, "storage": storage } },
        })
    }
}

const DOCUMENTS: &str = "
    select jsonb_build_object('tenant', t.code, 'on', i.issued_on, 'document', jsonb_build_object('kind', i.kind,
             'totals', jsonb_build_object('amount', jsonb_build_object('minor', i.amount_minor), 'discount', jsonb_build_object('minor', i.discount_minor),
                 'taxable', jsonb_build_object('minor', i.taxable_minor), 'vat', jsonb_build_object('minor', i.vat_minor), 'total', jsonb_build_object('minor', i.total_minor)),
             'lines', (select jsonb_agg(jsonb_build_object('kind', l.kind, 'item', l.item, 'quantity', l.quantity, 'vat_basis_points', l.vat_basis_points,
                 'unit', jsonb_build_object('minor', l.unit_minor), 'amount', jsonb_build_object('minor', l.amount_minor), 'discount', jsonb_build_object('minor', l.discount_minor),
                 'taxable', jsonb_build_object('minor', l.taxable_minor), 'vat', jsonb_build_object('minor', l.vat_minor), 'total', jsonb_build_object('minor', l.total_minor)))
                from sys_tenant_invoice_lines l where l.invoice_id = i.id)))
      from sys_tenant_invoices i join sys_tenants t on t.id = i.tenant_id where i.number is not null order by i.series, i.year, i.number";

#[tokio::test]
async fn every_document_of_a_year_agrees_with_a_second_reckoning() {
    let many: u64 = std::env::var("HQ_YEAR_TENANTS").map_or(100, |many| many.parse().unwrap());
    let console = Console::start().await;
    db_seller(&console).await;
    let versions = db_versions(&console).await;
    let starts = console.clock.today();
    let months = "select sys_create_months('sys_tenant_metrics_daily', $1, $2)";
    sqlx::query(months).bind(starts).bind(starts + Days::new(400)).execute(&console.db).await.unwrap();
    let mut tenants: Vec<Tenant> = (1..=many).map(|number| Tenant::drawn(number, starts)).collect();
    for (number, tenant) in (1..).zip(&mut tenants) {
        tenant.begin(&console, number, &versions).await;
    }
    let until = starts + Days::new(YEAR);
    while console.clock.today() < until {
        let today = console.clock.today();
        if let Ok(run) = runs::start(&console, today).await {
            runs::work(&console, run).await;
        }
        let sql = "select tenant_id from sys_tenant_subscriptions where ended_at is null and cancels_on <= $1";
        let leaving: Vec<Uuid> = sqlx::query_scalar(sql).bind(today).fetch_all(&console.db).await.unwrap();
        for tenant in tenants.iter_mut().filter(|tenant| !tenant.over) {
            if leaving.contains(&tenant.id.0) {
                tenant.end(&console).await;
            } else if tenant.next == today {
                tenant.alter(&console, &versions).await;
            }
        }
        console.clock.advance(Duration::days(1));
    }
    let facts = json!({ "subscriptions": tenants.iter().map(|tenant| tenant.facts(starts, until)).collect::<Vec<_>>() });
    let documents: Vec<Value> = sqlx::query_scalar(DOCUMENTS).fetch_all(&console.db).await.unwrap();
    let (agrees, said) = compared("through-the-database", &facts, &documents);
    assert!(agrees, "{said}");
    assert!(documents.len() > usize::try_from(many * 5).unwrap(), "{said}");
    // One unit too much on one line is found, and only that.
    let mut spoilt = documents.clone();
    let line = &mut spoilt[77]["document"]["lines"][0];
    line["vat"]["minor"] = json!(line["vat"]["minor"].as_i64().unwrap() + 1);
    let (agrees, said) = compared("spoilt", &facts, &spoilt);
    assert!(!agrees && said.trim_end().ends_with(" 1 differ"), "{said}");
    // What happened was of every kind.
    for kind in ["upgrade", "downgrade", "cycle_change", "price_override", "add_ons", "cancel_now", "cancel_at_period_end"] {
        assert!(tenants.iter().any(|tenant| tenant.changes.iter().any(|one| one["change"]["change"] == kind)), "{kind}");
    }
    for wrong in [runs::GAPS, runs::NOT_ONCE, runs::UNLIKE_LINES] {
        assert_eq!(console.db_number(wrong).await, 0, "{wrong}");
    }
}
