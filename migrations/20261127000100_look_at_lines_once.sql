-- What is looked at when lines are written: whether their documents are drafts or of this transaction, and whether the sums are theirs. One
-- look at each document instead of three, which is what a billing run spends a good part of its time on.
create or replace function hq_keep_invoice_lines() returns trigger language plpgsql as $$
declare
    drafts boolean;
    frozen boolean;
    unlike boolean;
    held boolean := false;
begin
    if tg_op = 'INSERT' then
        loop
            select bool_or(i.status = 'draft'),
                   bool_or(i.status <> 'draft' and i.issued_in is distinct from pg_current_xact_id()),
                   bool_or(i.status <> 'draft' and (s.amount, s.discount, s.taxable, s.vat, s.total)
                           is distinct from (i.amount_minor, i.discount_minor, i.taxable_minor, i.vat_minor, i.total_minor))
              into drafts, frozen, unlike
              from (select l.invoice_id, sum(l.amount_minor) as amount, sum(l.discount_minor) as discount, sum(l.taxable_minor) as taxable,
                           sum(l.vat_minor) as vat, sum(l.total_minor) as total
                      from sys_tenant_invoice_lines l where l.invoice_id in (select invoice_id from fresh) group by l.invoice_id) s
              join sys_tenant_invoices i on i.id = s.invoice_id;
            exit when held or drafts is not true;
            -- Whoever issues a draft meanwhile is waited for, and what it is then is looked at.
            perform from sys_tenant_invoices where id in (select invoice_id from fresh) and status = 'draft' for update;
            held := true;
        end loop;
        if frozen then
            raise exception 'the lines of a document that was issued are never changed' using errcode = 'integrity_constraint_violation';
        end if;
        if unlike then
            raise exception 'the totals are not the sums of the lines' using errcode = 'integrity_constraint_violation';
        end if;
        return null;
    end if;
    perform from sys_tenant_invoices where id in (select invoice_id from stale) and status = 'draft' for update;
    if exists (select from sys_tenant_invoices where id in (select invoice_id from stale) and status <> 'draft') then
        raise exception 'the lines of a document that was issued are never changed' using errcode = 'integrity_constraint_violation';
    end if;
    -- A condition of its own: whoever deletes has no fresh rows to look at.
    if tg_op = 'UPDATE' then
        perform from sys_tenant_invoices where id in (select invoice_id from fresh) and status = 'draft' for update;
        if exists (select from sys_tenant_invoices where id in (select invoice_id from fresh) and status <> 'draft') then
            raise exception 'the lines of a document that was issued are never changed' using errcode = 'integrity_constraint_violation';
        end if;
    end if;
    return null;
end $$;
