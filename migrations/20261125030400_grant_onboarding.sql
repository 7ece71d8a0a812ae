-- Who follows onboardings, who works on them, and who writes the checklists. Super admins hold every permission.
insert into sys_platform_role_permissions (role_id, permission)
select r.id, p.permission
  from (values
    ('billing', 'onboarding:read'), ('support_manager', 'onboarding:read'), ('support_manager', 'onboarding:write'),
    ('support_manager', 'onboarding:manage'), ('support', 'onboarding:read'), ('support', 'onboarding:write'),
    ('analyst', 'onboarding:read'), ('auditor', 'onboarding:read')
  ) as p (role, permission)
  join sys_platform_roles r on r.code = p.role
on conflict do nothing;
