-- Subscribers of a plan are moved to another version of it, at another price: a second person agrees. From how many on is theirs to lay down
-- who may change policies.
insert into sys_approval_policies (command, updated_at) values ('tenants.move', '2026-01-01T00:00:00Z');

-- Subscriptions as lists and sums read them: what one brings a year, and when it is next charged, said in one place.
create view v_subscriptions as
select s.id, s.tenant_id, s.plan_code, s.plan_version_id, s.cycle, s.status, s.currency, s.price_minor, s.price_override_minor, s.period_end,
       s.due_on, s.cancels_on, s.scheduled is not null as changes, s.ended_at,
       -- Trials and what is suspended bring nothing. A year, so that a month is rounded once, on a sum.
       case when s.ended_at is null and s.status in ('active', 'past_due')
            then s.price_minor * case s.cycle when 'monthly' then 12 when 'quarterly' then 4 else 1 end end as yearly_minor,
       -- As a run takes it: a trial that becomes more is charged too, and what ends with its period is charged no other.
       case when s.ended_at is null and (s.status in ('active', 'past_due') or s.status = 'trialing' and s.scheduled is not null)
                 and (s.cancels_on is null or s.cancels_on > s.due_on or s.due_on < s.period_end) then s.due_on end as charged_on
  from sys_tenant_subscriptions s;

create index sys_tenant_subscriptions_renewal_idx on sys_tenant_subscriptions (period_end, id) where ended_at is null;
