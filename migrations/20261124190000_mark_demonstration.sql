-- A demonstration has accounts whose passwords everybody knows. The database itself remembers that it is one, so that such
-- accounts are never planted into a real console's data, and a demonstration's data is never served to other machines.
alter table sys_installation add column demo boolean not null default false;
comment on column sys_installation.demo is 'Holds invented data and accounts with well-known passwords.';
update sys_installation set demo = true where exists (select from sys_platform_users where email = 'super@demo.test');
