-- The roles a new installation starts with. They are data: staff edit them later. Permissions are the closed list of core::permission.
insert into sys_platform_roles (id, code, name, name2, description, description2, is_system, created_at) values
    ('01900000-0000-7000-8000-000000000001', 'super_admin', 'Super admin', 'مدير النظام', 'Everything, including staff and settings', 'كل شيء، بما في ذلك الموظفون والإعدادات', true, '2026-01-01T00:00:00Z'),
    ('01900000-0000-7000-8000-000000000002', 'billing', 'Billing', 'موظف فوترة', 'Invoices, payments, prices and financial exports', 'الفواتير والمدفوعات والأسعار وتصدير البيانات المالية', true, '2026-01-01T00:00:00Z'),
    ('01900000-0000-7000-8000-000000000003', 'support_manager', 'Support manager', 'مدير الدعم', 'Support work, tenant corrections and imports', 'أعمال الدعم وتصحيح بيانات المستأجرين والاستيراد', true, '2026-01-01T00:00:00Z'),
    ('01900000-0000-7000-8000-000000000004', 'support', 'Support agent', 'موظف دعم', 'Tickets, onboarding help and tenant notes', 'التذاكر والمساعدة في التهيئة وملاحظات المستأجرين', true, '2026-01-01T00:00:00Z'),
    ('01900000-0000-7000-8000-000000000005', 'analyst', 'Analyst', 'محلل', 'Figures and reports; tenants by code only', 'الأرقام والتقارير؛ المستأجرون برموزهم فقط', true, '2026-01-01T00:00:00Z'),
    ('01900000-0000-7000-8000-000000000006', 'auditor', 'Auditor', 'مدقق', 'Audit log and staff permissions, view only', 'الاطلاع على سجل التدقيق وصلاحيات الموظفين', true, '2026-01-01T00:00:00Z');

insert into sys_platform_role_permissions (role_id, permission)
select r.id, p.permission
from (values
    ('super_admin', '*'),
    ('billing', 'tenants:read'), ('billing', 'tenants:identity'), ('billing', 'tenants:export'),
    ('support_manager', 'tenants:read'), ('support_manager', 'tenants:identity'), ('support_manager', 'tenants:create'),
    ('support_manager', 'tenants:write'), ('support_manager', 'tenants:note'), ('support_manager', 'tenants:import'), ('support_manager', 'tenants:export'),
    ('support', 'tenants:read'), ('support', 'tenants:identity'), ('support', 'tenants:note'),
    ('analyst', 'tenants:read'), ('analyst', 'tenants:export'),
    ('auditor', 'tenants:read'), ('auditor', 'tenants:identity'), ('auditor', 'staff:read'), ('auditor', 'audit:read'), ('auditor', 'audit:export')
) as p (role, permission)
join sys_platform_roles r on r.code = p.role;
