-- What the audit log remembers: the tenants' lives, and eight weeks of the staff's days. Written in order of time, as it would have come to be.
-- No outbox events: nobody was listening then.

create temp table demo_desks on commit drop as
select *, ('192.0.2.' || (20 + place))::inet as ip, (select w.browsers[1 + place % 3] from demo_words w) as browser from demo_staff;

create temp table demo_history (
    at timestamptz not null, i bigint not null, actor_id uuid, visitor text, ip inet, action text not null, outcome text not null default 'success',
    object_kind text not null, object_id text, object_label text, tenant_id uuid, reason text, before jsonb, after jsonb
) on commit drop;

-- The tenants'.
insert into demo_history (at, i, actor_id, action, object_kind, object_id, object_label, tenant_id, reason, before, after)
select line.at, t.i, line.actor, line.action, 'tenant', t.id, t.name, t.id, line.reason, line.before, line.after
  from demo_tenants t
  join sys_tenants r using (id)
 cross join (select array_agg(id order by place) as ids from demo_staff where creates) as creators
 cross join lateral (
     select t.created_at, t.created_by, 'tenant.created', null::text, null::jsonb,
            jsonb_build_object('name', t.name, 'name2', t.name2, 'slug', t.slug, 'business_type', t.business_type, 'contact_name', r.contact_name,
                               'email', r.email, 'phone', r.phone, 'address', r.address, 'city', r.city, 'country', t.country_code,
                               'timezone', t.timezone, 'currency', t.currency, 'default_language', t.default_language,
                               'plan', case when tries then 'FREE_TRIAL' else paid_plan end, 'signed_on', r.signed_on, 'owner', r.owner_id)
     union all
     select e.at, creators.ids[1 + pg_temp.roll(t.i, 200 + e.n, cardinality(creators.ids))],
            case e.n when 3 then 'tenant.tags_changed' else 'tenant.edited' end, null,
            case e.n when 1 then jsonb_build_object('phone', former_phone) when 2 then jsonb_build_object('contact_name', former_person)
                   else jsonb_build_object('tags', '[]'::jsonb) end,
            case e.n when 1 then jsonb_build_object('phone', r.phone) when 2 then jsonb_build_object('contact_name', r.contact_name)
                   else jsonb_build_object('tags', r.tags) end
       from demo_edits e where e.i = t.i
     union all
     select e.at, e.requested_by,
            case e.to_stage when 'suspended' then 'tenant.suspended' when 'cancelled' then 'tenant.cancelled' when 'churned' then 'tenant.churned'
                            else case e.from_stage when 'suspended' then 'tenant.reactivated' else 'tenant.activated' end end,
            e.reason, jsonb_build_object('stage', e.from_stage),
            jsonb_strip_nulls(jsonb_build_object('stage', e.to_stage, 'reason_category', e.reason_category))
       from sys_tenant_lifecycle_events e where e.tenant_id = t.id and e.from_stage is not null
     union all
     select n.created_at, n.author_id, 'tenant.note_added', null, null, jsonb_build_object('note', n.body, 'pinned', n.pinned)
       from sys_tenant_notes n where n.tenant_id = t.id and n.removed_at is null
 ) as line (at, actor, action, reason, before, after)
 -- Of a large register only the last month, so that the log does not take longer to invent than the tenants.
 where current_setting('demo.count')::bigint <= 10000 or line.at > now - interval '30 days';

-- The staff's: every working day in the morning, some again after lunch, most say good-bye, a few mistype.
create temp table demo_days on commit drop as
select d.*, day, extract(epoch from day)::bigint / 86400 * 16 + place as i,
       (day + interval '7 hours 30 minutes' + pg_temp.roll(extract(epoch from day)::bigint / 86400 * 16 + place, 300, 5400) * interval '1 second')
           at time zone 'Asia/Muscat' as arrives_at
  from demo_desks d,
       generate_series(date_trunc('day', current_setting('demo.now')::timestamptz at time zone 'Asia/Muscat') - interval '56 days',
                       current_setting('demo.now')::timestamptz at time zone 'Asia/Muscat', interval '1 day') as day
 where extract(dow from day) not in (5, 6)
   and pg_temp.roll(extract(epoch from day)::bigint / 86400 * 16 + place, 301, 100) < 88;

