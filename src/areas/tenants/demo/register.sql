-- The tenants and what belongs to each, read off demo_tenants.

create temp table demo_edits on commit drop as
select i, n, greatest(created_at + n * interval '1 hour', pg_temp.at_work(raw, now, i, 36 + n)) as at
  from (select t.i, t.now, t.created_at, n, t.created_at + (t.now - t.created_at) * (n - 1 + pg_temp.roll(t.i, 36, 1000) / 1000.0) / edits as raw
          from demo_tenants t, generate_series(1, edits) as n offset 0) as e;
create index on demo_edits (i);
analyze demo_edits (i);

insert into sys_tenants
    (id, name, name2, slug, business_type, contact_name, email, phone, address, city, country_code, timezone, currency, default_language,
     first_day_of_week, tax_id, commercial_registration, owner_id, tags, signed_on, created_by, created_at, updated_at, version, stage, plan_code)
select id, name, name2, slug, business_type,
       case when reach < 78 then case when default_language = 'ar' then person_ar else person_en end end,
       (array['info', 'hello', 'office', 'care', 'contact'])[1 + pg_temp.roll(i, 40, 5)] || '@' || slug || '.example',
       case when reach < 90 then phone end,
       case when pg_temp.roll(i, 41, 100) < 70 then
            case when default_language = 'ar' then format('مبنى %s، شارع %s، %s', 1 + pg_temp.roll(i, 42, 240), 100 + pg_temp.roll(i, 43, 4800), city_ar)
                 else format('Building %s, Way %s, %s', 1 + pg_temp.roll(i, 42, 240), 100 + pg_temp.roll(i, 43, 4800), city_en) end end,
       case when default_language = 'ar' then city_ar else city_en end,
       country_code, timezone, currency, default_language, first_day,
       case when pg_temp.roll(i, 44, 100) < 55 and country_code in ('OM', 'AE', 'SA', 'BH')
            then country_code || lpad(pg_temp.roll(i, 45, 10000000000)::text, 10, '0') end,
       case when pg_temp.roll(i, 46, 100) < 62 then lpad((1000000 + pg_temp.roll(i, 47, 8999999))::text, 7, '0') end,
       owner_id,
       case when pg_temp.roll(i, 48, 100) < 52 then '{}'
            when pg_temp.roll(i, 48, 100) < 86 then array[w.tags[1 + pg_temp.roll(i, 49, 10)]]
            else array[w.tags[1 + pg_temp.roll(i, 49, 5)], w.tags[6 + pg_temp.roll(i, 50, 5)]] end,
       (created_at at time zone 'Asia/Muscat')::date - pg_temp.roll(i, 51, 6)::integer,
       created_by, created_at, greatest(created_at, (select max(at) from demo_edits e where e.i = t.i), case when stage <> 'trial' then least(since, now) end), 1 + edits, stage, plan_code
  from demo_tenants t, demo_words w
 order by created_at, i;

-- What follows is right by construction: it names only tenants, staff and plans read from their tables, and the stage and plan
-- that the mirroring triggers would copy are the tenants' own. Proving it again row by row would take longer than writing it.
set local session_replication_role = replica;

insert into sys_tenant_branches (id, tenant_id, name, name2, is_main, city, created_at)
select pg_temp.id_at(created_at, i, 110), id, 'Main Branch', 'الفرع الرئيسي', true, case when default_language = 'ar' then city_ar else city_en end, created_at
  from demo_tenants
union all
select pg_temp.id_at(opened_at, i, 110 + n), id, city_en || ' ' || (n + 1), city_ar || ' ' || (n + 1), false,
       case when default_language = 'ar' then city_ar else city_en end, opened_at
  from demo_tenants
 cross join lateral generate_series(1, case plan_code when 'GROWTH' then pg_temp.roll(i, 52, 2) when 'PRO' then 1 + pg_temp.roll(i, 52, 3)
                                                       when 'ENTERPRISE' then 3 + pg_temp.roll(i, 52, 6) else 0 end) as n
 cross join lateral (select created_at + (now - created_at) * (n / 14.0) as opened_at) as at;

