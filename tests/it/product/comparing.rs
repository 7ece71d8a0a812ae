//! The list of differences.

use super::Pair;

/// Kinds and values of one tenant's differences.
async fn of(pair: &Pair, tenant: uuid::Uuid) -> String {
    pair.text_here(&format!(
        "select coalesce(string_agg(kind || ':' || console_value || '/' || product_value, ' ' order by kind), '')
           from sys_product_drifts where tenant_id = '{tenant}'"
    ))
    .await
}

#[tokio::test]
async fn what_agrees_is_not_on_the_list_whatever_its_stage() {
    let pair = Pair::with_tenants(40).await;
    for stage in ["trial", "active", "suspended", "cancelled"] {
        let tenant = pair.agreed(stage).await;
        pair.here(&format!(
            "update sys_tenant_lifecycle set suspension_mode = 'blocked' where tenant_id = '{tenant}' and stage = 'suspended'"
        ))
        .await;
        pair.read().await.done();
        assert_eq!(of(&pair, tenant).await, "", "{stage}");
    }
}

#[tokio::test]
async fn every_kind_of_difference_is_told_with_both_values() {
    let pair = Pair::with_tenants(20).await;
    let tenant = pair.agreed("active").await;
    pair.here(&format!("update sys_tenants set timezone = 'Asia/Muscat', currency = 'OMR' where id = '{tenant}'")).await;
    let email = pair.text_here(&format!("select email from sys_tenants where id = '{tenant}'")).await;
    let plan = pair.text_here(&format!("select plan_code from sys_tenants where id = '{tenant}'")).await;
    let other = if plan == "PRO" { "GROWTH" } else { "PRO" };
    for (change, expected) in [
        (
            "update org_tenants_mst set timezone = 'Asia/Riyadh', currency = 'OMR'".to_owned(),
            "locale:OMR · Asia/Muscat/OMR · Asia/Riyadh".to_owned(),
        ),
        ("update org_tenants_mst set email = 'new@example.com'".to_owned(), format!("email:{email}/new@example.com")),
        ("update org_tenants_mst set is_active = false".to_owned(), "stage:active/inactive".to_owned()),
        ("update org_tenants_mst set status = 'suspended', is_active = false".to_owned(), "stage:active/suspended".to_owned()),
        (format!("update org_tenants_mst set s_current_plan = '{other}'"), format!("plan_words:{plan}/{other} · {plan}")),
        (
            format!("update org_tenants_mst set s_current_plan = '{other}'; update org_pln_subscriptions_mst set plan_code = '{other}'"),
            format!("plan:{plan}/{other}"),
        ),
        ("update org_pln_subscriptions_mst set is_active = false".to_owned(), "subscriptions:1/0".to_owned()),
        ("delete from sys_tenant_lifecycle".to_owned(), "lifecycle:active/".to_owned()),
    ] {
        pair.there("truncate org_tenants_mst cascade").await;
        pair.agree(tenant).await;
        pair.there(&change).await;
        pair.read().await.done();
        assert_eq!(of(&pair, tenant).await, expected, "{change}");
    }
}

#[tokio::test]
async fn those_on_one_side_only_are_told_until_they_are_on_both() {
    let pair = Pair::with_tenants(10).await;
    pair.there("insert into org_tenants_mst (name, slug, email, phone) values ('Al Waha', 'al-waha', 'waha@example.com', '1')").await;
    let run = pair.read().await;
    let alone = "select count(*)::text from sys_product_drifts where kind = 'only_console'";
    let living = pair.text_here("select count(*)::text from sys_tenants where stage <> 'churned'").await;
    assert_eq!(pair.text_here(alone).await, living);
    assert_eq!(run.done().drifts, living.parse::<i32>().unwrap() + 1);
    let since = pair.text_here("select min(first_seen_at)::text from sys_product_drifts").await;
    pair.agreed("active").await;
    let again = pair.read().await;
    assert_eq!(again.done().drifts, run.drifts - 1);
    assert_eq!(pair.text_here("select min(first_seen_at)::text from sys_product_drifts").await, since, "an old difference looks new");
}

#[tokio::test]
async fn limits_that_the_product_enforces_otherwise_are_told_plan_by_plan() {
    let pair = Pair::with_tenants(5).await;
    pair.there(
        "insert into sys_plan_limits values ('FREE_TRIAL', 20, 2, 1, 1024), ('starter', 50, 5, 1, 10240), ('enterprise', -1, -1, -1, -1)",
    )
    .await;
    pair.read().await.done();
    let limits = "select coalesce(string_agg(subject || ' ' || console_value || '/' || product_value, ', ' order by subject), '') from sys_product_drifts where kind = 'limits'";
    assert_eq!(pair.text_here(limits).await, "STARTER.orders 100/50");
    pair.there("drop table sys_plan_limits").await;
    pair.read().await.done();
    assert_eq!(pair.text_here(limits).await, "STARTER.orders 100/50", "what cannot be seen was taken for agreed");
}

#[tokio::test]
async fn the_register_is_never_changed_by_a_run() {
    let pair = Pair::with_tenants(20).await;
    let tenant = pair.agreed("active").await;
    let register = "select md5(string_agg(t::text || l::text || s::text, '' order by t.id)) from sys_tenants t
                      join sys_tenant_lifecycle l on l.tenant_id = t.id join sys_tenant_subscriptions s on s.tenant_id = t.id";
    let before = (pair.text_here(register).await, pair.console.db_audited("tenant.edited").await);
    pair.there(&format!(
        "update org_tenants_mst set name = 'Other', status = 'canceled', slug = 'x-y', email = 'x@y.example' where id = '{tenant}'"
    ))
    .await;
    pair.read().await.done();
    assert_eq!((pair.text_here(register).await, pair.console.db_audited("tenant.edited").await), before);
}
