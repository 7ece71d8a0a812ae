-- A role that lets its holders decide, or hand out rights, grows under everybody who holds it: from now on with a second person.
insert into sys_approval_policies (command, updated_at) values ('role.widen', '2026-01-01T00:00:00Z');
