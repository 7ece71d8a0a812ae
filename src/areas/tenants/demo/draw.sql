-- Decides everything about each tenant once; the rows of the tables are then read off it.
-- i is the tenant's place in time: the first is two years old, the last of today.
-- Each step builds on the one inside it. "offset 0" keeps the planner from writing the steps into each other, which would
-- compute the innermost thousands of times.

create temp table demo_drawn on commit drop as
select *,
       case when leaves_at <= now - interval '30 days' then 'churned'
            when leaves_at <= now then 'cancelled'
            when paused_at is not null then 'suspended'
            when converts_at <= now then 'active'
            else 'trial' end as stage,
       pg_temp.at_work(back_raw, now, i, 34) as back_at
  from (
    select *, pg_temp.at_work(leaves_raw, now, i, 18) as leaves_at, pg_temp.at_work(paused_raw, now, i, 19) as paused_at,
           pg_temp.at_work(blip_raw, now, i, 20) as blip_at, blip_raw + interval '4 days' + pg_temp.roll(i, 9, 777600) * interval '1 second' as back_raw
      from (
        -- What becomes of each: a tenth let the trial run out, some leave later, some are suspended, for now or for a while.
        select *, trial_ends_on::timestamp at time zone 'Asia/Muscat' as trial_ends_at,
               case when lapses then trial_ends_on::timestamp at time zone 'Asia/Muscat'
                    when fate between 100 and 169 and created_at < now - interval '45 days'
                        then converts_at + (now - converts_at) * (0.3 + pg_temp.roll(i, 5, 690) / 1000.0) end as leaves_raw,
               case when fate between 170 and 224 and created_at < now - interval '30 days'
                        then now - interval '1 day' - pg_temp.roll(i, 6, 2200000) * interval '1 second' end as paused_raw,
               case when fate between 225 and 289 and created_at < now - interval '90 days'
                        then converts_at + (now - converts_at) * (0.2 + pg_temp.roll(i, 7, 500) / 1000.0) end as blip_raw
          from (
            select *, case when not tries then created_at when not lapses then pg_temp.at_work(converts_raw, now, i, 17) end as converts_at
              from (
                select *, tries and fate < 100 as lapses, created_at + interval '11 days' + pg_temp.roll(i, 4, 172800) * interval '1 second' as converts_raw,
                       (created_at at time zone 'Asia/Muscat')::date + 14 as trial_ends_on
                  from (
                    select i, now, pg_temp.at_work(raw, now, i, 1) as created_at, pg_temp.roll(i, 2, 100) < 80 as tries, pg_temp.roll(i, 3, 1000) as fate
                      from (
                        -- Growth: p is the share of the two years that has passed when the n-th of N arrives; the sine makes busier and calmer seasons.
                        select i, now, now - interval '40 minutes' - interval '730 days' * (1 - least(p + 0.006 * sin(59.690260418 * p), 1)) as raw
                          from (
                            select i, current_setting('demo.now')::timestamptz as now,
                                   power((i - 1.0::float8) / greatest(current_setting('demo.count')::bigint - 1, 1), 0.45) as p
                              from generate_series(1, current_setting('demo.count')::bigint) as i
                            offset 0) as step_1
                        offset 0) as step_2
                    offset 0) as step_3
                offset 0) as step_4
            offset 0) as step_5
        offset 0) as step_6
    offset 0) as step_7;

