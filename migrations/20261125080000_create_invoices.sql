-- What tenants are asked to pay, and what is given back: the documents, their lines, the numbers they get and who they come from. A document
-- that was issued is a legal record; the database itself refuses to change one, whoever asks.

-- Numbers without gaps: taken under the row's lock by the transaction that issues, given back with it when it fails. Never a sequence.
create table sys_document_counters (
    series text not null check (series in ('INV', 'CRN')),
    year smallint not null check (year between 2000 and 9999),
    last bigint not null default 0 check (last >= 0),
    primary key (series, year)
);
comment on table sys_document_counters is 'The last number given in each series and year.';

-- Who sells. A changed detail is a new row, so that a document shows the seller as it was; the newest is in force.
create table sys_sellers (
    id uuid primary key,
    version bigint not null generated always as identity unique,
    name text not null check (length(name) between 2 and 250),
    name2 text not null default '' check (length(name2) <= 250),
    address text not null default '' check (length(address) <= 500),
    address2 text not null default '' check (length(address2) <= 500),
    vat_number text not null default '' check (length(vat_number) <= 30),
    registration text not null default '' check (length(registration) <= 50),
    email text not null default '' check (length(email) <= 254),
    phone text not null default '' check (length(phone) <= 30),
    bank_name text not null default '' check (length(bank_name) <= 250),
    iban text not null default '' check (length(iban) <= 34),
    swift text not null default '' check (length(swift) <= 11),
    created_by uuid references sys_platform_users (id),
    created_at timestamptz not null
);
comment on table sys_sellers is 'Who sells, as documents name it: every version ever in force.';
insert into sys_sellers (id, name, name2, created_at) values (gen_random_uuid(), 'CleanMateX', 'كلين ميت إكس', now());

create table sys_tenant_invoices (
    id uuid primary key,
    tenant_id uuid not null references sys_tenants (id),
    kind text not null check (kind in ('invoice', 'credit_note')),
    -- What made it: a person, the billing run, a change of subscription, or a correction of another document.
    origin text not null check (origin in ('manual', 'run', 'change', 'correction')),
    status text not null check (status in ('draft', 'discarded', 'issued', 'partially_paid', 'paid', 'void', 'uncollectible')),
    series text check (series in ('INV', 'CRN')),
    year smallint,
    number bigint check (number > 0),
    reference text unique,
    issued_on date,
    issued_at timestamptz,
    -- The transaction that issued it: only that one may add its lines.
    issued_in xid8,
    due_on date,
    -- Days the document is for, up to and not including the last.
    period_start date,
    period_end date,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    seller_id uuid references sys_sellers (id),
    -- The buyer as it was when the document was issued.
    buyer_name text,
    buyer_name2 text,
    buyer_address text,
    buyer_country_code text,
    buyer_vat_number text,
    buyer_email text,
    buyer_language text,
    amount_minor bigint not null,
    discount_minor bigint not null,
    taxable_minor bigint not null,
    vat_minor bigint not null,
    total_minor bigint not null,
    -- Paid or set off. What is open is the rest of the total.
    settled_minor bigint not null default 0,
    -- Given back by credit notes, paid or not.
    credited_minor bigint not null default 0,
    -- What was taken off the whole document: what was asked for, and what it came to.
    discounts jsonb not null default '[]' check (jsonb_typeof(discounts) = 'array'),
    corrects_id uuid references sys_tenant_invoices (id),
    reason text check (length(reason) <= 1000),
    note text check (length(note) <= 1000),
    created_by uuid references sys_platform_users (id),
    created_at timestamptz not null,
    voided_on date,
    written_off_on date,
    version integer not null default 1,
    constraint sys_tenant_invoices_numbered check (case when status in ('draft', 'discarded')
        then num_nonnulls(series, year, number, reference, issued_on, issued_at, issued_in, due_on, seller_id, buyer_name) = 0
        else num_nulls(series, year, number, reference, issued_on, issued_at, issued_in, due_on, seller_id,
                       buyer_name, buyer_country_code, buyer_email, buyer_language) = 0 end),
    constraint sys_tenant_invoices_series check (series = case kind when 'invoice' then 'INV' else 'CRN' end),
    constraint sys_tenant_invoices_number_key unique (series, year, number),
    constraint sys_tenant_invoices_reference check (year = extract(year from issued_on)
        and reference = series || '-' || year || '-' || case when number < 1000000 then lpad(number::text, 6, '0') else number::text end),
    constraint sys_tenant_invoices_period check (period_start < period_end and num_nonnulls(period_start, period_end) in (0, 2)),
    constraint sys_tenant_invoices_limit check (amount_minor <= 1000000000000 and total_minor <= 1000000000000),
    constraint sys_tenant_invoices_amounts check (amount_minor >= 0 and discount_minor >= 0 and taxable_minor >= 0 and vat_minor >= 0
        and taxable_minor = amount_minor - discount_minor and total_minor = taxable_minor + vat_minor),
    constraint sys_tenant_invoices_settled check (settled_minor between 0 and total_minor and credited_minor between 0 and total_minor),
    constraint sys_tenant_invoices_status_tells check (case status
        when 'partially_paid' then settled_minor > 0 and settled_minor < total_minor
        when 'paid' then settled_minor = total_minor
        when 'uncollectible' then true
        else settled_minor = 0 end),
    constraint sys_tenant_invoices_corrects check ((kind = 'credit_note' and (corrects_id is not null or origin = 'change')) or corrects_id is null),
    constraint sys_tenant_invoices_voided check ((status = 'void') = (voided_on is not null) and (voided_on is null or voided_on = issued_on)),
    constraint sys_tenant_invoices_written_off check (status <> 'uncollectible' or written_off_on is not null)
);
comment on table sys_tenant_invoices is 'Invoices and credit notes, drafts and issued. An issued one never changes but in what was paid of it and how it ended.';
create index sys_tenant_invoices_date_idx on sys_tenant_invoices ((coalesce(issued_at, created_at)), id);
create index sys_tenant_invoices_status_idx on sys_tenant_invoices (status, (coalesce(issued_at, created_at)), id);
create index sys_tenant_invoices_tenant_idx on sys_tenant_invoices (tenant_id, (coalesce(issued_at, created_at)), id);
create index sys_tenant_invoices_issued_idx on sys_tenant_invoices (issued_on);
create index sys_tenant_invoices_open_idx on sys_tenant_invoices (due_on, id) where status in ('issued', 'partially_paid') and kind = 'invoice';
create index sys_tenant_invoices_total_idx on sys_tenant_invoices (total_minor, id);
create index sys_tenant_invoices_corrects_idx on sys_tenant_invoices (corrects_id) where corrects_id is not null;

