-- The database holds more of what the program promises: requests begin open, only grow stricter, and decisions stay what they were. And
-- whom a request is about is kept, since that person has no say in it.
alter table sys_approval_requests add column concerns uuid references sys_platform_users (id);
alter table sys_tenant_subscriptions add column cancel_approval_id uuid references sys_approval_requests (id);

create or replace function sys_guard_approval() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.status <> 'pending' or new.emergency or new.reviewed_by is not null then
            raise exception 'a request begins open' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if old.status <> 'pending' and new.status <> old.status then
        raise exception 'a closed request stays %', old.status using errcode = 'check_violation';
    end if;
    if (new.command, new.payload, new.permission, new.subject, new.subject_label, new.tenant_id, new.reason, new.effect, new.effect_hash,
        new.requested_by, new.requested_at, new.expires_at, new.concerns)
        is distinct from (old.command, old.payload, old.permission, old.subject, old.subject_label, old.tenant_id, old.reason, old.effect,
                          old.effect_hash, old.requested_by, old.requested_at, old.expires_at, old.concerns) then
        raise exception 'what was asked for does not change' using errcode = 'check_violation';
    end if;
    if new.approvers < old.approvers or old.distinct_roles and not new.distinct_roles then
        raise exception 'a request only grows stricter' using errcode = 'check_violation';
    end if;
    if old.status <> 'pending' and new.emergency <> old.emergency then
        raise exception 'an emergency stays flagged' using errcode = 'check_violation';
    end if;
    if old.status = 'pending' and new.status = 'executed' and not new.emergency
        and (select count(*) from sys_approval_decisions d
              where d.request_id = new.id and d.decision = 'approve' and d.lapsed_at is null and d.effect_hash = new.effect_hash) < new.approvers then
        raise exception 'too few approvals' using errcode = 'check_violation';
    end if;
    return new;
end $$;
drop trigger sys_approval_requests_guard on sys_approval_requests;
create trigger sys_approval_requests_guard before insert or update on sys_approval_requests
    for each row execute function sys_guard_approval();

create function sys_guard_decision() returns trigger language plpgsql as $$
begin
    if (new.id, new.request_id, new.requested_by, new.decided_by, new.decision, new.note, new.effect_hash, new.roles, new.at)
        is distinct from (old.id, old.request_id, old.requested_by, old.decided_by, old.decision, old.note, old.effect_hash, old.roles, old.at)
        or old.lapsed_at is not null then
        raise exception 'a decision only lapses' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger sys_approval_decisions_guard before update on sys_approval_decisions
    for each row execute function sys_guard_decision();

-- Thresholds that could never be reached would switch a policy off while it reads "on".
alter table sys_approval_policies
    add constraint sys_approval_policies_rank check (min_rank is null or command like 'tenant.%' or command like 'tenants.%'),
    add constraint sys_approval_policies_many check ((min_subjects = 1 and two_from is null) or command like 'tenants.%'),
    add constraint sys_approval_policies_itself check (enabled or command <> 'approval.policy');
