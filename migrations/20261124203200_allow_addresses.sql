-- The console can be closed to all networks but a few. Off until somebody turns it on: a new installation must let its first person in.
create table sys_address_policy (
    one boolean primary key default true constraint sys_address_policy_one check (one),
    enforced boolean not null default false
);
insert into sys_address_policy default values;

create table sys_allowed_networks (
    id uuid primary key,
    network cidr not null constraint sys_allowed_networks_network_key unique
        constraint sys_allowed_networks_not_everything check (masklen(network) > 0),
    note text not null,
    added_by uuid references sys_platform_users (id),
    added_at timestamptz not null
);

comment on table sys_address_policy is 'Whether only the allowed networks reach the console; one row.';
comment on table sys_allowed_networks is 'Networks from which the console may be used while the list is enforced.';