create table sys_tenant_invoice_lines (
    invoice_id uuid not null references sys_tenant_invoices (id),
    position smallint not null check (position > 0),
    kind text not null check (kind in ('subscription', 'proration', 'setup_fee', 'overage', 'add_on', 'discount', 'credit', 'adjustment')),
    -- The code of what is charged, where it has one.
    item text not null default '',
    description text not null check (length(description) <= 500),
    description2 text not null default '' check (length(description2) <= 500),
    quantity bigint not null,
    unit_minor bigint not null,
    period_start date,
    period_end date,
    -- Days of the whole period, where only some of them are charged.
    of_days integer check (of_days > 0),
    vat_basis_points integer not null check (vat_basis_points between 0 and 10000),
    amount_minor bigint not null,
    discount_minor bigint not null check (discount_minor >= 0),
    taxable_minor bigint not null,
    vat_minor bigint not null,
    total_minor bigint not null,
    -- On a credit note: which line of the document it corrects is given back.
    corrects_position smallint,
    primary key (invoice_id, position),
    constraint sys_tenant_invoice_lines_amounts check (amount_minor = quantity * unit_minor and taxable_minor = amount_minor - discount_minor
        and total_minor = taxable_minor + vat_minor),
    constraint sys_tenant_invoice_lines_period check (period_start < period_end and num_nonnulls(period_start, period_end) in (0, 2))
);
comment on table sys_tenant_invoice_lines is 'What a document is made of: reckoned line by line, so that its totals are nothing but sums.';

-- A version of the seller stands on documents: it is never changed.
create function hq_keep_sellers() returns trigger language plpgsql as $$
begin
    raise exception 'a version of the seller is never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger sys_sellers_keep before update or delete on sys_sellers for each row execute function hq_keep_sellers();

-- The sums of a document's lines are its totals.
create function hq_invoice_adds_up(invoice sys_tenant_invoices) returns boolean language sql stable as $$
    select count(*) > 0 and (sum(amount_minor), sum(discount_minor), sum(taxable_minor), sum(vat_minor), sum(total_minor))
           = (invoice.amount_minor, invoice.discount_minor, invoice.taxable_minor, invoice.vat_minor, invoice.total_minor)
      from sys_tenant_invoice_lines where invoice_id = invoice.id
$$;

