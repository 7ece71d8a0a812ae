-- Tags in use, so that a filter can offer them without reading the register. Kept by the writing statements.
create table sys_tenant_tags (
    tag text primary key,
    tenants bigint not null
);

-- Once a statement and not once a row: a roster of thousands would rewrite the same few lines thousands of times.
create function sys_count_tenant_tags() returns trigger language plpgsql as $$
begin
    -- In the order of the tags, so that two who tag at the same time wait for each other and do not lock each other out.
    if tg_op = 'INSERT' then
        insert into sys_tenant_tags (tag, tenants)
            select tag, count(*) from arrived, unnest(tags) as tag group by tag order by tag
        on conflict (tag) do update set tenants = sys_tenant_tags.tenants + excluded.tenants;
    elsif tg_op = 'UPDATE' then
        insert into sys_tenant_tags (tag, tenants)
            select tag, sum(change)
              from arrived a join gone g using (id)
             cross join lateral (select unnest(a.tags) as tag, 1 as change union all select unnest(g.tags), -1) as changes
             where a.tags <> g.tags
             group by tag having sum(change) <> 0 order by tag
        on conflict (tag) do update set tenants = sys_tenant_tags.tenants + excluded.tenants;
        delete from sys_tenant_tags where tenants <= 0;
    else
        update sys_tenant_tags as s set tenants = s.tenants - g.tenants
          from (select tag, count(*) as tenants from gone, unnest(tags) as tag group by tag) as g where s.tag = g.tag;
        delete from sys_tenant_tags where tenants <= 0;
    end if;
    return null;
end $$;
create trigger sys_tenants_tags_inserted after insert on sys_tenants
    referencing new table as arrived for each statement execute function sys_count_tenant_tags();
create trigger sys_tenants_tags_updated after update on sys_tenants
    referencing old table as gone new table as arrived for each statement execute function sys_count_tenant_tags();
create trigger sys_tenants_tags_deleted after delete on sys_tenants
    referencing old table as gone for each statement execute function sys_count_tenant_tags();

-- What a page takes away is kept, and no longer shown.
alter table sys_tenant_contacts add column removed_at timestamptz, add column updated_at timestamptz;
alter table sys_tenant_notes add column removed_at timestamptz;
drop index sys_tenant_contacts_tenant_idx;
create index sys_tenant_contacts_tenant_idx on sys_tenant_contacts (tenant_id, created_at) where removed_at is null;
drop index sys_tenant_notes_tenant_idx;
create index sys_tenant_notes_tenant_idx on sys_tenant_notes (tenant_id, pinned desc, created_at desc) where removed_at is null;

-- Two filters at once are counted in the index alone.
create index sys_tenants_facets_idx on sys_tenants (stage, plan_code, country_code, owner_id);
comment on table sys_tenant_tags is 'Tags in use and how many tenants carry each.';
