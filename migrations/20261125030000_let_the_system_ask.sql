-- What time brings about and people have to agree to is asked for by nobody: the end of a cancelled tenant's retention. Such a request has
-- no requester; everybody who may decide about it is somebody else.
alter table sys_approval_requests
    alter column requested_by drop not null,
    drop constraint sys_approval_requests_reviewer,
    add constraint sys_approval_requests_reviewer check (reviewed_by is null or reviewed_by is distinct from requested_by),
    add constraint sys_approval_requests_asked check (requested_by is not null or command = 'tenant.churn');

-- A decision names who asked, so that nobody decides about their own request. It may only be left out where nobody asked.
alter table sys_approval_decisions
    alter column requested_by drop not null,
    add constraint sys_approval_decisions_request_fkey foreign key (request_id) references sys_approval_requests (id);
create or replace function sys_guard_decision() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.requested_by is distinct from (select r.requested_by from sys_approval_requests r where r.id = new.request_id) then
            raise exception 'a decision names who asked' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if (new.id, new.request_id, new.requested_by, new.decided_by, new.decision, new.note, new.effect_hash, new.roles, new.at)
        is distinct from (old.id, old.request_id, old.requested_by, old.decided_by, old.decision, old.note, old.effect_hash, old.roles, old.at)
        or old.lapsed_at is not null then
        raise exception 'a decision only lapses' using errcode = 'check_violation';
    end if;
    return new;
end $$;
drop trigger sys_approval_decisions_guard on sys_approval_decisions;
create trigger sys_approval_decisions_guard before insert or update on sys_approval_decisions
    for each row execute function sys_guard_decision();
