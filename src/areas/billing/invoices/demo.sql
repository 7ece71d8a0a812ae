-- Who sells, as a registered company would have filled it in.
insert into sys_sellers (id, name, name2, address, address2, vat_number, registration, email, phone, bank_name, iban, swift, created_at)
values (md5('demo seller')::uuid, 'CleanMateX LLC', 'كلين ميت إكس ش.م.م', E'Way 3052, Al Khuwair\nMuscat, Oman', E'سكة 3052، الخوير\nمسقط، عُمان',
        'OM1100004242', '1338421', 'billing@cleanmatex.example', '+96824000000', 'Bank of the Harbour', 'OM810180000001299123456', 'HARBOMRU',
        current_setting('demo.now')::timestamptz - interval '200 days');

-- One line an invoice: the plan on the first of each of four months, and some work done lately.
create temporary table demo_bills on commit drop as
with today as (select (current_setting('demo.now')::timestamptz at time zone 'Asia/Muscat')::date as day),
payers as (
    select t.*, p.name as plan_name, p.name2 as plan_name2, v.monthly_minor, row_number() over (order by t.number) as place
      from sys_tenants t join sys_plans p on p.code = t.plan_code join v_plan_terms v on v.version_id = p.offered_version_id
     where t.stage in ('active', 'suspended') and v.monthly_minor > 0
),
bills as (
    select p.id as tenant_id, p.place, 'run' as origin, 'subscription' as kind, p.plan_code as item, p.plan_name || ' plan' as description,
           'باقة ' || p.plan_name2 as description2, 1 as quantity, p.monthly_minor as unit, m.first as issued_on, m.first as period_start,
           (m.first + interval '1 month')::date as period_end, m.back, abs(hashtext(p.code || m.back)) % 100 as luck
      from payers p, today, lateral (select back, (date_trunc('month', today.day) - back * interval '1 month')::date as first
                                       from generate_series(0, 3) back) m
     where p.place <= 14 and m.first >= p.signed_on
    union all
    select p.id, p.place, 'manual', (array['setup_fee', 'add_on', 'adjustment'])[1 + p.place % 3], '',
           (array['Set-up of a new branch', 'Training on site', 'Extra report'])[1 + p.place % 3],
           (array['تأسيس فرع جديد', 'تدريب في الموقع', 'تقرير إضافي'])[1 + p.place % 3], 1 + p.place % 2, 45000, today.day - (greatest(p.place - 3, 0) / 3)::integer, null, null,
           -1, abs(hashtext(p.code || 'extra')) % 100
      from payers p, today where p.place <= 16
)
select b.*, md5('demo invoice ' || b.tenant_id || b.back)::uuid as id,
       case when b.back = -1 and b.place <= 2 then 'draft'
            when b.back = -1 then case when b.issued_on < today.day and b.luck < 25 then 'paid' else 'issued' end
            when b.back = 3 and b.luck < 8 then 'uncollectible'
            when b.back > 0 and b.luck between 8 and 14 then 'credited'
            when b.luck between 15 and 19 then 'void'
            when b.luck < (array[70, 92, 97, 99])[b.back + 1] then 'paid'
            when b.luck > 95 then 'partially_paid'
            else 'issued' end as fate,
       -- In the order of the day, but the last of today a while ago.
       least(b.issued_on::timestamp at time zone 'Asia/Muscat' + interval '9 hours' + b.place * interval '1 minute',
             current_setting('demo.now')::timestamptz - interval '10 minutes' + b.place * interval '1 second') as issued_at
  from bills b, today;

create temporary table demo_papers on commit drop as
with reckoned as (
    select b.*, t.currency, t.country_code, b.quantity * b.unit as amount,
           case t.country_code when 'OM' then 500 when 'AE' then 500 when 'SA' then 1500 when 'BH' then 1000 else 0 end as rate
      from demo_bills b join sys_tenants t on t.id = b.tenant_id
),
invoices as (select *, round(amount * rate / 10000.0)::bigint as vat, null::uuid as corrects_id, 'INV' as series from reckoned),
-- What was credited was given back in full a few days later.
notes as (
    select tenant_id, place, 'correction' as origin, kind, item, description, description2, quantity, unit, issued_on + 4 as issued_on, null::date as period_start,
           null::date as period_end, back, luck, md5('demo credit ' || id)::uuid as id, 'paid' as fate, issued_at + interval '4 days' as issued_at,
           currency, country_code, amount, rate, vat, id as corrects_id, 'CRN' as series
      from invoices where fate = 'credited'
)
select d.*, d.fate <> 'draft' as issued, d.amount + d.vat as total,
       row_number() over (partition by d.series, d.fate <> 'draft', extract(year from d.issued_on) order by d.issued_at, d.id) as number,
       case when d.fate in ('paid', 'credited') then d.amount + d.vat when d.fate = 'partially_paid' then (d.amount + d.vat) / 2 else 0 end as settled
  from (select * from invoices union all select * from notes) d;

insert into sys_tenant_invoices (id, tenant_id, kind, origin, status, series, year, number, reference, issued_on, issued_at, issued_in, due_on, period_start,
       period_end, currency, seller_id, buyer_name, buyer_name2, buyer_address, buyer_country_code, buyer_vat_number, buyer_email, buyer_language,
       amount_minor, discount_minor, taxable_minor, vat_minor, total_minor, settled_minor, credited_minor, corrects_id, reason, created_by, created_at,
       voided_on, written_off_on)
select d.id, d.tenant_id, case d.series when 'INV' then 'invoice' else 'credit_note' end, d.origin,
       case when d.fate = 'credited' then 'paid' else d.fate end,
       case when d.issued then d.series end, case when d.issued then extract(year from d.issued_on)::smallint end, case when d.issued then d.number end,
       case when d.issued then d.series || '-' || extract(year from d.issued_on) || '-' || lpad(d.number::text, 6, '0') end,
       case when d.issued then d.issued_on end, case when d.issued then d.issued_at end, case when d.issued then pg_current_xact_id() end,
       case when d.issued then d.issued_on + 14 end, d.period_start, d.period_end, d.currency,
       case when d.issued then md5('demo seller')::uuid end, case when d.issued then t.name end, case when d.issued then t.name2 end,
       case when d.issued then concat_ws(E'\n', t.address, t.city) end, case when d.issued then t.country_code end, case when d.issued then t.tax_id end,
       case when d.issued then t.email end, case when d.issued then t.default_language end,
       d.amount, 0, d.amount, d.vat, d.total, d.settled, case when d.fate = 'credited' then d.total else 0 end, d.corrects_id,
       case when d.series = 'CRN' then 'The branch was closed that month.' end,
       case when d.origin <> 'run' then (select id from sys_platform_users where email = 'billing@demo.test') end, d.issued_at,
       case when d.fate = 'void' then d.issued_on end, case when d.fate = 'uncollectible' then d.issued_on + 80 end
  from demo_papers d join sys_tenants t on t.id = d.tenant_id
 order by d.series desc;

insert into sys_tenant_invoice_lines (invoice_id, position, kind, item, description, description2, quantity, unit_minor, period_start, period_end,
       vat_basis_points, amount_minor, discount_minor, taxable_minor, vat_minor, total_minor, corrects_position)
select id, 1, kind, item, description, description2, quantity, unit, period_start, period_end, rate, amount, 0, amount, vat, total,
       case when corrects_id is not null then 1 end
  from demo_papers;

-- The next document gets the next number.
insert into sys_document_counters (series, year, last)
select series, extract(year from issued_on), max(number) from demo_papers where issued group by 1, 2;
