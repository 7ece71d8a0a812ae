-- Scores the tenants $2 for the day $1 and writes what was found; $3 is when. The rule is told in model.rs and tested against it.
with figures as (
    select m.tenant_id,
           min(m.day) as first_day,
           sum(m.orders_created) as orders_90,
           coalesce(sum(m.orders_created) filter (where m.day > $1::date - 30), 0) as orders,
           coalesce(sum(m.orders_created) filter (where m.day > $1::date - 15), 0) as orders_late,
           coalesce(sum(m.orders_created) filter (where m.day > $1::date - 7), 0) as orders_week,
           coalesce(sum(m.orders_created) filter (where m.day > $1::date - 14 and m.day <= $1::date - 7), 0) as orders_week_before,
           $1::date - max(m.day) filter (where m.orders_created > 0) as since_order,
           $1::date - max(m.day) filter (where m.logins > 0 or m.active_users > 0) as since_login,
           coalesce(max(m.active_users) filter (where m.day > $1::date - 30), 0) as people,
           -- The newest day's: day and figure in one number, so that the greatest is the newest.
           coalesce(max(((m.day - date '2000-01-01')::bigint << 32) + m.total_users) filter (where m.day > $1::date - 30), 0) & 4294967295 as people_all
      from sys_tenant_metrics_daily m
     where m.tenant_id = any($2::uuid[]) and m.day > $1::date - 90 and m.day <= $1::date
     group by m.tenant_id
), known as (
    select t.id, p.orders_per_month as allowed, s.status, l.stage = 'suspended' and l.reason_category = 'payment_overdue' as long_overdue,
           $1::date - t.signed_on < 30 as is_new,
           -- Whether anything was known thirty days ago; days without a figure count as days without an order from then on.
           coalesce(f.first_day <= $1::date - 29, false)
               or exists (select from sys_tenant_metrics_daily e where e.tenant_id = t.id and e.day <= $1::date - 90) as is_known,
           greatest(30, least(90, coalesce($1::date - f.first_day + 1, 90))) as days,
           coalesce(f.orders_90, 0) as orders_90, coalesce(f.orders, 0) as orders, coalesce(f.orders_late, 0) as orders_late,
           coalesce(f.orders - f.orders_late, 0) as orders_early,
           coalesce(f.orders_week, 0) as orders_week, coalesce(f.orders_week_before, 0) as orders_week_before,
           f.since_order, f.since_login, coalesce(f.people, 0) as people, coalesce(f.people_all, 0) as people_all
      from sys_tenants t
      join sys_tenant_lifecycle l on l.tenant_id = t.id
      left join sys_tenant_subscriptions s on s.tenant_id = t.id and s.ended_at is null
      join sys_plans o on o.code = t.plan_code
      join sys_plan_versions p on p.id = coalesce(s.plan_version_id, o.offered_version_id)
      left join figures f on f.tenant_id = t.id
     where t.id = any($2::uuid[]) and t.stage in ('trial', 'active', 'suspended')
), parts as (
    -- What is expected is kept in tenths of a day's worth, so that nothing is rounded before the end.
    select k.*, round(e.tenths / (10.0 * k.days)) as expected,
           case when e.tenths = 0 then 0 else least(100, round(1000.0 * k.orders * k.days / e.tenths)) end as usage,
           case when k.people_all = 0 then 0 else least(100, round(100.0 * k.people / k.people_all)) end as engagement,
           case k.status when 'active' then 100 when 'trialing' then 100 when 'past_due' then 70 when 'suspended' then 40 else 0 end as financial,
           100 as support,
           case when k.orders = 0 then 0 when k.orders_early = 0 then 100
                else greatest(0, least(100, 50 + round(100.0 * (k.orders_late - k.orders_early) / k.orders_early))) end as growth
      from known k
     cross join lateral (select greatest(3 * coalesce(k.allowed, 0)::bigint * k.days, 300 * k.orders_90) as tenths) as e
), scored as (
    select p.*, r.reasons, o.overall, previous.overall as previous,
           case when p.is_new then 'new' when not p.is_known then 'unknown' when o.overall >= 80 then 'healthy' when o.overall >= 60 then 'good'
                when o.overall >= 40 then 'fair' else 'at_risk' end as band,
           (r.few + r.fell + r.login + r.idle + r.failed + r.overdue) / 100.0 as probability
      from parts p
     cross join lateral (select round((30 * p.usage + 25 * p.engagement + 25 * p.financial + 10 * p.support + 10 * p.growth) / 100.0) as overall) as o
     cross join lateral (
         select *, (case when few > 0 then jsonb_build_array(jsonb_build_object('code', 'few_orders', 'points', few)) else '[]' end)
                || (case when fell > 0 then jsonb_build_array(jsonb_build_object('code', 'orders_fell', 'points', fell)) else '[]' end)
                || (case when login > 0 then jsonb_build_array(jsonb_build_object('code', 'no_recent_login', 'points', login)) else '[]' end)
                || (case when idle > 0 then jsonb_build_array(jsonb_build_object('code', 'few_active', 'points', idle)) else '[]' end)
                || (case when failed > 0 then jsonb_build_array(jsonb_build_object('code', 'payment_failed', 'points', failed)) else '[]' end)
                || (case when overdue > 0 then jsonb_build_array(jsonb_build_object('code', 'long_overdue', 'points', overdue)) else '[]' end) as reasons
           from (select case when p.orders < 10 then 20 else 0 end as few,
                        case when p.orders = 0 or p.orders_late * 5 < p.orders_early * 4 then 20 else 0 end as fell,
                        case when p.since_login is null or p.since_login > 14 then 15 else 0 end as login,
                        case when p.people_all = 0 or p.people * 10 < p.people_all * 3 then 10 else 0 end as idle,
                        case when p.status in ('past_due', 'suspended') then 15 else 0 end as failed,
                        case when p.long_overdue then 10 else 0 end as overdue) as points) as r
      left join sys_tenant_health_scores previous on previous.tenant_id = p.id and previous.day = $1::date - 7
)
insert into sys_tenant_health_scores as kept
    (tenant_id, day, band, overall, usage, engagement, financial, support, growth, churn_probability, churn_level, trend, previous, factors, reasons,
     orders, orders_expected, orders_late, orders_early, orders_week, orders_week_before, people, people_all, since_login, since_order,
     subscription, method, computed_at)
