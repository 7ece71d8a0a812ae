-- How many tenants there are of each stage and country, on each plan, and how many signed in each month: kept by the writing
-- statements, so that the home page shows exact figures of any register without counting it.
create table sys_tenant_tallies (
    -- active_plan: the plan of active tenants, which are the ones that pay.
    kind text not null check (kind in ('stage', 'active_plan', 'country', 'month')),
    -- A stage, a plan's code, a country's code, or a month as 2026-11.
    value text not null,
    tenants bigint not null,
    primary key (kind, value)
);
comment on table sys_tenant_tallies is 'Exact numbers of tenants by stage, plan, country and month of signing, kept by triggers.';

-- The tallies one tenant is counted in.
create function sys_tallies_of(stage text, plan_code text, country_code text, signed_on date) returns table (kind text, value text)
    language sql stable
begin atomic
    select k.kind, k.value
      from (values ('stage', stage), ('active_plan', case when stage = 'active' then plan_code end), ('country', country_code),
                   ('month', to_char(signed_on, 'YYYY-MM'))) as k (kind, value)
     where k.value is not null;
end;

create function sys_tally_tenants() returns trigger language plpgsql as $$
begin
    -- In one order always, so that two statements wait for each other and do not lock each other out.
    if tg_op = 'INSERT' then
        insert into sys_tenant_tallies
            select k.kind, k.value, count(*)
              from arrived t cross join lateral sys_tallies_of(t.stage, t.plan_code, t.country_code, t.signed_on) as k
             group by 1, 2 order by 1, 2
        on conflict (kind, value) do update set tenants = sys_tenant_tallies.tenants + excluded.tenants;
    elsif tg_op = 'DELETE' then
        update sys_tenant_tallies as s set tenants = s.tenants - g.tenants
          from (select k.kind, k.value, count(*) as tenants
                  from gone t cross join lateral sys_tallies_of(t.stage, t.plan_code, t.country_code, t.signed_on) as k
                 group by 1, 2) as g
         where (s.kind, s.value) = (g.kind, g.value);
    else
        insert into sys_tenant_tallies
            select k.kind, k.value, sum(k.change)
              from arrived a join gone g using (id)
             cross join lateral (select *, 1 as change from sys_tallies_of(a.stage, a.plan_code, a.country_code, a.signed_on)
                                 union all
                                 select *, -1 from sys_tallies_of(g.stage, g.plan_code, g.country_code, g.signed_on)) as k
             where (a.stage, a.plan_code, a.country_code, a.signed_on) is distinct from (g.stage, g.plan_code, g.country_code, g.signed_on)
             group by 1, 2 having sum(k.change) <> 0 order by 1, 2
        on conflict (kind, value) do update set tenants = sys_tenant_tallies.tenants + excluded.tenants;
    end if;
    return null;
end $$;
create trigger sys_tenants_tally_inserted after insert on sys_tenants
    referencing new table as arrived for each statement execute function sys_tally_tenants();
create trigger sys_tenants_tally_updated after update on sys_tenants
    referencing old table as gone new table as arrived for each statement execute function sys_tally_tenants();
create trigger sys_tenants_tally_deleted after delete on sys_tenants
    referencing old table as gone for each statement execute function sys_tally_tenants();

insert into sys_tenant_tallies
    select k.kind, k.value, count(*)
      from sys_tenants t cross join lateral sys_tallies_of(t.stage, t.plan_code, t.country_code, t.signed_on) as k
     group by 1, 2;

-- What the home page names: onboardings by how long they have stood still, and tenants nobody can be asked for.
create index sys_tenant_lifecycle_stalled_idx on sys_tenant_lifecycle ((coalesce(last_activity_at, since)), tenant_id)
    where onboarding_status = 'in_progress' and stage in ('trial', 'active');
create index sys_tenants_no_contact_idx on sys_tenants (created_at desc, id desc)
    where contact_name is null and stage in ('trial', 'active', 'suspended');
