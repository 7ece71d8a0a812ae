//! A tenant comes into being.

use futures_util::future::join_all;

use hq_console::areas::tenants::commands;
use hq_console::areas::tenants::import::{Judge, Mapping, Register, Roster, Verdict};
use hq_console::areas::tenants::model::NewTenant;
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::TenantId;

use super::{FORM, create, with};
use crate::support::Console;

#[tokio::test]
async fn a_tenant_is_created_whole_and_welcomed_in_its_language() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    let page = browser.open(&path).await.ok();
    assert_eq!((page.heading(), page.one(".head-id code")), ("Al Noor Laundry".to_owned(), "T-00001".to_owned()));
    assert_eq!(page.flash().as_deref(), Some("Tenant created. A welcome email is on its way."));
    for fact in [
        "مغسلة النور",
        "al-noor-laundry",
        "Ahmed Al Balushi",
        "info@noor.example.om",
        "+968 9590 8301",
        "Oman",
        "Starter",
        "0 of 6 done",
        "Main Branch",
    ] {
        page.says(fact);
    }
    for (rows, sql) in [
        (1, "select count(*) from sys_tenants where timezone = 'Asia/Muscat' and currency = 'OMR' and stage = 'active'"),
        (1, "select count(*) from sys_tenant_branches where is_main"),
        (1, "select count(*) from sys_tenant_subscriptions where plan_code = 'STARTER' and status = 'active'"),
        (1, "select count(*) from sys_tenant_lifecycle where onboarding_status = 'not_started'"),
        (1, "select count(*) from sys_tenant_lifecycle_events where to_stage = 'active'"),
        (1, "select count(*) from sys_platform_audit_log where action = 'tenant.created' and after ->> 'slug' = 'al-noor-laundry'"),
    ] {
        assert_eq!(console.db_number(sql).await, rows, "{sql}");
    }
    let mails = console.mails_to("info@noor.example.om").await;
    assert_eq!(mails.iter().map(|mail| mail.language.as_str()).collect::<Vec<_>>(), ["ar"]);
    assert!(mails[0].subject.contains("مغسلة النور") && mails[0].text.contains("Ahmed Al Balushi"), "{:?}", mails[0]);
}

#[tokio::test]
async fn exactly_the_agreed_fields_are_enough() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    let csrf = browser.csrf_of("/tenants/new").await;
    let mut fields = with(&[]);
    fields.push(("csrf", csrf.as_str()));
    browser.post("/tenants/new", &fields).await.expect(303);
    assert_eq!(console.db_audited("tenant.created").await, 1);
}

#[tokio::test]
async fn every_error_is_said_at_once_and_what_was_typed_stays() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    create(&mut browser, &[]).await;
    browser.open("/tenants/new").await.ok();
    let form = browser.form("/tenants/new").fill("name", " ").fill("slug", "a b").fill("phone", "12345678");
    let page = form.choose("country_code", "OM").fill("email", "INFO@noor.example.om").submit().await.expect(422);
    assert_eq!(page.faulty(), ["name", "slug", "business_type", "phone", "email"]);
    page.says("This does not look like a phone number in Oman").says("Another tenant already uses this email");
    assert!(page.title().starts_with("Error: "), "{}", page.title());
    let mut form = browser.form("/tenants/new");
    assert_eq!(
        (form.value("slug"), form.value("phone"), form.value("email")),
        ("a b".into(), "12345678".into(), "INFO@noor.example.om".into())
    );
    assert_eq!(console.db_audited("tenant.created").await, 1);
}

#[tokio::test]
async fn a_slug_is_made_from_either_script_and_told_apart_by_a_number() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    for (n, (name, slug)) in
        [("Al Noor Laundry", "al-noor-laundry"), ("Al Noor Laundry", "al-noor-laundry-2"), ("مغسلة النور", "maghsala-al-noor")]
            .into_iter()
            .enumerate()
    {
        let email = format!("info{n}@noor.example.om");
        let path = create(&mut browser, &[("name", name), ("name2", ""), ("email", &email)]).await;
        browser.get(&path).await.ok().says(slug);
    }
    browser.open("/tenants/new").await.ok();
    let form = browser.form("/tenants/new").fill("name", "Another").fill("slug", "Al-Noor-Laundry").fill("email", "x@y.example.om");
    let page = form.choose("business_type", "both").submit().await.expect(422);
    assert_eq!(page.faulty(), ["slug"], "a slug somebody typed is not changed behind their back");
}

