-- What the tenants did each day up to yesterday: weeks with their rhythm, and tenants that grow, keep their pace, shrink or fall silent.
-- A large register gets one month, so that inventing it stays quick.
create temp table demo_calendar on commit drop as
select day::date as day, extract(dow from day)::integer as dow, today - day::date as age, span
  from (select (current_setting('demo.now')::timestamptz at time zone 'Asia/Muscat')::date as today,
               case when current_setting('demo.count')::bigint <= 10000 then 120 else 31 end as span) as s
 cross join lateral generate_series(today - span, today - 1, interval '1 day') as day;
select sys_create_months('sys_tenant_metrics_daily', min(day), max(day) + 40) from demo_calendar;

create temp table demo_pace on commit drop as
select t.id, t.i, (t.created_at at time zone 'Asia/Muscat')::date as first_day,
       -- The last day on which anything happened.
       case when t.stage in ('cancelled', 'churned') then (t.leaves_at at time zone 'Asia/Muscat')::date
            when t.stage = 'suspended' then (t.paused_at at time zone 'Asia/Muscat')::date
            when manner >= 90 then (t.now at time zone 'Asia/Muscat')::date - 18 - pg_temp.roll(t.i, 403, 50)::integer
            else 'infinity'::date end as last_day,
       case t.plan_code when 'FREE_TRIAL' then 0.7 when 'STARTER' then 2.6 when 'GROWTH' then 11 when 'PRO' then 44 else 105 end
           * (0.6 + pg_temp.roll(t.i, 402, 90) / 100.0) as pace,
       case when manner < 18 then 0.006 when manner < 70 then 0 when manner < 90 then -0.0078 else 0 end as slope,
       case t.plan_code when 'FREE_TRIAL' then 2 when 'STARTER' then 3 when 'GROWTH' then 8 when 'PRO' then 24 else 60 end
           + pg_temp.roll(t.i, 404, 3)::integer as people,
       case when manner between 70 and 89 then 0.36 else 0.62 + pg_temp.roll(t.i, 405, 35) / 100.0 end as keen,
       case t.plan_code when 'STARTER' then 1 when 'GROWTH' then 2 when 'PRO' then 4 when 'ENTERPRISE' then 8 else 1 end as branches,
       3200 + pg_temp.roll(t.i, 406, 2600) as price
  from (select *, pg_temp.roll(i, 401, 100) as manner from demo_tenants offset 0) as t;

-- Every row names a tenant read from its table: proving that again row by row would take longer than writing it.
set local session_replication_role = replica;
insert into sys_tenant_metrics_daily
    (tenant_id, day, orders_created, orders_completed, orders_cancelled, revenue_minor, active_customers, new_customers, active_users, total_users,
     logins, storage_mb, api_calls, branches, source, computed_at)
select id, day, orders, orders * 19 / 20, orders / 20, orders * 19 / 20 * price, orders * 4 / 5, orders / 9, present, people,
       present * (1 + (i + age) % 2), 40 + (span - age) * people / 3, case when people > 20 then orders * 6 else 0 end, branches, 'demo', day + time '21:00'
  from (select p.*, c.day, c.age, c.span,
               greatest(0, round(p.pace * (1 + p.slope * (60 - c.age)) * (array[0.95, 0.9, 0.95, 1.05, 1.3, 0.5, 1.35])[1 + c.dow]
                                 * (0.72 + pg_temp.roll(p.i * 1000 + c.age, 407, 56) / 100.0)))::integer as orders,
               least(p.people, ceil(p.people * p.keen * (0.7 + pg_temp.roll(p.i * 1000 + c.age, 408, 45) / 100.0)))::integer as present
          from demo_pace p join demo_calendar c on c.day between p.first_day and p.last_day
        offset 0) as d;
set local session_replication_role = origin;