select id, $1::date, band, case when sure then overall end, usage, engagement, financial, support, growth,
       case when sure then probability end,
       case when sure then case when probability <= 0.20 then 'low' when probability <= 0.50 then 'medium' when probability <= 0.75 then 'high' else 'critical' end end,
       case when not sure or previous is null then 'stable' when overall - previous >= 5 then 'improving' when overall - previous <= -5 then 'declining' else 'stable' end,
       previous,
       (case when usage < 60 then jsonb_build_array(jsonb_build_object('code', 'low_usage', 'severity', case when usage < 30 then 'high' else 'medium' end,
             'points', round(30 * (100 - usage) / 100.0)::int, 'details', jsonb_build_object('orders', orders, 'expected', expected::int))) else '[]' end)
       || (case when engagement < 60 then jsonb_build_array(jsonb_build_object('code', 'low_engagement', 'severity', case when engagement < 40 then 'high' else 'medium' end,
             'points', round(25 * (100 - engagement) / 100.0)::int, 'details', jsonb_build_object('people', people, 'all', people_all))) else '[]' end)
       || (case when financial < 100 then jsonb_build_array(jsonb_build_object('code', 'payment_issues', 'severity', case when financial < 50 then 'critical' else 'medium' end,
             'points', round(25 * (100 - financial) / 100.0)::int, 'details', jsonb_build_object('subscription', coalesce(status, 'none')))) else '[]' end)
       || (case when growth < 40 then jsonb_build_array(jsonb_build_object('code', 'falling_orders', 'severity', case when growth < 20 then 'medium' else 'low' end,
             'points', round(10 * (100 - growth) / 100.0)::int, 'details', jsonb_build_object('late', orders_late, 'early', orders_early))) else '[]' end),
       reasons, orders, expected, orders_late, orders_early, orders_week, orders_week_before, people, people_all, since_login, since_order,
       status, 'v1', $3
  from scored
 cross join lateral (select band not in ('new', 'unknown') as sure) as certainty
on conflict (tenant_id, day) do update set
    (band, overall, usage, engagement, financial, support, growth, churn_probability, churn_level, trend, previous, factors, reasons,
     orders, orders_expected, orders_late, orders_early, orders_week, orders_week_before, people, people_all, since_login, since_order,
     subscription, method, computed_at)
  = (excluded.band, excluded.overall, excluded.usage, excluded.engagement, excluded.financial, excluded.support, excluded.growth,
     excluded.churn_probability, excluded.churn_level, excluded.trend, excluded.previous, excluded.factors, excluded.reasons,
     excluded.orders, excluded.orders_expected, excluded.orders_late, excluded.orders_early, excluded.orders_week, excluded.orders_week_before,
     excluded.people, excluded.people_all, excluded.since_login, excluded.since_order, excluded.subscription, excluded.method, excluded.computed_at)
