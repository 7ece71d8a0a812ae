# المستأجرون: السجل وصفحات المستأجر الواحد.

nav-tenants = المستأجرون
tenants-sub = المغاسل ومحلات التنظيف الجاف على المنصة.
tenants-caption = المستأجرون
tenants-new = مستأجر جديد
tenants-import = استيراد
tenants-search = ابحث بالاسم أو البريد أو الهاتف أو الرمز
tenants-search-code = ابحث بالرمز
tenants-column-name = الاسم
tenants-column-code = الرمز
tenants-column-created = أُنشئ في
tenants-pseudonyms = ترى المستأجرين برموزهم. إن احتاج عملك إلى أسمائهم فاطلب ذلك من مدير عام.
tenants-pseudonym = ترى هذا المستأجر برمزه. لا تظهر الأسماء وبيانات الاتصال.
tenants-none-title = لا يوجد مستأجر مطابق
tenants-none-code-text = ترى المستأجرين برموزهم، فلا يُعثر عليهم إلا بالرمز. جرّب رمزًا مثل T-00012.
tenants-empty-title = لا يوجد مستأجرون بعد
tenants-empty-text = أنشئ أولهم يدويًا، أو استورد قائمة.
tenants-past-end-title = لا شيء بعد هذا
tenants-past-end-text = لم يعد في القائمة ما كان هنا من مستأجرين.
tenants-past-end-go = العودة إلى الصفحة الأولى

# المراحل
tenants-stage-trial = تجريبي
tenants-stage-active = نشط
tenants-stage-suspended = موقوف
tenants-stage-cancelled = ملغى
tenants-stage-churned = مغادر
tenants-mode-read-only = للقراءة فقط
tenants-mode-blocked = محجوب
tenants-closed = غادر هذا المستأجر المنصة. تُحفظ بياناته كما كانت ولا يمكن تغييرها.

# الحقول
tenants-field-name = الاسم
tenants-field-name2 = الاسم بالعربية
tenants-field-slug = اسم عنوان الويب
tenants-field-business-type = النشاط
tenants-field-contact-name = جهة الاتصال
tenants-field-email = البريد الإلكتروني
tenants-field-phone = الهاتف
tenants-field-address = العنوان
tenants-field-city = المدينة
tenants-field-country = البلد
tenants-field-timezone = المنطقة الزمنية
tenants-field-currency = العملة
tenants-field-default-language = اللغة
tenants-field-plan = الخطة
tenants-field-owner = مسؤول الحساب
tenants-field-tag = الوسم
tenants-field-tags = الوسوم
tenants-field-signed-on = تاريخ التوقيع
tenants-field-stage = المرحلة
tenants-field-since = منذ
tenants-field-reason = السبب
tenants-field-trial-ends = تنتهي التجربة في
tenants-field-subscription = الاشتراك
tenants-field-cycle = الفوترة
tenants-field-period = الفترة الحالية
tenants-field-role = الصفة
tenants-field-note = الملاحظة
tenants-field-pinned = ثبّتها في الأعلى
tenants-field-date-format = كتابة التاريخ
tenants-field-time-format = الساعة
tenants-field-first-day-of-week = يبدأ الأسبوع يوم
tenants-field-tax-id = الرقم الضريبي
tenants-field-commercial-registration = رقم السجل التجاري
tenants-field-primary-color = اللون الرئيسي
tenants-field-secondary-color = اللون الثاني
tenants-field-accent-color = لون التمييز
tenants-field-logo = الشعار
tenants-field-remove-logo = احذف الشعار الحالي

