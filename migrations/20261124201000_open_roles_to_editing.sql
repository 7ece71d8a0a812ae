-- Roles are edited by people from now on: two that are called alike could not be told apart where they are granted.
create unique index sys_platform_roles_name_key on sys_platform_roles (hq_fold(name));
create unique index sys_platform_roles_name2_key on sys_platform_roles (hq_fold(name2));

-- The auditor sees who may do what.
insert into sys_platform_role_permissions (role_id, permission)
select id, 'roles:read' from sys_platform_roles where code = 'auditor'
on conflict do nothing;
