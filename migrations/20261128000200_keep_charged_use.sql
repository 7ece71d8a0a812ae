-- What was counted in each month of use that was charged. What is told of such a month afterwards is late, and counts in the month that is open
-- when it comes; what was late once is counted here from then on, so that it is charged once.
create table sys_charged_use (
    tenant_id uuid not null references sys_tenants (id),
    starts_on date not null,
    ends_on date not null check (ends_on > starts_on),
    orders bigint not null check (orders >= 0),
    api_calls bigint not null check (api_calls >= 0),
    primary key (tenant_id, starts_on)
);