insert into sys_tenant_lifecycle
    (tenant_id, stage, suspension_mode, reason_category, reason, since, changed_by, trial_ends_on, data_retention_until,
     onboarding_status, onboarding_done, onboarding_at, onboarding_completed_at, onboarding_reminded_at, first_order_on,
     last_activity_at, last_order_at, last_login_at)
select t.id, stage,
       case when stage = 'suspended' then case when category in ('policy_violation', 'security_concern') then 'blocked' else 'read_only' end end,
       case when stage = 'suspended' then category end,
       case when stage = 'suspended' then why end,
       since,
       case when stage in ('active', 'suspended') then created_by end,
       case when stage = 'trial' then trial_ends_on end,
       case when stage in ('cancelled', 'churned') then (leaves_at at time zone 'Asia/Muscat')::date + 30 end,
       case when cardinality(steps.done) = 0 then 'not_started' when steps.required = 3 then 'completed' else 'in_progress' end,
       (select coalesce(jsonb_object_agg(step, jsonb_build_object('at', least(created_at + place * interval '31 hours', now), 'by', created_by)), '{}')
          from unnest(steps.done) with ordinality as s (step, place)),
       moved.at,
       -- The last of the required steps is the fifth.
       case when steps.required = 3 then least(created_at + 5 * interval '31 hours', now) end,
       -- Who stands still was reminded when the three days were over.
       case when steps.required between 1 and 2 and greatest(since, moved.at, seen.at) < now - interval '3 days 6 hours'
            then greatest(since, moved.at, seen.at) + interval '3 days 30 minutes' end,
       case when steps.required = 3 then (least(created_at + 5 * interval '31 hours', now) at time zone 'Asia/Muscat')::date end,
       seen.at, seen.at - pg_temp.roll(i, 60, 90000) * interval '1 second', seen.at - pg_temp.roll(i, 61, 3000) * interval '1 second'
  from demo_tenants t
 cross join lateral (
     -- Six steps; the required ones are the first, the third and the fifth. Most finish within the first weeks, a few get stuck.
     select case when stage = 'trial' and pg_temp.roll(i, 69, 100) < 15 then 0
                 when stage = 'trial' then least(6, floor(date_part('epoch', now - created_at) / 144000)::integer + pg_temp.roll(i, 62, 2)::integer)
                 when lapses then pg_temp.roll(i, 63, 4)::integer
                 when pg_temp.roll(i, 64, 100) < 7 then 2 + pg_temp.roll(i, 65, 3)::integer
                 when created_at > now - interval '20 days' then 4
                 else 5 + pg_temp.roll(i, 66, 2)::integer end as many) as progress
 cross join lateral (
     select coalesce(array_agg(step order by place), '{}') as done, count(*) filter (where required) as required
       from (values (1, 'setup_business_info', true), (2, 'configure_branding', false), (3, 'add_products', true), (4, 'invite_team', false),
                    (5, 'create_first_order', true), (6, 'configure_workflows', false)) as all_steps (place, step, required)
      where place <= progress.many) as steps
 cross join lateral (select case when progress.many > 0 then least(created_at + progress.many * interval '31 hours', now) end as at) as moved
 cross join lateral (
     select case when stage in ('cancelled', 'churned') then greatest(created_at, leaves_at - pg_temp.roll(i, 67, 900000) * interval '1 second')
                 when stage = 'suspended' then greatest(created_at, paused_at - pg_temp.roll(i, 67, 90000) * interval '1 second')
                 when pg_temp.roll(i, 68, 100) < case when progress.many between 2 and 4 then 55 else 12 end then greatest(created_at, now - interval '3 days' - pg_temp.roll(i, 67, 1500000) * interval '1 second')
                 else greatest(created_at, now - pg_temp.roll(i, 67, 120000) * interval '1 second') end as at) as seen;