#[tokio::test]
async fn a_country_brings_its_time_zone_currency_and_telephone_numbers() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    create(&mut browser, &[("country_code", "SA"), ("phone", "٠٥٠ ١٢٣ ٤٥٦٧")]).await;
    let sql = "select count(*) from sys_tenants where timezone = 'Asia/Riyadh' and currency = 'SAR' and phone = '+966501234567'";
    assert_eq!(console.db_number(sql).await, 1);
}

#[tokio::test]
async fn owner_tags_and_signing_day_may_be_given_from_the_start() {
    let console = Console::start().await;
    let owner = console.db_person(&["billing"]).await;
    let mut browser = console.staff("support_manager").await;
    let csrf = browser.csrf_of("/tenants/new").await;
    let id = owner.id.to_string();
    let mut fields = FORM.to_vec();
    fields.extend([
        ("csrf", csrf.as_str()),
        ("owner", id.as_str()),
        ("tags", "VIP، pilot"),
        ("signed_on", "2026-03-14"),
        ("city", "Muscat"),
    ]);
    let path = browser.post("/tenants/new", &fields).await.expect(303).location().to_owned();
    browser.get(&path).await.ok().says(&owner.name).says("vip").says("pilot").says("14 Mar 2026");
    assert_eq!(console.db_number("select sum(tenants)::bigint from sys_tenant_tags").await, 2);
    fields.retain(|(name, _)| !["email", "owner"].contains(name));
    fields.extend([("email", "other@noor.example.om"), ("owner", "0190f3b2-7c1a-7000-8000-000000000001")]);
    assert_eq!(browser.post("/tenants/new", &fields).await.expect(422).faulty(), ["owner"], "nobody unknown becomes an owner");
}

#[tokio::test]
async fn fifty_identical_posts_make_one_tenant() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    browser.open("/tenants/new").await.ok();
    let idem = browser.page().attributes("input[name=idem]", "value").remove(0);
    let csrf = browser.csrf();
    let posts = (0..50).map(|_| {
        let mut twin = browser.clone();
        let (idem, csrf) = (idem.clone(), csrf.clone());
        async move {
            let mut fields = with(&[]);
            fields.extend([("csrf", csrf.as_str()), ("idem", idem.as_str())]);
            twin.post("/tenants/new", &fields).await.expect(303).location().to_owned()
        }
    });
    let mut places = join_all(posts).await;
    places.dedup();
    assert_eq!(places.len(), 1, "all are sent to the one tenant");
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 1);
    assert_eq!(console.mails_to("info@noor.example.om").await.len(), 1);
}

#[tokio::test]
async fn fifty_of_one_name_at_once_all_come_into_being() {
    let console = Console::start().await;
    let lines: Vec<String> = (0..50).map(|number| format!("Al Noor Laundry,info{number}@noor.example.om\n")).collect();
    let text = lines.concat();
    let roster = Roster::read(format!("Name,Email\n{text}").as_bytes()).unwrap();
    let mapping = Mapping::guess(roster.headers());
    let creations = roster.rows().map(|row| {
        // Each is judged alone, so all want the same slug.
        let verdict = Judge::new(mapping.clone(), Register::default(), console.clock.today()).judge(&row);
        let Verdict::Ready(draft) = verdict else { panic!("{verdict:?}") };
        let tenant = NewTenant::from_draft(TenantId(console.clock.new_id()), *draft, None, console.clock.today());
        let console = &console;
        async move {
            let mut change = Change::begin(&console.db, &console.clock, Origin::of(Actor::Cli)).await.unwrap();
            commands::create(&mut change, &console.secrets, tenant, true).await.unwrap().unwrap();
            change.commit().await.unwrap();
        }
    });
    join_all(creations).await;
    assert_eq!(console.db_number("select count(distinct slug) from sys_tenants").await, 50);
    assert_eq!(console.db_number("select count(*) from sys_tenants where slug ~ '^al-noor-laundry(-[0-9]+)?$'").await, 50);
    assert_eq!(console.db_number("select row_count from sys_row_counts where table_name = 'sys_tenants'").await, 50);
}