# القيم
tenants-business-laundry = مغسلة
tenants-business-dry-cleaning = تنظيف جاف
tenants-business-both = مغسلة وتنظيف جاف
tenants-owner-none = لا أحد
tenants-tags-none = بلا وسوم
tenants-tags-known = الوسوم المستعملة:
tenants-from-country = حسب البلد
tenants-time-24h = 24 ساعة (14:05)
tenants-time-12h = 12 ساعة (2:05 م)
tenants-day-sunday = الأحد
tenants-day-monday = الاثنين
tenants-day-tuesday = الثلاثاء
tenants-day-wednesday = الأربعاء
tenants-day-thursday = الخميس
tenants-day-friday = الجمعة
tenants-day-saturday = السبت
tenants-plan-by-contract = السعر بحسب العقد
tenants-plan-monthly = { $price } ر.ع. شهريًا
tenants-plan-free-days = { $count ->
    [zero] بلا أيام مجانية
    [one] مجانية ليوم واحد
    [two] مجانية ليومين
    [few] مجانية لمدة { $shown } أيام
    [many] مجانية لمدة { $shown } يومًا
   *[other] مجانية لمدة { $shown } يوم
}
tenants-trial-left = { $count ->
    [zero] اليوم الأخير
    [one] بقي يوم واحد
    [two] بقي يومان
    [few] بقيت { $shown } أيام
    [many] بقي { $shown } يومًا
   *[other] بقي { $shown } يوم
}
tenants-trial-over = انتهت
tenants-no-subscription = لا يوجد اشتراك سارٍ
tenants-cycle-monthly = شهريًا
tenants-cycle-quarterly = كل ثلاثة أشهر
tenants-cycle-annual = سنويًا
tenants-subscription-trialing = في التجربة
tenants-subscription-active = نشط
tenants-subscription-past-due = متأخر السداد
tenants-subscription-suspended = موقوف
tenants-subscription-cancelled = ملغى
tenants-subscription-expired = منتهٍ

# النموذج
tenants-new-sub = يُنشأ المستأجر مع فرعه الرئيسي واشتراكه وقائمة تهيئته، وتُرسل إليه رسالة ترحيب.
tenants-create = أنشئ المستأجر
tenants-edit = تعديل { $name }
tenants-section-identity = النشاط
tenants-section-identity-hint = ما يعرفه به العملاء والموظفون.
tenants-section-contact = الاتصال
tenants-section-contact-hint = من نراسله ونتصل به.
tenants-section-place = البلد واللغة
tenants-section-place-hint = تتبع المنطقة الزمنية والعملة البلدَ ما لم تُختر غيرهما.
tenants-section-plan = الخطة
tenants-section-plan-hint = تبدأ التجربة اليوم، وتُفعّل الخطة المدفوعة فورًا.
tenants-section-care = رعاية الحساب
tenants-section-care-hint = من يعتني بالمستأجر في الإدارة.
tenants-hint-name2 = كما يراه العملاء بالعربية.
tenants-hint-slug = حروف لاتينية صغيرة وأرقام وشرطات. إن تُرك فارغًا اشتُق من الاسم.
tenants-hint-email = تصله رسالة الترحيب. لكل مستأجر بريد خاص به.
tenants-hint-phone = مع رمز البلد، أو كما يُطلب داخل البلد.
tenants-hint-default-language = لغة رسائلنا إلى المستأجر.
tenants-hint-signed-on = تاريخ اليوم إن تُرك فارغًا.
tenants-hint-tags = افصل بين الوسوم بفواصل.
tenants-hint-plan-fixed = تتغير الخطة مع الاشتراك، لا من هنا.
tenants-error-name-missing = أدخل الاسم
tenants-error-name-length = استعمل من حرفين إلى 250 حرفًا في الاسم
tenants-error-name-letters = استعمل حروفًا أو أرقامًا في الاسم
tenants-error-name2-length = استعمل من حرفين إلى 250 حرفًا في الاسم بالعربية
tenants-error-name2-letters = استعمل حروفًا أو أرقامًا في الاسم بالعربية
tenants-error-slug-missing = أدخل اسم عنوان الويب
tenants-error-slug-length = استعمل من 3 أحرف إلى 50 حرفًا في اسم عنوان الويب
tenants-error-slug-characters = استعمل الحروف من a إلى z والأرقام والشرطات فقط في اسم عنوان الويب
tenants-error-slug-hyphens = ضع الشرطات بين الحروف أو الأرقام فقط في اسم عنوان الويب، واحدة في كل مرة
tenants-error-slug-reserved = تستعمل المنصة اسم عنوان الويب هذا. اختر غيره
tenants-error-slug-taken = لمستأجر آخر اسم عنوان الويب هذا. اختر غيره
tenants-error-business-type = اختر نشاط المنشأة
tenants-error-contact-name-long = لا تتجاوز 250 حرفًا في اسم جهة الاتصال
tenants-error-email-missing = أدخل البريد الإلكتروني
tenants-error-email-wrong = أدخل البريد الإلكتروني على صورة name@example.com
tenants-error-email-taken = لمستأجر آخر هذا البريد الإلكتروني. أدخل بريدًا خاصًا به
tenants-error-phone-characters = استعمل الأرقام والمسافات وعلامة + واحدة فقط في رقم الهاتف
tenants-error-phone-length = أدخل رقم الهاتف مع رمز البلد، مثل ‎+968 9212 3456
tenants-error-phone-country = لا يوجد في { $country } رقم هاتف كهذا. راجع الأرقام، أو ابدأ بعلامة + ورمز البلد
tenants-error-address-long = لا تتجاوز 500 حرف في العنوان
tenants-error-city-long = لا تتجاوز 100 حرف في المدينة
tenants-error-country-missing = اختر البلد
tenants-error-country-unknown = اختر بلدًا من القائمة
tenants-error-timezone = اختر منطقة زمنية من القائمة، مثل Asia/Muscat
tenants-error-currency = اختر عملة من القائمة
tenants-error-language = اختر الإنجليزية أو العربية
tenants-error-plan = اختر الخطة
tenants-error-plan-fixed = لا تُغيّر الخطة من هنا، بل مع الاشتراك
tenants-error-owner = اختر شخصًا من القائمة، أو لا أحد
tenants-error-owner-stale = تغيّر مسؤول الحساب وأنت تختار. راجع ثم احفظ مرة أخرى
tenants-error-tags-many = استعمل 20 وسمًا على الأكثر
tenants-error-tags-long = لا تتجاوز 40 حرفًا في الوسم الواحد
tenants-error-tags-stale = تغيّرت الوسوم وأنت تكتب. راجع ثم احفظ مرة أخرى
tenants-error-signed-on = أدخل يوم التوقيع سنةً وشهرًا ويومًا، مثل 2026-03-14
tenants-error-signed-on-range = أدخل يوم توقيع بين 1970 وسنة من الآن

