# المستأجرون: القائمة وصفحات المستأجر الواحد.

nav-tenants = المستأجرون
tenants-sub = المغاسل ومحلات التنظيف الجاف على المنصة.
tenants-caption = المستأجرون
tenants-new = مستأجر جديد
tenants-import = استيراد
tenants-search = ابحث بالاسم أو البريد الإلكتروني أو الهاتف أو الرمز
tenants-search-code = ابحث بالرمز
tenants-column-name = الاسم
tenants-column-code = الرمز
tenants-column-created = تاريخ الإنشاء
tenants-pseudonyms = ترى المستأجرين برموزهم فقط. إن احتاج عملك إلى أسمائهم فاطلب ذلك من مدير النظام.
tenants-pseudonym = ترى هذا المستأجر برمزه فقط. الأسماء وبيانات الاتصال والوسوم محجوبة.
tenants-none-title = لا يوجد مستأجرون مطابقون
tenants-none-code-text = ترى المستأجرين برموزهم فقط، فابحث بالرمز، مثل T-00012.
tenants-empty-title = لا يوجد مستأجرون بعد
tenants-empty-text = أنشئ أول مستأجر يدويًا، أو استورد قائمة.
tenants-past-end-title = لا توجد نتائج أخرى
tenants-past-end-text = لم يعد مستأجرو هذه الصفحة ضمن القائمة.
tenants-past-end-go = العودة إلى الصفحة الأولى

# المراحل
tenants-stage-trial = تجريبي
tenants-stage-active = نشط
tenants-stage-suspended = موقوف
tenants-stage-cancelled = ملغى
tenants-stage-churned = مغادر
tenants-mode-read-only = للقراءة فقط
tenants-mode-blocked = محظور
tenants-closed = غادر هذا المستأجر المنصة. تبقى بياناته محفوظة كما كانت ولا يمكن تعديلها.

# الحقول
tenants-field-name = الاسم
tenants-field-name2 = الاسم بالعربية
tenants-field-slug = معرّف الرابط
tenants-field-business-type = نوع النشاط
tenants-field-contact-name = جهة الاتصال
tenants-field-email = البريد الإلكتروني
tenants-field-phone = الهاتف
tenants-field-address = العنوان
tenants-field-city = المدينة
tenants-field-country = الدولة
tenants-field-timezone = المنطقة الزمنية
tenants-field-currency = العملة
tenants-field-default-language = اللغة
tenants-field-plan = الباقة
tenants-field-owner = مسؤول الحساب
tenants-field-tag = الوسم
tenants-field-tags = الوسوم
tenants-field-signed-on = تاريخ الاشتراك
tenants-field-stage = المرحلة
tenants-field-since = منذ
tenants-field-reason = السبب
tenants-field-trial-ends = نهاية الفترة التجريبية
tenants-field-subscription = الاشتراك
tenants-field-cycle = دورة الفوترة
tenants-field-period = الفترة الحالية
tenants-field-role = الصفة
tenants-field-note = الملاحظة
tenants-field-pinned = تثبيت في الأعلى
tenants-field-date-format = تنسيق التاريخ
tenants-field-time-format = تنسيق الوقت
tenants-field-first-day-of-week = أول أيام الأسبوع
tenants-field-tax-id = الرقم الضريبي
tenants-field-commercial-registration = رقم السجل التجاري
tenants-field-primary-color = اللون الأساسي
tenants-field-secondary-color = اللون الثانوي
tenants-field-accent-color = لون التمييز
tenants-field-logo = الشعار
tenants-field-remove-logo = إزالة الشعار الحالي

