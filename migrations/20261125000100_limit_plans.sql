-- What each plan allows: health compares orders with it, alerts are sent on the way to it, and use above it will be charged. Null is no
-- limit; 0 is nothing at all.
alter table sys_plans
    add column orders_per_month integer check (orders_per_month >= 0),
    add column branches_limit integer check (branches_limit >= 0),
    add column users_limit integer check (users_limit >= 0),
    add column storage_limit_mb bigint check (storage_limit_mb >= 0),
    add column api_calls_per_month bigint check (api_calls_per_month >= 0);
update sys_plans as p
   set orders_per_month = l.orders, branches_limit = l.branches, users_limit = l.users, storage_limit_mb = l.gb * 1024, api_calls_per_month = l.calls
  from (values ('FREE_TRIAL', 20, 1, 2, 1, 0), ('STARTER', 100, 1, 5, 10, 0), ('GROWTH', 500, 3, 15, 50, 0), ('PRO', 2000, 10, 50, 200, 10000))
       as l (code, orders, branches, users, gb, calls)
 where p.code = l.code;