# مستأجر واحد
tenants-tabs = صفحات هذا المستأجر
tenants-tab-overview = نظرة عامة
tenants-tab-settings = الإعدادات
tenants-tab-history = السجل
tenants-menu = إجراءات { $name }
tenants-change = تغيير
tenants-remove = إزالة
tenants-removed-kept = يبقى محتواها في السجل.
tenants-card-identity = النشاط
tenants-card-contact = جهة الاتصال الرئيسية
tenants-card-plan = الخطة والاشتراك
tenants-card-contacts = جهات اتصال أخرى
tenants-card-notes = الملاحظات
tenants-card-care = رعاية الحساب
tenants-card-onboarding = التهيئة
tenants-card-branches = الفروع
tenants-card-history = آخر ما حدث
tenants-branch-main = الرئيسي
tenants-history-all = السجل كاملًا
tenants-history-empty-title = لم يحدث شيء بعد
tenants-history-empty-text = يظهر هنا كل تغيير على هذا المستأجر.
tenants-onboarding-progress = أُنجز { $done } من { $all }
tenants-step-done = أُنجزت
tenants-step-setup-business-info = إدخال بيانات المنشأة
tenants-step-configure-branding = إعداد الهوية البصرية
tenants-step-add-products = إضافة الخدمات والأسعار
tenants-step-invite-team = دعوة الفريق
tenants-step-create-first-order = إنشاء أول طلب
tenants-step-configure-workflows = إعداد مسارات العمل
tenants-owner-change = تغيير مسؤول الحساب
tenants-tags-change = تغيير الوسوم

# جهات الاتصال
tenants-contact-new = إضافة جهة اتصال
tenants-contact-edit = تعديل جهة الاتصال
tenants-contact-remove = إزالة { $name }
tenants-contact-remove-effect = لن تظهر جهة الاتصال في صفحة المستأجر بعد ذلك.
tenants-contacts-none = لا أحد غير جهة الاتصال الرئيسية أعلاه.
tenants-hint-role = مثل المالك أو المحاسب أو مدير الفرع.
tenants-error-contact-name-missing = أدخل اسم جهة الاتصال
tenants-error-contact-name-length = استعمل من حرفين إلى 250 حرفًا في اسم جهة الاتصال
tenants-error-contact-name-letters = استعمل حروفًا في اسم جهة الاتصال
tenants-error-contact-role-long = لا تتجاوز 250 حرفًا في الصفة
tenants-error-contact-unreachable = أدخل بريدًا أو رقم هاتف ليمكن الوصول إلى جهة الاتصال

# الملاحظات
tenants-note-new = إضافة ملاحظة
tenants-note-add = أضف الملاحظة
tenants-note-pin = تثبيت
tenants-note-unpin = إلغاء التثبيت
tenants-note-remove = إزالة هذه الملاحظة
tenants-note-placeholder = ما الذي ينبغي أن يعرفه الزملاء؟
tenants-notes-none = لا ملاحظات بعد.
tenants-pinned = مثبّتة
tenants-error-note-missing = اكتب شيئًا في الملاحظة
tenants-error-note-long = لا تتجاوز 5,000 حرف في الملاحظة