create function hq_keep_invoices() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        raise exception 'a document is issued by the transaction that writes it' using errcode = 'integrity_constraint_violation';
    elsif tg_op = 'DELETE' then
        raise exception 'a document is never deleted' using errcode = 'integrity_constraint_violation';
    elsif old.status = 'draft' then
        if new.status not in ('draft', 'discarded', 'issued') and not (new.status = 'paid' and new.total_minor = 0) then
            raise exception 'a draft is issued or discarded, nothing else' using errcode = 'integrity_constraint_violation';
        end if;
        if new.status in ('issued', 'paid') then
            if new.issued_in is distinct from pg_current_xact_id() then
                raise exception 'a document is issued by the transaction that writes it' using errcode = 'integrity_constraint_violation';
            end if;
            if not hq_invoice_adds_up(new) then
                raise exception 'the totals are not the sums of the lines' using errcode = 'integrity_constraint_violation';
            end if;
        end if;
        return new;
    elsif old.status = 'discarded' then
        raise exception 'a discarded draft stays as it is' using errcode = 'integrity_constraint_violation';
    end if;
    if to_jsonb(new) - array['status', 'settled_minor', 'credited_minor', 'voided_on', 'written_off_on', 'version']
       <> to_jsonb(old) - array['status', 'settled_minor', 'credited_minor', 'voided_on', 'written_off_on', 'version'] then
        raise exception 'a document that was issued is never changed' using errcode = 'integrity_constraint_violation';
    end if;
    if new.status <> old.status and not (case old.status
        when 'issued' then new.status in ('partially_paid', 'paid', 'void', 'uncollectible')
        when 'partially_paid' then new.status in ('issued', 'paid', 'uncollectible')
        when 'paid' then new.status in ('issued', 'partially_paid')
        when 'uncollectible' then new.status in ('partially_paid', 'paid')
        else false end) then
        raise exception 'a document that is % does not become %', old.status, new.status using errcode = 'integrity_constraint_violation';
    end if;
    if new.credited_minor < old.credited_minor
       or (new.status = 'void' and (old.settled_minor <> 0 or new.credited_minor <> 0))
       or (old.status = 'void' and new is distinct from old)
       or (new.written_off_on is distinct from old.written_off_on and (old.written_off_on is not null or new.status <> 'uncollectible'))
       or (new.status = 'issued' and new.written_off_on is not null)
       or (old.voided_on is null) <> (new.voided_on is null) and new.status <> 'void' then
        raise exception 'how a document ended is not undone' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
-- A billing run writes ten thousand of them at once: what is as it must be is not looked at twice.
create trigger sys_tenant_invoices_insert before insert on sys_tenant_invoices for each row
    when (new.status not in ('draft', 'discarded') and new.issued_in is distinct from pg_current_xact_id()) execute function hq_keep_invoices();
create trigger sys_tenant_invoices_update before update on sys_tenant_invoices for each row execute function hq_keep_invoices();
create trigger sys_tenant_invoices_delete before delete on sys_tenant_invoices for each row execute function hq_keep_invoices();

-- By the end of the transaction a document that was written as issued has its lines.
create function hq_invoice_has_lines() returns trigger language plpgsql as $$
begin
    if not exists (select from sys_tenant_invoice_lines where invoice_id = new.id) then
        raise exception 'a document without lines is not issued' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create constraint trigger sys_tenant_invoices_lined after insert on sys_tenant_invoices deferrable initially deferred for each row
    when (new.status not in ('draft', 'discarded')) execute function hq_invoice_has_lines();

create function hq_keep_invoice_lines() returns trigger language plpgsql as $$
begin
    -- Whoever issues a draft meanwhile is waited for.
    if tg_op in ('INSERT', 'UPDATE') then
        perform from sys_tenant_invoices where id in (select invoice_id from fresh) and status = 'draft' for update;
        if exists (select from sys_tenant_invoices where id in (select invoice_id from fresh) and status <> 'draft'
                    and (tg_op = 'UPDATE' or issued_in is distinct from pg_current_xact_id())) then
            raise exception 'the lines of a document that was issued are never changed' using errcode = 'integrity_constraint_violation';
        end if;
    end if;
    if tg_op in ('UPDATE', 'DELETE') then
        perform from sys_tenant_invoices where id in (select invoice_id from stale) and status = 'draft' for update;
        if exists (select from sys_tenant_invoices where id in (select invoice_id from stale) and status <> 'draft') then
            raise exception 'the lines of a document that was issued are never changed' using errcode = 'integrity_constraint_violation';
        end if;
    end if;
    -- A condition of its own: whoever deletes has no fresh rows to look at.
    if tg_op = 'INSERT' then
        if exists (
            select from (select l.invoice_id, sum(l.amount_minor) as amount, sum(l.discount_minor) as discount, sum(l.taxable_minor) as taxable,
                                sum(l.vat_minor) as vat, sum(l.total_minor) as total
                           from sys_tenant_invoice_lines l where l.invoice_id in (select invoice_id from fresh) group by l.invoice_id) s
              join sys_tenant_invoices i on i.id = s.invoice_id
             where i.status <> 'draft' and (s.amount, s.discount, s.taxable, s.vat, s.total)
                   is distinct from (i.amount_minor, i.discount_minor, i.taxable_minor, i.vat_minor, i.total_minor)) then
            raise exception 'the totals are not the sums of the lines' using errcode = 'integrity_constraint_violation';
        end if;
    end if;
    return null;
