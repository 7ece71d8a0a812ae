-- Two people at one tenant's colours overwrote each other in silence; like every other record of a tenant the brand now has a
-- version, and who saves second sees what the first saved.
alter table sys_tenant_branding add column version integer not null default 1;