insert into sys_tenant_lifecycle_events
    (id, tenant_id, from_stage, to_stage, suspension_mode, reason_category, reason, requested_by, approved_by, at)
select pg_temp.id_at(step.at, i, 130 + step.place), t.id, step.from_stage, step.to_stage,
       case when step.to_stage = 'suspended' then case when step.category in ('policy_violation', 'security_concern') then 'blocked' else 'read_only' end end,
       step.category, step.reason,
       case when step.by_staff then created_by end,
       case when step.approved then (select id from demo_staff where creates and id <> created_by order by place limit 1) end, step.at
  from demo_tenants t
 cross join lateral (values
     (1, created_at, null, case when tries then 'trial' else 'active' end, null, null, true, false),
     (2, case when tries and converts_at <= now then converts_at end, 'trial', 'active', null, null, true, false),
     (3, blip_at, 'active', 'suspended', 'payment_overdue', 'The invoice of the month was not paid.', true, true),
     (4, case when blip_at is not null then back_at end, 'suspended', 'active', null, 'The open invoice was paid.', true, false),
     (5, case when stage = 'suspended' then paused_at end, 'active', 'suspended', category, why, true, true),
     (6, case when leaves_at <= now then leaves_at end, case when lapses then 'trial' else 'active' end, 'cancelled',
         case when lapses then null else 'customer_request' end,
         case when lapses then 'The trial ended without a paid plan.' else 'The owner moves to another system.' end, not lapses, not lapses),
     (7, case when stage = 'churned' then leaves_at + interval '30 days' end, 'cancelled', 'churned', null, 'Thirty days after the cancellation.', false, false)
 ) as step (place, at, from_stage, to_stage, category, reason, by_staff, approved)
 where step.at is not null;

-- One row a plan held; the one without an end is the present one.
insert into sys_tenant_subscriptions (id, tenant_id, plan_code, plan_version_id, cycle, status, period_start, period_end, anchor_day, started_at, ended_at,
       currency, price_override_minor, whole_days, base_minor, price_minor, due_on, changed_on)
select pg_temp.id_at(s.started_at, i, 140 + s.place), t.id, s.plan, (select offered_version_id from sys_plans where code = s.plan), s.cycle,
       case when s.ended_at is null then case when stage = 'suspended' and category = 'payment_overdue' then 'suspended'
                                              when s.plan = 'FREE_TRIAL' then 'trialing'
                                              when pg_temp.roll(i, 70, 100) < 4 then 'past_due' else 'active' end
            when s.plan = 'FREE_TRIAL' then 'expired' else 'cancelled' end,
       p.starts, p.ends, extract(day from s.first_day)::smallint, s.started_at, s.ended_at,
       'OMR', case when s.plan = 'ENTERPRISE' then 450000 * s.months end, p.ends - p.starts, price.minor, price.minor,
       case when s.ended_at is null and s.plan <> 'FREE_TRIAL' then p.ends end,
       (coalesce(s.ended_at, s.started_at) at time zone 'Asia/Muscat')::date
  from demo_tenants t
 cross join lateral (select case when pg_temp.roll(i, 71, 100) < 70 then 'monthly' when pg_temp.roll(i, 71, 100) < 80 then 'quarterly' else 'annual' end as cycle,
                            case plan_code when 'GROWTH' then 'STARTER' else 'GROWTH' end as lower_plan,
                            case when leaves_at <= now then leaves_at end as left_at) as terms
 cross join lateral (
     select place, plan, started_at, ended_at, cycle, (started_at at time zone 'Asia/Muscat')::date as first_day,
            case cycle when 'monthly' then 1 when 'quarterly' then 3 else 12 end as months
       from (values
         (1, case when tries then 'FREE_TRIAL' end, created_at, case when lapses then left_at when converts_at <= now then converts_at end, 'monthly'),
         (2, case when upgraded_at is not null then terms.lower_plan end, converts_at, upgraded_at, terms.cycle),
         (3, case when converts_at <= now then paid_plan end, coalesce(upgraded_at, converts_at), left_at, terms.cycle)
       ) as held (place, plan, started_at, ended_at, cycle)
      where plan is not null) as s
 cross join lateral (
     -- The period the row stands in now, or stood in when it ended, counted in whole cycles from its first day.
     select extract(year from lapse)::integer * 12 + extract(month from lapse)::integer as months_in
       from (select age(coalesce(s.ended_at, now), s.started_at) as lapse) as a) as m
 cross join lateral (
     select case when s.plan = 'FREE_TRIAL' then s.first_day else (s.first_day + make_interval(months => m.months_in / s.months * s.months))::date end as starts,
            case when s.plan = 'FREE_TRIAL' then s.first_day + 14 else (s.first_day + make_interval(months => (m.months_in / s.months + 1) * s.months))::date end as ends) as p
 cross join lateral (
     select coalesce(case when s.plan = 'ENTERPRISE' then 450000 * s.months end,
                     (select x.minor from sys_plan_prices x join sys_plans o on o.offered_version_id = x.plan_version_id
                       where o.code = s.plan and x.item = s.cycle and x.currency = 'OMR'), 0) as minor) as price;
