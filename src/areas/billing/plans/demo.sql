-- Contracts with the first tenants on the plan by contract: what they pay already, written down. The last of them is still being written.
create temporary table demo_contracts on commit drop as
select s.id as subscription_id, s.tenant_id, s.cycle, s.price_override_minor as minor, t.signed_on,
       row_number() over (order by t.number) as place, count(*) over () as many
  from (select * from sys_tenant_subscriptions where plan_code = 'ENTERPRISE' and ended_at is null and status = 'active' and scheduled is null
           and price_override_minor is not null) s
  join sys_tenants t on t.id = s.tenant_id
 order by t.number limit 4;

insert into sys_plan_versions (id, plan_code, number, status, name, name2, description, description2, orders_per_month, branches_limit, users_limit,
       storage_limit_mb, api_calls_per_month, features, is_public, recommended, copied_from, created_at, tenant_id, contract_from, contract_until, contract_notes)
select md5('demo contract ' || d.tenant_id)::uuid, v.plan_code, (select max(number) from sys_plan_versions where plan_code = 'ENTERPRISE') + d.place,
       'draft', v.name, v.name2, v.description, v.description2, 20000 * d.place, 20 + 10 * d.place, null, null, 1000000, v.features, false, false, v.id,
       current_setting('demo.now')::timestamptz - interval '30 days', d.tenant_id, d.signed_on,
       case d.place when 1 then (current_setting('demo.now')::timestamptz)::date + 40 when 2 then (current_setting('demo.now')::timestamptz)::date + 300 end,
       case d.place when 1 then 'Renewed once already. Asks for a price for twice the branches.' else '' end
  from demo_contracts d cross join sys_plan_versions v join sys_plans p on p.offered_version_id = v.id
 where p.code = 'ENTERPRISE';

insert into sys_plan_prices (plan_version_id, item, currency, minor)
select md5('demo contract ' || tenant_id)::uuid, x.item, 'OMR', x.minor
  from demo_contracts d, lateral (values (d.cycle, d.minor), ('orders', 20::bigint)) x (item, minor);

update sys_plan_versions v set status = 'published', published_at = v.created_at + interval '2 days'
  from demo_contracts d where v.id = md5('demo contract ' || d.tenant_id)::uuid and (d.place < least(d.many, 4) or d.many = 1);
update sys_tenant_subscriptions s set plan_version_id = v.id, price_override_minor = null
  from demo_contracts d join sys_plan_versions v on v.id = md5('demo contract ' || d.tenant_id)::uuid and v.status = 'published'
 where s.id = d.subscription_id;