end $$;
create trigger sys_tenant_invoice_lines_insert after insert on sys_tenant_invoice_lines
    referencing new table as fresh for each statement execute function hq_keep_invoice_lines();
create trigger sys_tenant_invoice_lines_update after update on sys_tenant_invoice_lines
    referencing old table as stale new table as fresh for each statement execute function hq_keep_invoice_lines();
create trigger sys_tenant_invoice_lines_delete after delete on sys_tenant_invoice_lines
    referencing old table as stale for each statement execute function hq_keep_invoice_lines();

-- A credit note gives back of an invoice of the same tenant in the same currency, and what was given back of an invoice is what its notes come to.
create function hq_keep_credit() returns trigger language plpgsql as $$
begin
    if new.corrects_id is not null and not exists (
        select from sys_tenant_invoices i where i.id = new.corrects_id and i.kind = 'invoice' and i.tenant_id = new.tenant_id and i.currency = new.currency
           and i.status not in ('draft', 'discarded', 'void')) then
        raise exception 'a credit note corrects an issued invoice of its own tenant' using errcode = 'integrity_constraint_violation';
    end if;
    if exists (
        select from sys_tenant_invoices i
         where i.id in (new.id, new.corrects_id) and i.kind = 'invoice'
           and i.credited_minor <> (select coalesce(sum(n.total_minor), 0) from sys_tenant_invoices n
                                     where n.corrects_id = i.id and n.status not in ('draft', 'discarded', 'void'))) then
        raise exception 'what was given back is not what the credit notes come to' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create constraint trigger sys_tenant_invoices_credit_insert after insert on sys_tenant_invoices deferrable initially deferred for each row
    when (new.corrects_id is not null or new.credited_minor <> 0) execute function hq_keep_credit();
create constraint trigger sys_tenant_invoices_credit_update after update on sys_tenant_invoices deferrable initially deferred for each row
    when (new.credited_minor <> old.credited_minor) execute function hq_keep_credit();

-- Numbers only go up, and nothing of this is emptied.
create function hq_keep_counters() returns trigger language plpgsql as $$
begin
    raise exception 'numbers are never given twice' using errcode = 'integrity_constraint_violation';
end $$;
create trigger sys_document_counters_update before update on sys_document_counters for each row
    when (new.last <= old.last or (new.series, new.year) <> (old.series, old.year)) execute function hq_keep_counters();
create trigger sys_document_counters_delete before delete on sys_document_counters for each row execute function hq_keep_counters();
create function hq_keep_billing() returns trigger language plpgsql as $$
begin
    raise exception 'what was billed is never emptied' using errcode = 'integrity_constraint_violation';
end $$;
create trigger sys_tenant_invoices_truncate before truncate on sys_tenant_invoices execute function hq_keep_billing();
create trigger sys_tenant_invoice_lines_truncate before truncate on sys_tenant_invoice_lines execute function hq_keep_billing();
create trigger sys_sellers_truncate before truncate on sys_sellers execute function hq_keep_billing();
create trigger sys_document_counters_truncate before truncate on sys_document_counters execute function hq_keep_billing();

-- A file that a mail carries is made when the mail is sent: which area makes it, of what, and what it is called.
alter table sys_mail_outbox add column attachment_source text, add column attachment_of uuid, add column attachment_name text,
    add constraint sys_mail_outbox_attachment check (num_nonnulls(attachment_source, attachment_of, attachment_name) in (0, 3));
create index sys_mail_outbox_attachment_idx on sys_mail_outbox (attachment_of) where attachment_of is not null;

-- Who reads bills, who writes and who corrects them. Super admins hold every permission.
insert into sys_platform_role_permissions (role_id, permission)
select r.id, p.permission
  from (values
    ('billing', 'billing:read'), ('billing', 'billing:draft'), ('billing', 'billing:issue'), ('billing', 'billing:correct'),
    ('billing', 'billing:settings'), ('billing', 'billing:export'), ('analyst', 'billing:read'), ('auditor', 'billing:read')
  ) as p (role, permission)
  join sys_platform_roles r on r.code = p.role
on conflict do nothing;