select sys_fill_subscription_history();

insert into sys_tenant_branding (tenant_id, primary_color, secondary_color, accent_color, updated_at)
select id, w.colours[1 + pg_temp.roll(i, 80, 8)], w.colours[1 + pg_temp.roll(i, 81, 8)], w.colours[1 + pg_temp.roll(i, 82, 8)], least(created_at + interval '2 days', now)
  from demo_tenants t, demo_words w
 where pg_temp.roll(i, 83, 100) < 62
   -- A brand that is saved is a step that is done.
   and exists (select from sys_tenant_lifecycle l where l.tenant_id = t.id and l.onboarding_done ? 'configure_branding');

insert into sys_tenant_contacts (id, tenant_id, name, role, email, phone, created_at)
select pg_temp.id_at(created_at, i, 150 + n), t.id,
       case when default_language = 'ar' then w.first_ar[1 + pg_temp.roll(i, 90 + n, 24)] || ' ' || w.family_ar[1 + pg_temp.roll(i, 92 + n, 16)]
            else w.first_en[1 + pg_temp.roll(i, 90 + n, 24)] || ' ' || w.family_en[1 + pg_temp.roll(i, 92 + n, 16)] end,
       case when default_language = 'ar' then (array['المحاسب', 'مدير الفرع', 'المالك'])[1 + pg_temp.roll(i, 94 + n, 3)]
            else (array['Accountant', 'Branch manager', 'Owner'])[1 + pg_temp.roll(i, 94 + n, 3)] end,
       case when n = 1 then 'accounts@' || slug || '.example' else 'branch@' || slug || '.example' end,
       case when pg_temp.roll(i, 96 + n, 100) < 60 then left(phone, 5) || reverse(substr(phone, 6)) end,
       least(created_at + n * interval '3 days', now)
  from demo_tenants t, demo_words w, generate_series(1, 2) as n
 where reach < 78 and pg_temp.roll(i, 98, 100) < case n when 1 then 58 else 22 end;

insert into sys_tenant_notes (id, tenant_id, body, pinned, author_id, author_label, created_at)
select pg_temp.id_at(written_at, i, 160 + n), t.id, w.notes[1 + (pg_temp.roll(i, 104, 12) + n * 5) % 12], n = 1 and pg_temp.roll(i, 106, 100) < 15,
       s.id, s.name, written_at
  from demo_tenants t
 cross join demo_words w
 cross join generate_series(1, 2) as n
 cross join lateral (select created_at + (now - created_at) * (pg_temp.roll(i, 108 + n, 1000) / 1000.0) as written_at) as at
  join demo_staff s on s.id = coalesce(owner_id, created_by)
 where pg_temp.roll(i, 112, 100) < case n when 1 then 38 else 12 end;

set local session_replication_role = origin;
