-- What somebody has to do by a day: a call, a check, an answer. People write tasks for each other, and playbooks and other areas hand
-- them out; how each ended is kept, so that one learns what helps.
create table sys_tasks (
    id uuid primary key,
    -- Typed by a person, or a key of the catalogue with its values where the console made it: each reader's own language.
    title text check (length(title) between 2 and 200),
    title_key text,
    title_args jsonb not null default '{}',
    tenant_id uuid references sys_tenants (id),
    assignee_id uuid references sys_platform_users (id),
    due_on date not null,
    priority smallint not null default 2 check (priority between 1 and 4),
    status text not null default 'open' check (status in ('open', 'done', 'cancelled')),
    outcome text check (outcome in ('helped', 'no_change', 'lost')),
    note text check (length(note) <= 2000),
    closing_note text check (length(closing_note) <= 2000),
    -- Who asked for it: null for the console itself.
    created_by uuid references sys_platform_users (id),
    created_at timestamptz not null,
    closed_by uuid references sys_platform_users (id),
    closed_at timestamptz,
    version integer not null default 1,
    constraint sys_tasks_titled check (num_nonnulls(title, title_key) = 1),
    constraint sys_tasks_closed check ((status = 'open') = (closed_at is null) and (status = 'done' or outcome is null))
);
-- One index for each order of the list, and what the home page counts.
create index sys_tasks_due_idx on sys_tasks ((due_on - date '2000-01-01'), id);
create index sys_tasks_created_idx on sys_tasks (created_at, id);
create index sys_tasks_priority_idx on sys_tasks (priority, id);
create index sys_tasks_assignee_idx on sys_tasks (assignee_id, (due_on - date '2000-01-01'), id) where status = 'open';
create index sys_tasks_tenant_idx on sys_tasks (tenant_id, created_at desc) where tenant_id is not null;
comment on table sys_tasks is 'What somebody has to do by a day, and how it ended.';
alter table sys_playbook_runs add constraint sys_playbook_runs_task foreign key (task_id) references sys_tasks (id);

insert into sys_platform_role_permissions (role_id, permission)
select r.id, p.permission
  from (values ('billing', 'tasks:read'), ('support_manager', 'tasks:read'), ('support', 'tasks:read'),
               ('billing', 'tasks:write'), ('support_manager', 'tasks:write'), ('support', 'tasks:write')) as p (role, permission)
  join sys_platform_roles r on r.code = p.role
on conflict do nothing;