create temp table demo_tenants on commit drop as
select i, now, created_at, tries, lapses, converts_at, trial_ends_on, leaves_at, paused_at, blip_at, back_at, stage, paid_plan, plan_code, upgraded_at,
       edits, cause, category, why, created_by, owner_id, country_code, currency, timezone, first_day, business_type, city_en, city_ar,
       person_en, person_ar, former_person, phone, former_phone, reach, script,
       case stage when 'trial' then created_at when 'active' then coalesce(back_at, converts_at) when 'suspended' then paused_at
                  when 'cancelled' then leaves_at else leaves_at + interval '30 days' end as since,
       name_en, name_ar, pg_temp.id_at(created_at, i, 100) as id,
       -- A few write themselves in one script only.
       case when script < 6 then name_ar else name_en end as name,
       case when script between 6 and 93 then name_ar end as name2,
       stem || case when same = 1 then '' else '-' || same end as slug,
       case when pg_temp.roll(i, 33, 100) < 42 then 'ar' else 'en' end as default_language
  from (
    select *, row_number() over (partition by stem order by created_at, i) as same
      from (
        select *, rtrim(left(translate(replace(lower(name_en), ' & ', ' '), ' ', '-'), 40), '-') as stem
          from (
            select p.*, c.code as country_code, c.currency, c.timezone, c.first_day, w.kind_code[kind] as business_type,
                   c.city_en[city] as city_en, c.city_ar[city] as city_ar,
                   replace(w.kind_en[kind], '%', w.core_en[core]) || case when placed_name then ' ' || c.city_en[city] else '' end as name_en,
                   replace(w.kind_ar[kind], '%', w.core_ar[core]) || case when placed_name then ' ' || c.city_ar[city] else '' end as name_ar,
                   w.first_en[first] || ' ' || w.family_en[family] as person_en, w.first_ar[first] || ' ' || w.family_ar[family] as person_ar,
                   w.first_en[1 + (first + 6) % 24] || ' ' || w.family_en[family] as former_person,
                   c.dial || lpad(pg_temp.roll(i, 21, (10 ^ c.digits)::bigint)::text, c.digits, '0') as phone,
                   c.dial || lpad(pg_temp.roll(i, 22, (10 ^ c.digits)::bigint)::text, c.digits, '0') as former_phone,
                   w.causes[cause] as category, w.whys[cause] as why, s.creators[1 + pg_temp.roll(i, 11, s.many_creators)] as created_by,
                   case when pg_temp.roll(i, 12, 100) < 86 then s.owners[1 + pg_temp.roll(i, 13, s.many_owners)] end as owner_id
              from (
                select *, case when converts_at <= now then paid_plan else 'FREE_TRIAL' end as plan_code,
                       -- Some began one plan lower.
                       case when stage = 'active' and created_at < now - interval '120 days' and paid_plan in ('GROWTH', 'PRO') and pg_temp.roll(i, 15, 100) < 40
                            then converts_at + (now - converts_at) * (0.3 + pg_temp.roll(i, 16, 500) / 1000.0) end as upgraded_at,
                       case when created_at < now - interval '20 days' then (array[0, 0, 0, 0, 0, 1, 1, 1, 2, 3])[1 + pg_temp.roll(i, 14, 10)] else 0 end as edits,
                       1 + pg_temp.roll(i, 10, 8) as cause, pg_temp.roll(i, 23, 100) as script, pg_temp.roll(i, 24, 100) as reach,
                       1 + pg_temp.roll(i, 26, 56) as core, 1 + pg_temp.roll(i, 27, 12) as kind, pg_temp.roll(i, 30, 100) < 45 as placed_name,
                       1 + pg_temp.roll(i, 31, 24) as first, 1 + pg_temp.roll(i, 32, 16) as family, pg_temp.roll(i, 25, 100) as country_roll
                  from (
                    select *, (array['STARTER', 'GROWTH', 'PRO', 'ENTERPRISE'])[case when plan_roll < 44 then 1 when plan_roll < 77 then 2
                                                                                     when plan_roll < 94 then 3 else 4 end] as paid_plan
                      from (select *, pg_temp.roll(i, 8, 100) as plan_roll from demo_drawn offset 0) as rolled
                    offset 0) as planned
                offset 0) as p
              cross join demo_words w
              cross join (select array_agg(id order by place) filter (where creates) as creators, count(*) filter (where creates) as many_creators,
                                 array_agg(id order by place) filter (where owns) as owners, count(*) filter (where owns) as many_owners
                            from demo_staff) as s
              join demo_countries c on country_roll >= c.share_from and country_roll < c.share_to
              -- The first cities of a country get the most.
              cross join lateral (select 1 + least(pg_temp.roll(p.i, 28, c.cities), pg_temp.roll(p.i, 29, c.cities)) as city offset 0) as place
            offset 0) as worded
        offset 0) as stemmed
    offset 0) as counted;

create unique index on demo_tenants (i);
create unique index on demo_tenants (id);
analyze demo_tenants (i, id);
