-- Changing subscriptions, and a second person where a price or add-ons are agreed that are not on the list.
insert into sys_platform_role_permissions (role_id, permission)
select id, 'billing:subscriptions' from sys_platform_roles where code = 'billing'
on conflict do nothing;
insert into sys_approval_policies (command, updated_at) values ('tenant.agree', '2026-01-01T00:00:00Z');

-- What a change charged or gave back is found by its subscription.
create index sys_tenant_invoices_subscription_idx on sys_tenant_invoices (subscription_id, issued_at) where subscription_id is not null;