insert into demo_history (at, i, actor_id, visitor, ip, action, outcome, object_kind, object_id, object_label, reason, after)
select line.at, d.i, case when not line.stranger then d.id end, case when line.stranger then d.email end, d.ip, line.action, line.outcome,
       line.kind, coalesce(line.object, d.id::text), coalesce(line.object, d.name), line.reason, line.after
  from demo_days d
 cross join lateral (values
     (arrives_at, true, false, 'sign_in.succeeded', 'success', 'staff', null, 'authenticator code', null::jsonb),
     (arrives_at - interval '35 seconds', pg_temp.roll(i, 302, 100) < 6, true, 'sign_in.failed', 'failure', 'staff', null, 'password', null),
     (arrives_at - interval '20 seconds', pg_temp.roll(i, 303, 100) < 3, true, 'sign_in.failed', 'failure', 'staff', null, 'second factor', null),
     (arrives_at + interval '5 hours' + pg_temp.roll(i, 304, 5400) * interval '1 second', pg_temp.roll(i, 305, 100) < 42, false,
      'sign_in.succeeded', 'success', 'staff', null, 'authenticator code', null),
     (arrives_at + interval '8 hours' + pg_temp.roll(i, 306, 3600) * interval '1 second', pg_temp.roll(i, 307, 100) < 55, false,
      'sign_in.ended', 'success', 'staff', null, null, null),
     (arrives_at + interval '1 hour' + pg_temp.roll(i, 308, 9000) * interval '1 second', not owns and not creates and pg_temp.roll(i, 309, 100) < 6, false,
      'access.denied', 'denied', 'route', '/staff/invite', 'staff:manage', null),
     (arrives_at + interval '2 hours' + pg_temp.roll(i, 310, 900) * interval '1 second', email like 'auditor@%' and extract(dow from day) = 0, false,
      'audit.exported', 'success', 'audit', '', null,
      jsonb_build_object('address', '/audit.csv?from=' || to_char(day - interval '7 days', 'YYYY-MM-DD') || '&to=' || to_char(day - interval '1 day', 'YYYY-MM-DD')))
 ) as line (at, happens, stranger, action, outcome, kind, object, reason, after)
 where line.happens and line.at < current_setting('demo.now')::timestamptz;

-- Somebody tries addresses that are nobody's, now and then, at night.
insert into demo_history (at, i, visitor, ip, action, outcome, object_kind, reason)
select at, n * 10 + try, (array['admin@demo.test', 'root@demo.test', 'info@demo.test'])[1 + pg_temp.roll(n, 320, 3)],
       ('198.51.100.' || (10 + pg_temp.roll(n, 321, 200)))::inet, 'sign_in.failed', 'failure', 'staff', 'password'
  from generate_series(0, 5) as n
 cross join generate_series(1, 3) as try
 cross join lateral (select current_setting('demo.now')::timestamptz - (n * 9 + 2) * interval '1 day' - interval '7 hours'
                            + (try * 13 + pg_temp.roll(n, 322, 9000)) * interval '1 second' as at) as when_tried
 where try <= 1 + pg_temp.roll(n, 323, 3);

-- How the staff came to be here.
insert into demo_history (at, i, actor_id, action, object_kind, object_id, object_label, after)
select u.created_at, coalesce(d.place, 0), (select id from demo_staff where email = 'super@demo.test'), 'staff.invited', 'staff', u.id, u.name,
       jsonb_build_object('name', u.name, 'email', u.email,
                          'roles', (select jsonb_agg(r.code) from sys_platform_user_roles ur join sys_platform_roles r on r.id = ur.role_id where ur.user_id = u.id))
  from sys_platform_users u left join demo_staff d using (id)
 where u.email <> 'super@demo.test';

insert into sys_platform_audit_log
    (at, actor_kind, actor_id, actor_label, action, outcome, object_kind, object_id, object_label, tenant_id, reason, before, after,
     request_id, ip, user_agent)
select h.at, case when h.visitor is not null then 'visitor' when h.actor_id is null then 'system' else 'staff' end, h.actor_id,
       coalesce(h.visitor, d.name, 'System'), h.action, h.outcome, h.object_kind, nullif(h.object_id, ''), nullif(h.object_label, ''), h.tenant_id,
       h.reason, h.before, h.after,
       case when h.actor_id is not null or h.visitor is not null then pg_temp.id_at(h.at, h.i, 400) end, coalesce(h.ip, d.ip), d.browser
  from demo_history h left join demo_desks d on d.id = h.actor_id
 order by h.at, h.i, h.action;

update sys_platform_users u set last_sign_in_at = l.at
  from (select actor_id, max(at) as at from demo_history where action = 'sign_in.succeeded' group by actor_id) as l
 where l.actor_id = u.id;

-- Functions, unlike the tables, would outlast the transaction.
drop function pg_temp.at_work, pg_temp.id_at, pg_temp.roll;