# القيم
tenants-business-laundry = مغسلة
tenants-business-dry-cleaning = تنظيف جاف
tenants-business-both = مغسلة وتنظيف جاف
tenants-owner-none = غير مُسنَد
tenants-tags-none = بلا وسوم
tenants-tags-known = الوسوم المستخدمة:
tenants-from-country = حسب الدولة
tenants-time-24h = 24 ساعة (14:05)
tenants-time-12h = 12 ساعة (2:05 م)
tenants-day-sunday = الأحد
tenants-day-monday = الاثنين
tenants-day-tuesday = الثلاثاء
tenants-day-wednesday = الأربعاء
tenants-day-thursday = الخميس
tenants-day-friday = الجمعة
tenants-day-saturday = السبت
tenants-plan-by-contract = السعر حسب العقد
tenants-plan-monthly = { $price } ر.ع. شهريًا
tenants-plan-free-days = { $count ->
    [zero] بلا أيام مجانية
    [one] مجانًا ليوم واحد
    [two] مجانًا ليومين
    [few] مجانًا لمدة { $shown } أيام
    [many] مجانًا لمدة { $shown } يومًا
   *[other] مجانًا لمدة { $shown } يوم
}
tenants-trial-left = { $count ->
    [zero] اليوم الأخير
    [one] تبقّى يوم واحد
    [two] تبقّى يومان
    [few] تبقّت { $shown } أيام
    [many] تبقّى { $shown } يومًا
   *[other] تبقّى { $shown } يوم
}
tenants-trial-over = انتهت
tenants-no-subscription = لا يوجد اشتراك سارٍ
tenants-cycle-monthly = شهرية
tenants-cycle-quarterly = ربع سنوية
tenants-cycle-annual = سنوية
tenants-subscription-trialing = تجريبي
tenants-subscription-active = نشط
tenants-subscription-past-due = متأخر السداد
tenants-subscription-suspended = موقوف
tenants-subscription-cancelled = ملغى
tenants-subscription-expired = منتهٍ

# النموذج
tenants-new-sub = يُنشأ المستأجر مع فرع رئيسي واشتراك وقائمة تهيئة، وتُرسل إليه رسالة ترحيب.
tenants-create = إنشاء المستأجر
tenants-edit = تعديل { $name }
tenants-section-identity = النشاط
tenants-section-identity-hint = الاسم الذي يعرفه به العملاء والموظفون.
tenants-section-contact = الاتصال
tenants-section-contact-hint = الشخص الذي نراسله ونتصل به.
tenants-section-place = الدولة واللغة
tenants-section-place-hint = تُحدَّد المنطقة الزمنية والعملة حسب الدولة ما لم تختر غيرهما.
tenants-section-plan = الباقة
tenants-section-plan-hint = تبدأ الفترة التجريبية اليوم، وتُفعَّل الباقة المدفوعة فورًا.
tenants-section-care = إدارة الحساب
tenants-section-care-hint = من يتولى شؤون هذا المستأجر في الإدارة.
tenants-hint-name2 = كما يراه العملاء بالعربية.
tenants-hint-slug = أحرف لاتينية صغيرة وأرقام وشرطات. إذا تُرك فارغًا أُنشئ من الاسم.
tenants-hint-email = تُرسل إليه رسالة الترحيب. لكل مستأجر بريد إلكتروني خاص به.
tenants-hint-phone = مع رمز الدولة، أو كما يُطلب داخل الدولة.
tenants-hint-default-language = لغة الرسائل التي نرسلها إلى المستأجر.
tenants-hint-signed-on = إذا تُرك فارغًا استُخدم تاريخ اليوم.
tenants-hint-tags = افصل بين الوسوم بفواصل.
tenants-hint-plan-fixed = تتغير الباقة مع الاشتراك، لا من هنا.
tenants-error-name-missing = أدخل الاسم
tenants-error-name-length = استخدم من حرفين إلى 250 حرفًا في الاسم
tenants-error-name-letters = استخدم أحرفًا أو أرقامًا في الاسم
tenants-error-name2-length = استخدم من حرفين إلى 250 حرفًا في الاسم بالعربية
tenants-error-name2-letters = استخدم أحرفًا أو أرقامًا في الاسم بالعربية
tenants-error-slug-missing = أدخل معرّف الرابط
tenants-error-slug-length = استخدم من 3 أحرف إلى 50 حرفًا في معرّف الرابط
tenants-error-slug-characters = استخدم الأحرف من a إلى z والأرقام والشرطات فقط في معرّف الرابط
tenants-error-slug-hyphens = استخدم شرطات مفردة في معرّف الرابط، بين الأحرف أو الأرقام فقط
tenants-error-slug-reserved = معرّف الرابط هذا محجوز للمنصة. اختر غيره
tenants-error-slug-taken = معرّف الرابط هذا مستخدم لمستأجر آخر. اختر غيره
tenants-error-business-type = اختر نوع النشاط
tenants-error-contact-name-long = لا تتجاوز 250 حرفًا في اسم جهة الاتصال
tenants-error-email-missing = أدخل البريد الإلكتروني
tenants-error-email-wrong = أدخل البريد الإلكتروني بالصيغة name@example.com
tenants-error-email-taken = هذا البريد الإلكتروني مستخدم لمستأجر آخر. أدخل بريدًا مختلفًا
tenants-error-phone-characters = استخدم الأرقام والمسافات وعلامة + واحدة فقط في رقم الهاتف
tenants-error-phone-length = أدخل رقم الهاتف مع رمز الدولة، مثل ‎+968 9212 3456
tenants-error-phone-code = لا توجد دولة برمز الاتصال الذي يبدأ به هذا الرقم. تحقق من أرقامه الأولى
tenants-error-phone-country = لا يبدو هذا رقم هاتف في { $country }. تحقق من الرقم، أو ابدأ بعلامة + ورمز الدولة
tenants-error-address-long = لا تتجاوز 500 حرف في العنوان
tenants-error-city-long = لا تتجاوز 100 حرف في المدينة
tenants-error-country-missing = اختر الدولة
tenants-error-country-unknown = اختر دولة من القائمة
tenants-error-timezone = اختر منطقة زمنية من القائمة، مثل Asia/Muscat
tenants-error-currency = اختر عملة من القائمة
tenants-error-language = اختر الإنجليزية أو العربية
tenants-error-plan = اختر الباقة
tenants-error-plan-fixed = لا يمكن تغيير الباقة هنا، فهي تتغير مع الاشتراك
tenants-error-owner = اختر شخصًا من القائمة، أو اترك الحساب غير مُسنَد
tenants-error-owner-stale = تغيّر مسؤول الحساب في هذه الأثناء. تحقق ثم احفظ من جديد
tenants-error-tags-many = استخدم 20 وسمًا على الأكثر
tenants-error-tags-long = لا تتجاوز 40 حرفًا في الوسم الواحد
tenants-error-tags-stale = تغيّرت الوسوم في هذه الأثناء. تحقق ثم احفظ من جديد
tenants-error-signed-on = أدخل تاريخ الاشتراك بالسنة والشهر واليوم، مثل 2026-03-14
tenants-error-signed-on-range = أدخل تاريخ اشتراك بين عام 1970 وسنة من الآن

