-- One row: proof of the key this database's secrets are sealed with. A console started with another key would neither read
-- them nor notice before somebody tried to sign in, so it is compared at every start.
create table sys_installation (
    one boolean primary key default true check (one),
    key_proof text not null,
    created_at timestamptz not null
);
comment on table sys_installation is 'One row: proof of the key the secrets are sealed with.';
