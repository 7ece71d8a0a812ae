-- The words staff use: a super admin runs the system and is no company's general manager; a plan is feminine in Arabic.
-- Only what still has its first words is changed: roles can be renamed by people.
update sys_platform_roles set name2 = 'مدير النظام' where code = 'super_admin' and name2 = 'مدير عام';
update sys_platform_roles set name2 = 'موظف فوترة' where code = 'billing' and name2 = 'الفوترة';
update sys_platform_roles set description = 'Figures and reports; tenants by code only', description2 = 'الأرقام والتقارير؛ المستأجرون برموزهم فقط'
 where code = 'analyst' and description = 'Figures and reports; tenants under a pseudonym';
update sys_platform_roles set description = 'Audit log and staff permissions, view only', description2 = 'الاطلاع على سجل التدقيق وصلاحيات الموظفين'
 where code = 'auditor' and description = 'Reads the audit log and who may do what';
update sys_plans set name2 = 'الاحترافية' where code = 'PRO' and name2 = 'المحترف';