# مستأجر واحد
tenants-tabs = صفحات هذا المستأجر
tenants-tab-overview = نظرة عامة
tenants-tab-settings = الإعدادات
tenants-menu = إجراءات { $name }
tenants-change = تغيير
tenants-remove = إزالة
tenants-removed-kept = يبقى المحتوى محفوظًا في سجل النشاط.
tenants-card-identity = النشاط
tenants-card-contact = جهة الاتصال الرئيسية
tenants-card-plan = الباقة والاشتراك
tenants-card-contacts = جهات اتصال أخرى
tenants-card-notes = الملاحظات
tenants-card-care = إدارة الحساب
tenants-card-onboarding = التهيئة
tenants-card-branches = الفروع
tenants-card-history = النشاط الأخير
tenants-branch-main = الرئيسي
tenants-branch-unnamed = الفرع { $number }
tenants-history-all = سجل النشاط كاملًا
tenants-history-empty-title = لا توجد تغييرات بعد
tenants-onboarding-progress = اكتمل { $done } من { $all }
tenants-step-done = مكتملة
tenants-owner-change = تغيير مسؤول الحساب
tenants-tags-change = تغيير الوسوم

# جهات الاتصال
tenants-contact-new = إضافة جهة اتصال
tenants-contact-edit = تعديل جهة الاتصال
tenants-contact-remove = إزالة { $name }
tenants-contact-remove-effect = لن تظهر جهة الاتصال في صفحة المستأجر بعد الآن.
tenants-contacts-none = لا توجد جهات اتصال أخرى. جهة الاتصال الرئيسية معروضة أعلاه.
tenants-hint-role = مثل المالك أو المحاسب أو مدير الفرع.
tenants-error-contact-name-missing = أدخل اسم جهة الاتصال
tenants-error-contact-name-length = استخدم من حرفين إلى 250 حرفًا في اسم جهة الاتصال
tenants-error-contact-name-letters = استخدم أحرفًا في اسم جهة الاتصال
tenants-error-contact-role-long = لا تتجاوز 250 حرفًا في الصفة
tenants-error-contact-unreachable = أدخل بريدًا إلكترونيًا أو رقم هاتف لجهة الاتصال

# الملاحظات
tenants-note-new = إضافة ملاحظة
tenants-note-add = إضافة الملاحظة
tenants-note-pin = تثبيت
tenants-note-unpin = إلغاء التثبيت
tenants-note-remove = إزالة هذه الملاحظة
tenants-note-placeholder = ما الذي ينبغي أن يعرفه زملاؤك؟
tenants-notes-none = لا توجد ملاحظات بعد.
tenants-pinned = مثبّتة
tenants-error-note-missing = اكتب الملاحظة
tenants-error-note-long = لا تتجاوز 5,000 حرف في الملاحظة

