-- What the demonstration is invented from. Every name is made of common words; the addresses end in .example, which nobody owns.

-- The planner writes these out in place, which makes them fast, as long as no argument but a plain column is used twice.

-- An even number below `size` for tenant `i`; `salt` tells one decision about it from another.
create function pg_temp.roll(i bigint, salt bigint, size bigint) returns bigint language sql immutable
    return (hashint8extended(i, salt) & 9223372036854775807) % size;

-- An id that sorts by time, as the console's own do (UUID version 7).
create function pg_temp.id_at(at timestamptz, i bigint, salt bigint) returns uuid language sql stable
    return (lpad(to_hex((date_part('epoch', at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(i & 4095), 3, '0')
            || 'a' || substr(lpad(to_hex(hashint8extended(i, salt)), 16, '0'), 2))::uuid;

-- A moment moved into the hours in which staff work (Sunday to Thursday, eight to five); the last three days stay as they are.
create function pg_temp.at_work(at timestamptz, now timestamptz, i bigint, salt bigint) returns timestamptz language sql stable
    return case when at > now - interval '3 days' then at
                else (date_trunc('day', at at time zone 'Asia/Muscat')
                      - case extract(dow from at at time zone 'Asia/Muscat') when 5 then 1 when 6 then 2 else 0 end * interval '1 day'
                      + interval '8 hours' + pg_temp.roll(i, salt, 32400) * interval '1 second') at time zone 'Asia/Muscat' end;

create temp table demo_words on commit drop as select
    array['Al Noor', 'Al Waha', 'Al Safa', 'Al Marjan', 'Al Lulu', 'Al Yasmin', 'Al Rayhan', 'Al Nada', 'Al Amal', 'Al Barakah',
          'Al Wadi', 'Al Jabal', 'Al Bahr', 'Al Shurooq', 'Al Fajr', 'Al Hilal', 'Al Nujoom', 'Al Qamar', 'Al Dana', 'Al Mina',
          'Al Sahel', 'Al Rimal', 'Al Nakheel', 'Al Rawdah', 'Al Bustan', 'Al Zahra', 'Al Ward', 'Al Luban', 'Al Oud', 'Al Misk',
          'Al Anbar', 'Al Kheir', 'Al Itqan', 'Al Naqaa', 'Al Manara', 'Al Qalaa', 'Al Hisn', 'Al Falaj', 'Al Ghadeer', 'Al Nabaa',
          'Al Diyar', 'Al Khaleej', 'Al Jazeera', 'Al Masa', 'Al Hareer', 'Al Qutn', 'Al Anaqa', 'Al Raqi', 'Al Muheet', 'Al Sadaf',
          'Al Areej', 'Al Samaa', 'Al Rabee', 'Al Miyah', 'Al Bayraq', 'Al Durrah'] as core_en,
    array['النور', 'الواحة', 'الصفا', 'المرجان', 'اللؤلؤ', 'الياسمين', 'الريحان', 'الندى', 'الأمل', 'البركة',
          'الوادي', 'الجبل', 'البحر', 'الشروق', 'الفجر', 'الهلال', 'النجوم', 'القمر', 'الدانة', 'الميناء',
          'الساحل', 'الرمال', 'النخيل', 'الروضة', 'البستان', 'الزهراء', 'الورد', 'اللبان', 'العود', 'المسك',
          'العنبر', 'الخير', 'الإتقان', 'النقاء', 'المنارة', 'القلعة', 'الحصن', 'الفلج', 'الغدير', 'النبع',
          'الديار', 'الخليج', 'الجزيرة', 'الماسة', 'الحرير', 'القطن', 'الأناقة', 'الراقي', 'المحيط', 'الصدف',
          'الأريج', 'السماء', 'الربيع', 'المياه', 'البيرق', 'الدرة'] as core_ar,
    array['% Laundry', '% Express Laundry', '% Steam Laundry', '% Wash & Fold', '% Laundry Services', '% Modern Laundry',
          '% Dry Cleaning', '% Garment Care', '% Dry Cleaners',
          '% Laundry & Dry Cleaning', '% Clean & Press', '% Fabric Care'] as kind_en,
    array['مغسلة %', 'مغسلة % السريعة', 'مغسلة % بالبخار', '% للغسيل والطي', '% لخدمات الغسيل', 'مغسلة % الحديثة',
          '% للتنظيف الجاف', '% للعناية بالملابس', 'مؤسسة % للتنظيف الجاف',
          '% للغسيل والتنظيف الجاف', '% للغسيل والكي', '% للعناية بالأقمشة'] as kind_ar,
    array['laundry', 'laundry', 'laundry', 'laundry', 'laundry', 'laundry', 'dry_cleaning', 'dry_cleaning', 'dry_cleaning',
          'both', 'both', 'both'] as kind_code,
    array['Salim', 'Ahmed', 'Khalid', 'Said', 'Nasser', 'Hamad', 'Yusuf', 'Rashid', 'Sultan', 'Talal', 'Faisal', 'Omar',
          'Aisha', 'Maryam', 'Fatma', 'Huda', 'Amal', 'Noor', 'Layla', 'Salma', 'Zainab', 'Muna', 'Reem', 'Shamsa'] as first_en,
    array['سالم', 'أحمد', 'خالد', 'سعيد', 'ناصر', 'حمد', 'يوسف', 'راشد', 'سلطان', 'طلال', 'فيصل', 'عمر',
          'عائشة', 'مريم', 'فاطمة', 'هدى', 'أمل', 'نور', 'ليلى', 'سلمى', 'زينب', 'منى', 'ريم', 'شمسة'] as first_ar,
    array['Al Habsi', 'Al Rashdi', 'Al Maamari', 'Al Shibli', 'Al Farsi', 'Al Amri', 'Al Jabri', 'Al Hosni', 'Al Kalbani', 'Al Mansoori',
          'Al Otaibi', 'Al Dosari', 'Al Kuwari', 'Al Enezi', 'Al Khalifi', 'Al Suwaidi'] as family_en,
    array['الحبسي', 'الراشدي', 'المعمري', 'الشبلي', 'الفارسي', 'العامري', 'الجابري', 'الحوسني', 'الكلباني', 'المنصوري',
          'العتيبي', 'الدوسري', 'الكواري', 'العنزي', 'الخليفي', 'السويدي'] as family_ar,
    array['vip', 'chain', 'hotel-linen', 'delivery', 'referral', 'pilot', 'carpets', 'university', 'seasonal', 'watch'] as tags,
    array['Asked for a call after Ramadan about a second branch.', 'يفضّل التواصل عبر واتساب بعد الساعة الرابعة.',
          'Moved from paper tickets; the price list came by e-mail.', 'طلب تدريبًا إضافيًا لموظفي الاستقبال.',
          'Washes for two hotels; invoices go to head office.', 'الفاتورة تُرسل إلى المحاسب وليس إلى المدير.',
          'Wants the driver app as soon as the second van arrives.', 'اتُّفق على مراجعة الباقة في نهاية الربع.',
          'Interested in carpets by the square metre.', 'زيارة ميدانية ناجحة، والفريق متعاون.',
          'The owner signs; the branch manager decides day to day.', 'يحتاج إلى قائمة أسعار باللغتين.'] as notes,
    array['#0f766e', '#1d4ed8', '#7c3aed', '#be123c', '#b45309', '#166534', '#0e7490', '#4338ca'] as colours,
    -- Why tenants are suspended: category and words belong together.
    array['payment_overdue', 'payment_overdue', 'payment_overdue', 'payment_overdue', 'policy_violation', 'customer_request', 'security_concern', 'other'] as causes,
    array['Two invoices are open for more than thirty days.', 'The invoice of last month came back unpaid.', 'لم تُسدَّد فاتورتان منذ أكثر من شهر.',
          'Two invoices are open for more than thirty days.', 'The account was shared with a business that is not a tenant.',
          'Closed for renovation; the owner asked us to pause the account.', 'Sign-ins from an unknown place; the owner confirmed they were not theirs.',
          'Change of ownership; waiting for the new papers.'] as whys,
    array['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
          'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
          'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'] as browsers;

create temp table demo_countries on commit drop as
select country.*, places.*, lag(places.share_to, 1, 0) over (order by places.share_to) as share_from, cardinality(places.city_en) as cities
  from jsonb_to_recordset(current_setting('demo.countries')::jsonb)
       as country (code text, currency text, timezone text, first_day smallint)
  -- dial: the code and the first digit of a mobile; digits: how many follow; share_to: up to which hundredth the country reaches
  join (values
    ('OM', 52, '+9689', 7, array['Muscat', 'Seeb', 'Sohar', 'Salalah', 'Nizwa', 'Sur', 'Barka', 'Ibri', 'Rustaq', 'Buraimi'],
        array['مسقط', 'السيب', 'صحار', 'صلالة', 'نزوى', 'صور', 'بركاء', 'عبري', 'الرستاق', 'البريمي']),
    ('AE', 70, '+9715', 8, array['Dubai', 'Abu Dhabi', 'Sharjah', 'Al Ain', 'Ajman', 'Fujairah'],
        array['دبي', 'أبوظبي', 'الشارقة', 'العين', 'عجمان', 'الفجيرة']),
    ('SA', 85, '+9665', 8, array['Riyadh', 'Jeddah', 'Dammam', 'Khobar', 'Madinah', 'Abha'],
        array['الرياض', 'جدة', 'الدمام', 'الخبر', 'المدينة المنورة', 'أبها']),
    ('QA', 90, '+9743', 7, array['Doha', 'Al Wakrah', 'Al Khor', 'Lusail'], array['الدوحة', 'الوكرة', 'الخور', 'لوسيل']),
    ('KW', 95, '+9656', 7, array['Kuwait City', 'Salmiya', 'Hawalli', 'Farwaniya'], array['مدينة الكويت', 'السالمية', 'حولي', 'الفروانية']),
    ('BH', 100, '+9733', 7, array['Manama', 'Muharraq', 'Riffa', 'Isa Town'], array['المنامة', 'المحرق', 'الرفاع', 'مدينة عيسى'])
  ) as places (place, share_to, dial, digits, city_en, city_ar) on places.place = country.code;

-- The people of the platform, in an order that does not depend on their ids.
create temp table demo_staff on commit drop as
select u.id, u.name, u.email, u.created_at,
       exists (select from sys_platform_user_roles ur join sys_platform_roles r on r.id = ur.role_id
                where ur.user_id = u.id and r.code in ('super_admin', 'support_manager')) as creates,
       exists (select from sys_platform_user_roles ur join sys_platform_roles r on r.id = ur.role_id
                where ur.user_id = u.id and r.code in ('super_admin', 'support_manager', 'support')) as owns,
       row_number() over (order by u.email) as place
  from sys_platform_users u where u.status = 'active';
