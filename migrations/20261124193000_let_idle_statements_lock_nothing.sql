-- A statement-level trigger fires for a statement that wrote no row as well, and the counter it then "updated" by nothing stayed
-- locked to the end of the transaction. Of two who wanted the same slug, the one who lost held the counter the other waited
-- for, went on to the next slug, and they locked each other out. Who wrote nothing now locks nothing.
create or replace function sys_count_rows() returns trigger language plpgsql as $$
declare
    written bigint;
begin
    select count(*) into written from changed;
    if written > 0 then
        update sys_row_counts set row_count = row_count + case when tg_op = 'INSERT' then written else -written end
            where table_name = tg_table_name;
    end if;
    return null;
end $$;

create or replace function sys_tally_tenants() returns trigger language plpgsql as $$
begin
    -- In one order always, so that two statements wait for each other and do not lock each other out.
    if tg_op = 'INSERT' then
        if not exists (select from arrived) then
            return null;
        end if;
        insert into sys_tenant_tallies
            select k.kind, k.value, count(*)
              from arrived t cross join lateral sys_tallies_of(t.stage, t.plan_code, t.country_code, t.signed_on) as k
             group by 1, 2 order by 1, 2
        on conflict (kind, value) do update set tenants = sys_tenant_tallies.tenants + excluded.tenants;
    elsif tg_op = 'DELETE' then
        if not exists (select from gone) then
            return null;
        end if;
        update sys_tenant_tallies as s set tenants = s.tenants - g.tenants
          from (select k.kind, k.value, count(*) as tenants
                  from gone t cross join lateral sys_tallies_of(t.stage, t.plan_code, t.country_code, t.signed_on) as k
                 group by 1, 2) as g
         where (s.kind, s.value) = (g.kind, g.value);
    else
        if not exists (select from arrived) then
            return null;
        end if;
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