# الإعدادات
tenants-section-regional = الإعدادات الإقليمية
tenants-section-registration = التسجيل الرسمي
tenants-section-branding = الهوية البصرية
tenants-section-colours = الألوان
tenants-section-colours-hint = علامة # وست خانات سداسية عشرية لكل لون، مثل ‎#1f5fae.
tenants-section-logo = الشعار
tenants-branding-edit = تعديل الهوية البصرية
tenants-branding-sub = تظهر لعملاء المستأجر في الإيصالات والصفحات.
tenants-colours-now = الألوان الحالية
tenants-logo-none = لا يوجد شعار بعد.
tenants-logo-stored = الشعار المحفوظ
tenants-logo-new = شعار جديد (اختر الملف من جديد)
tenants-logo-removed = بلا شعار
tenants-logo-alt = الشعار
tenants-hint-logo = صورة PNG أو JPEG لا تتجاوز 512 كيلوبايت و2,000 × 2,000 بكسل.
tenants-contrast = { $ratio } : 1 على الأبيض
tenants-contrast-low = فاتح لا يصلح للنصوص على الأبيض
tenants-error-date-format = اختر تنسيق التاريخ
tenants-error-time-format = اختر نظام 24 ساعة أو 12 ساعة
tenants-error-first-day = اختر أول أيام الأسبوع
tenants-error-tax-id-long = لا تتجاوز 50 حرفًا في الرقم الضريبي
tenants-error-registration-long = لا تتجاوز 50 حرفًا في رقم السجل التجاري
tenants-error-colour = أدخل اللون بعلامة # تليها ست خانات من الأرقام أو الأحرف من a إلى f، مثل ‎#1f5fae
tenants-error-logo-large = اختر شعارًا لا يتجاوز 512 كيلوبايت
tenants-error-logo-kind = اختر صورة PNG أو JPEG سليمة
tenants-error-logo-pixels = اختر شعارًا لا يتجاوز 2,000 × 2,000 بكسل

# ما يقال بعد الإجراء
tenants-created = أُنشئ المستأجر، ورسالة الترحيب في طريقها إليه.
tenants-saved = حُفظت التغييرات.
tenants-unchanged = لم يتغيّر شيء، فالقيم هي نفسها.
tenants-settings-saved = حُفظت الإعدادات.
tenants-branding-saved = حُفظت الهوية البصرية.
tenants-owner-changed = تغيّر مسؤول الحساب.
tenants-tags-changed = تغيّرت الوسوم.
tenants-contact-added = أُضيفت جهة الاتصال.
tenants-contact-saved = حُفظت جهة الاتصال.
tenants-contact-removed = أُزيلت جهة الاتصال.
tenants-note-added = أُضيفت الملاحظة.
tenants-note-pinned = ثُبّتت الملاحظة.
tenants-note-unpinned = أُلغي تثبيت الملاحظة.
tenants-note-removed = أُزيلت الملاحظة.

# سجل التدقيق
action-tenant-created = إنشاء المستأجر
action-tenant-edited = تعديل بيانات المستأجر
action-tenant-activated = تفعيل المستأجر
action-tenant-suspended = إيقاف المستأجر
action-tenant-reactivated = إعادة تفعيل المستأجر
action-tenant-cancelled = إلغاء اشتراك المستأجر
action-tenant-churned = تسجيل مغادرة المستأجر
action-tenant-settings-changed = تغيير الإعدادات
action-tenant-branding-changed = تغيير الهوية البصرية
action-tenant-owner-changed = تغيير مسؤول الحساب
action-tenant-tags-changed = تغيير الوسوم
action-tenant-contact-added = إضافة جهة اتصال
action-tenant-contact-edited = تعديل جهة اتصال
action-tenant-contact-removed = إزالة جهة اتصال
action-tenant-note-added = إضافة ملاحظة
action-tenant-note-pinned = تثبيت ملاحظة
action-tenant-note-unpinned = إلغاء تثبيت ملاحظة
action-tenant-note-removed = إزالة ملاحظة
action-tenants-exported = تصدير قائمة المستأجرين

# البريد
mail-welcome-subject = مرحبًا بكم في CleanMateX، { $tenant }
mail-welcome-body =
    مرحبًا { $contact }،

    أصبح لدى { $tenant } حساب على CleanMateX. سيعمل فريقنا معكم على إعداده: بيانات المنشأة، ثم الخدمات والأسعار، ثم أول طلب.

    سنتواصل معكم بشأن الخطوة التالية. وحتى ذلك الحين، يمكنكم الرد على هذه الرسالة بأي استفسار.