# الإعدادات
tenants-section-regional = الإعدادات الإقليمية
tenants-section-registration = التسجيل
tenants-section-branding = الهوية البصرية
tenants-section-colours = الألوان
tenants-section-colours-hint = ست خانات لكل لون، مثل ‎#1f5fae.
tenants-section-logo = الشعار
tenants-branding-edit = تعديل الهوية البصرية
tenants-branding-sub = تظهر لعملاء المستأجر على الإيصالات والصفحات.
tenants-colours-now = الألوان الحالية
tenants-logo-none = لا شعار بعد.
tenants-logo-alt = الشعار
tenants-hint-logo = صورة PNG أو JPEG لا تتجاوز 512 كيلوبايت و2,000 × 2,000 بكسل.
tenants-contrast = { $ratio } : 1 على الأبيض
tenants-contrast-low = باهت لا يصلح لنص على الأبيض
tenants-error-date-format = اختر طريقة كتابة التاريخ
tenants-error-time-format = اختر 24 أو 12 ساعة
tenants-error-first-day = اختر اليوم الذي يبدأ به الأسبوع
tenants-error-tax-id-long = لا تتجاوز 50 حرفًا في الرقم الضريبي
tenants-error-registration-long = لا تتجاوز 50 حرفًا في رقم السجل التجاري
tenants-error-colour = أدخل اللون علامة # ثم ست خانات من الأرقام أو الحروف a إلى f، مثل ‎#1f5fae
tenants-error-logo-large = اختر شعارًا لا يتجاوز 512 كيلوبايت
tenants-error-logo-kind = اختر شعارًا يكون صورة PNG أو JPEG سليمة
tenants-error-logo-pixels = اختر شعارًا لا يتجاوز 2,000 × 2,000 بكسل

# ما يقال بعد الإجراء
tenants-created = أُنشئ المستأجر ورسالة الترحيب في طريقها إليه.
tenants-saved = حُفظت التغييرات.
tenants-unchanged = لم يتغير شيء، فكل شيء كان كذلك من قبل.
tenants-settings-saved = حُفظت الإعدادات.
tenants-branding-saved = حُفظت الهوية البصرية.
tenants-owner-changed = تغيّر مسؤول الحساب.
tenants-tags-changed = تغيّرت الوسوم.
tenants-contact-added = أُضيفت جهة الاتصال.
tenants-contact-saved = حُفظت جهة الاتصال.
tenants-contact-removed = أُزيلت جهة الاتصال.
tenants-note-added = أُضيفت الملاحظة.
tenants-note-pinned = ثُبّتت الملاحظة.
tenants-note-unpinned = لم تعد الملاحظة مثبّتة.
tenants-note-removed = أُزيلت الملاحظة.

# سجل التدقيق
action-tenant-created = أنشأ المستأجر
action-tenant-edited = عدّل المستأجر
action-tenant-activated = فعّل المستأجر
action-tenant-suspended = علّق المستأجر
action-tenant-reactivated = أعاد تفعيل المستأجر
action-tenant-cancelled = ألغى اشتراك المستأجر
action-tenant-churned = أغلق المستأجر نهائيًا
action-tenant-settings-changed = غيّر إعدادات
action-tenant-branding-changed = غيّر الهوية البصرية لـ
action-tenant-owner-changed = غيّر مسؤول حساب
action-tenant-tags-changed = غيّر وسوم
action-tenant-contact-added = أضاف جهة الاتصال
action-tenant-contact-edited = عدّل جهة الاتصال
action-tenant-contact-removed = أزال جهة الاتصال
action-tenant-note-added = أضاف ملاحظة على
action-tenant-note-pinned = ثبّت ملاحظة على
action-tenant-note-unpinned = ألغى تثبيت ملاحظة على
action-tenant-note-removed = أزال ملاحظة على
action-tenants-exported = صدّر قائمة المستأجرين

# البريد
mail-welcome-subject = مرحبًا بكم في CleanMateX، { $tenant }
mail-welcome-body =
    مرحبًا { $contact }،

    أصبح لـ{ $tenant } مكان على CleanMateX. يعمل فريقنا معكم على إعداده: بيانات المنشأة، ثم الخدمات والأسعار، ثم أول طلب.

    سنتواصل معكم بشأن الخطوة التالية. وحتى ذلك الحين يكفي أن تردّوا على هذه الرسالة بأي سؤال.