#[tokio::test]
async fn a_statement_that_writes_no_tenant_holds_no_counter() {
    let console = Console::start().await;
    create(&mut console.staff("support_manager").await, &[]).await;
    let mut idle = console.db.begin().await.unwrap();
    let none = "insert into sys_tenants (id, name, slug, business_type, email, country_code, timezone, currency, signed_on, created_at, updated_at, plan_code)
                select id, name, slug, business_type, email, country_code, timezone, currency, signed_on, created_at, updated_at, plan_code
                  from sys_tenants on conflict do nothing";
    assert_eq!(sqlx::query(none).execute(&mut *idle).await.unwrap().rows_affected(), 0);
    sqlx::query("delete from sys_tenants where false").execute(&mut *idle).await.unwrap();
    let mut other = console.db.begin().await.unwrap();
    for table in ["sys_row_counts", "sys_tenant_tallies"] {
        let locked = sqlx::query(sqlx::AssertSqlSafe(format!("select from {table} for update nowait"))).execute(&mut *other).await;
        assert!(locked.is_ok(), "{table} is held by a statement that wrote nothing");
    }
}

#[tokio::test]
async fn a_creation_that_a_deadlock_ends_begins_anew() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    browser.open("/tenants/new").await.ok();
    let idem: uuid::Uuid = browser.page().attributes("input[name=idem]", "value").remove(0).parse().unwrap();
    let csrf = browser.csrf();
    // Somebody holds the counter the creation needs last, and then wants the key it took first.
    let mut other = console.db.begin().await.unwrap();
    sqlx::query("set local deadlock_timeout = '1min'").execute(&mut *other).await.unwrap();
    sqlx::query("select from sys_row_counts for update").execute(&mut *other).await.unwrap();
    let crossing = async {
        while console
            .db_number("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
            .await
            == 0
        {
            tokio::task::yield_now().await;
        }
        sqlx::query("insert into sys_idempotency_keys (key, actor_id, location, created_at) values ($1, null, '/', now())")
            .bind(idem)
            .execute(&mut *other)
            .await
            .expect("the creation gives way");
        other.rollback().await.unwrap();
    };
    let key = idem.to_string();
    let mut fields = with(&[]);
    fields.extend([("csrf", csrf.as_str()), ("idem", key.as_str())]);
    let (answer, ()) = tokio::join!(browser.post("/tenants/new", &fields), crossing);
    answer.expect(303);
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 1);
}

#[tokio::test]
async fn without_a_key_the_address_alone_keeps_a_tenant_single() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let csrf = browser.csrf_of("/tenants/new").await;
    let posts = (0..10).map(|_| {
        let (mut twin, csrf) = (browser.clone(), csrf.clone());
        async move {
            let mut fields = with(&[]);
            fields.push(("csrf", csrf.as_str()));
            twin.post("/tenants/new", &fields).await.status
        }
    });
    let statuses = join_all(posts).await;
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [303, 422].contains(status)), "{statuses:?}");
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 1);
}

#[tokio::test]
async fn no_field_but_those_of_the_form_is_taken() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    let csrf = browser.csrf_of("/tenants/new").await;
    for extra in
        ["id", "number", "code", "stage", "version", "created_at", "owner_id", "plan_code", "notes", "import_id", "tax_id", "region"]
    {
        let mut fields = with(&[]);
        fields.extend([("csrf", csrf.as_str()), (extra, "1")]);
        browser.post("/tenants/new", &fields).await.expect(400);
    }
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 0);
}

#[tokio::test]
async fn who_may_not_create_is_refused_and_sees_no_button() {
    let console = Console::start().await;
    for role in ["support", "billing", "auditor", "analyst"] {
        let mut browser = console.staff(role).await;
        browser.get("/tenants/new").await.expect(403);
        let page = browser.get("/tenants").await;
        assert!(page.ok().attributes("main a", "href").iter().all(|href| href != "/tenants/new"), "{role}");
    }
}
