-- Playbooks that are under way or have ended, with their tasks, for the demonstration: the milder risks, looked in on some days ago.
-- Set before: demo.day, the last whole day, and demo.now.
create temp table demo_cases on commit drop as
select t.id, md5('task of ' || t.id)::uuid as task, coalesce(t.owner_id, (select id from sys_platform_users where status = 'active' order by email limit 1)) as who,
       l.churn_probability as probability, row_number() over (order by t.id) as n,
       current_setting('demo.day')::date - 6 as day, current_setting('demo.now')::timestamptz - interval '6 days' as at
  from sys_tenants t join sys_tenant_lifecycle l on l.tenant_id = t.id
 where t.churn_level = 'medium' and t.stage in ('trial', 'active')
 order by t.id limit 9;

insert into sys_tasks (id, title_key, tenant_id, assignee_id, due_on, priority, status, outcome, closing_note, created_at, closed_by, closed_at)
select task, 'tasks-title-check-in', id, who, day + 3 + (n % 5)::integer * 2, 2,
       case when n % 3 = 0 then 'done' else 'open' end,
       case when n % 3 = 0 then case when n % 2 = 0 then 'no_change' else 'helped' end end,
       case when n % 3 = 0 then 'Spoke with the branch manager; two colleagues got accounts.' end,
       at, case when n % 3 = 0 then who end, case when n % 3 = 0 then at + interval '2 days' end
  from demo_cases;

insert into sys_playbook_runs (tenant_id, playbook, proposed_on, proposed_at, probability, started_at, task_id, outcome, outcome_note, outcome_by, outcome_at)
select id, 'medium', day, at, probability, at, task,
       case when n % 3 = 0 then case when n % 2 = 0 then 'no_change' else 'helped' end end,
       case when n % 3 = 0 then 'Orders are being watched for another month.' end,
       case when n % 3 = 0 then who end, case when n % 3 = 0 then at + interval '2 days' end
  from demo_cases;
