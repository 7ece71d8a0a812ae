tenants-tab-lifecycle = دورة الحياة
lifecycle-move-activate = تفعيل
lifecycle-move-suspend = إيقاف
lifecycle-move-reinstate = إعادة
lifecycle-move-cancel = إلغاء المستأجر
lifecycle-move-churn = إنهاء نهائي
lifecycle-title-activate = تفعيل { $name }
lifecycle-title-suspend = إيقاف { $name }
lifecycle-title-reinstate = إعادة { $name }
lifecycle-title-cancel = إلغاء { $name }
lifecycle-title-churn = إنهاء { $name } نهائيًا
lifecycle-hint-activate = يبدأ اشتراكًا مدفوعًا من اليوم.
lifecycle-hint-suspend = يغلق الوصول أو يقيّده مؤقتًا. يحتاج إلى موافقة.
lifecycle-hint-reinstate = يعيد الوصول.
lifecycle-hint-cancel = ينهي العقد الآن أو بانتهاء الفترة. يحتاج إلى موافقة.
lifecycle-hint-churn = يغلق السجل نهائيًا. يحتاج إلى موافقة.
lifecycle-effect-activate = يبدأ الاشتراك اليوم، ويُبلغ المستأجر بالبريد. في الدورة الشهرية تُحتسب الأيام الباقية من هذا الشهر ثم يُحتسب كل شهر في أوله، وفي السنوية سنة كاملة من اليوم.
lifecycle-effect-suspend = لا يستطيع موظفو المستأجر إلا القراءة، أو لا يستطيعون الدخول إطلاقًا، حتى تتم إعادته.
lifecycle-effect-suspend-mail = يُبلغ المستأجر بالبريد مع ذكر الفئة دون السبب الذي تكتبه.
lifecycle-effect-reinstate = يستعيد موظفو المستأجر الوصول الكامل فورًا، ويُبلغ المستأجر بالبريد.
lifecycle-effect-suspend-due = يُحتسب معه ما استحق ولم يُحتسب بعد، وهو اليوم { $amount }.
lifecycle-effect-cancel = ينتهي الوصول عند سريان الإلغاء، وينتهي الاشتراك معه.
lifecycle-effect-cancel-kept = تُحفظ البيانات 30 يومًا، ويمكن إعادة المستأجر خلالها.
lifecycle-effect-cancel-back = عند الإلغاء الفوري يُعاد اليوم { $amount } عن الأيام غير المستخدمة بإشعار دائن، ويختلف المبلغ في يوم آخر.
lifecycle-effect-cancel-due = عند الإلغاء الفوري يُحتسب اليوم { $amount } عما استُخدم ولم يُحتسب بعد، ويختلف المبلغ في يوم آخر.
lifecycle-effect-cancel-open = عند الإلغاء الفوري لا يمكن تسوية ما يُحتسب أو يُعاد تلقائيًا، كأن تكون فاتورة للفترة صُحِّحت يدويًا، فتُسند مهمة بذلك إلى أحد الزملاء.
lifecycle-effect-churn = لا يمكن بعدها تعديل السجل ولا إعادة المستأجر.
lifecycle-access-full = وصول كامل
lifecycle-access-read-only = قراءة فقط
lifecycle-access-blocked = بلا وصول
lifecycle-mode-read-only = قراءة فقط
lifecycle-mode-read-only-hint = يدخل موظفوه ويرون كل شيء دون تغيير.
lifecycle-mode-blocked = محظور
lifecycle-mode-blocked-hint = لا يستطيع موظفوه الدخول.
lifecycle-category-payment-overdue = تأخّر السداد
lifecycle-category-policy-violation = مخالفة السياسات
lifecycle-category-security-concern = مخاوف أمنية
lifecycle-category-customer-request = طلب العميل
lifecycle-category-other = أخرى
lifecycle-when-now = الآن
lifecycle-when-now-hint = ينتهي الوصول فورًا.
lifecycle-when-period-end = بانتهاء الفترة
lifecycle-when-period-end-hint = يستمر الوصول حتى { $day }.
lifecycle-field-mode = مدى الإيقاف
lifecycle-field-category = الفئة
lifecycle-field-when = متى
lifecycle-field-access = الوصول
lifecycle-field-retained = تُحفظ البيانات حتى
lifecycle-field-requested-by = مقدّم الطلب
lifecycle-field-approved-by = وافق عليه
lifecycle-field-why = لماذا
lifecycle-why = كيف حدث ذلك
lifecycle-field-on = اليوم
lifecycle-card-standing = الوضع الحالي
lifecycle-card-history = التحوّلات
lifecycle-card-moves = ما يمكن فعله
lifecycle-card-past = كما كان
lifecycle-look = عرض الوضع السابق
lifecycle-as-of = كما كان في نهاية { $day }
lifecycle-back-to-today = العودة إلى اليوم
lifecycle-not-yet = لم يكن المستأجر موجودًا في ذلك اليوم.
lifecycle-waiting = يوجد طلب مفتوح
lifecycle-cancels-on = يُلغى اعتبارًا من { $day }
lifecycle-keep = الإبقاء على المستأجر
lifecycle-kept = سُحب الإلغاء.
lifecycle-not-set = لا يوجد إلغاء محدد.
lifecycle-no-moves = لا شيء؛ هذه هي النهاية
lifecycle-reason-trial = انتهت الفترة التجريبية دون سداد
lifecycle-reason-suspended = موقوف منذ 30 يومًا
lifecycle-reason-retention = انتهت مدة الحفظ
lifecycle-reason-period = انتهت الفترة
lifecycle-done-activate = فُعّل المستأجر.
lifecycle-done-suspend = أُوقف المستأجر.
lifecycle-done-reinstate = أُعيد المستأجر.
lifecycle-done-cancel = أُلغي المستأجر.
lifecycle-done-churn = أُنهي المستأجر.
lifecycle-error-already = لا حاجة إلى إجراء: حالة المستأجر هي «{ $stage }» بالفعل
lifecycle-error-stage = تعذّر إجراء «{ $move }» لأن حالة المستأجر هي «{ $stage }». الممكن الآن: { $possible }
lifecycle-error-retained = تُحفظ البيانات حتى { $day }، ويمكن الإنهاء ابتداءً من ذلك اليوم
lifecycle-error-too-late = انقضت مهلة العودة البالغة 30 يومًا
lifecycle-error-no-period = لا توجد فترة يمكن انتظار نهايتها
lifecycle-error-already-set = الإلغاء محدد بالفعل
lifecycle-void-stage = انتقل المستأجر إلى مرحلة أخرى منذ ذلك، فلم يُنفّذ شيء
lifecycle-error-gone = لا يوجد مستأجر كهذا
lifecycle-error-none-active = لا يمكن إيقاف أي من هؤلاء المستأجرين
lifecycle-error-mode = اختر مدى الإيقاف
lifecycle-error-category = اختر فئة
lifecycle-error-when = اختر موعد السريان
lifecycle-error-plan = اختر باقة مدفوعة
lifecycle-error-cycle = اختر دورة الفوترة
lifecycle-error-reason-missing = اذكر السبب
lifecycle-error-reason-long = لا تتجاوز 2000 حرف

action-tenant-cancellation-scheduled = حدّد الإلغاء بانتهاء الفترة
action-tenant-cancellation-withdrawn = سحب الإلغاء

mail-tenant-activated-subject = اشتراككم فعّال
mail-tenant-activated-body =
    السادة { $tenant }،

    أصبح اشتراككم فعّالًا من اليوم. شكرًا لاختياركم CleanMateX.
mail-tenant-suspended-read-only-subject = قُيّد حسابكم
mail-tenant-suspended-read-only-body =
    السادة { $tenant }،

    قُيّد حسابكم في CleanMateX. السبب: { $category }. يمكنكم الدخول والاطلاع على بياناتكم دون تعديلها.

    يُرجى الرد على هذه الرسالة لنعالج الأمر معًا.
mail-tenant-suspended-blocked-subject = أُوقف حسابكم
mail-tenant-suspended-blocked-body =
    السادة { $tenant }،

    أُوقف حسابكم في CleanMateX. السبب: { $category }. لا يستطيع أحد الدخول حاليًا، وبياناتكم محفوظة.

    يُرجى الرد على هذه الرسالة لنعالج الأمر معًا.
mail-tenant-reinstated-subject = حسابكم متاح من جديد
mail-tenant-reinstated-body =
    السادة { $tenant }،

    أصبح حسابكم في CleanMateX متاحًا من جديد، وكل شيء كما تركتموه.
mail-tenant-trial-ended-subject = انتهت فترتكم التجريبية
mail-tenant-trial-ended-body =
    السادة { $tenant }،

    انتهت فترتكم التجريبية في CleanMateX. نحفظ بياناتكم حتى { $until }: يكفي الرد على هذه الرسالة قبل ذلك لتكملوا من حيث توقفتم.
mail-tenant-cancelled-subject = انتهى اشتراككم
mail-tenant-cancelled-body =
    السادة { $tenant }،

    انتهى اشتراككم في CleanMateX. نحفظ بياناتكم حتى { $until }، ويمكنكم العودة خلالها أو طلب نسخة منها.

bulk-owner = تغيير مسؤول الحساب
bulk-tags = تغيير الوسوم
bulk-suspend = إيقاف
bulk-title-suspend =
    { $count ->
        [zero] لا مستأجرين للإيقاف
        [one] إيقاف مستأجر واحد
        [two] إيقاف مستأجرين اثنين
        [few] إيقاف { $shown } مستأجرين
        [many] إيقاف { $shown } مستأجرًا
       *[other] إيقاف { $shown } مستأجر
    }
bulk-title-owner =
    { $count ->
        [zero] لا مستأجرين
        [one] مسؤول حساب مستأجر واحد
        [two] مسؤول حساب مستأجرين اثنين
        [few] مسؤول حساب { $shown } مستأجرين
        [many] مسؤول حساب { $shown } مستأجرًا
       *[other] مسؤول حساب { $shown } مستأجر
    }
bulk-title-tags =
    { $count ->
        [zero] لا مستأجرين
        [one] وسوم مستأجر واحد
        [two] وسوم مستأجرين اثنين
        [few] وسوم { $shown } مستأجرين
        [many] وسوم { $shown } مستأجرًا
       *[other] وسوم { $shown } مستأجر
    }
bulk-left-out =
    { $count ->
        [zero] لم يُستبعد أحد.
        [one] لا يمكن تغيير مستأجر واحد من المختارين بهذه الطريقة، فاستُبعد.
        [two] لا يمكن تغيير مستأجرين اثنين من المختارين بهذه الطريقة، فاستُبعدا.
        [few] لا يمكن تغيير { $shown } مستأجرين من المختارين بهذه الطريقة، فاستُبعدوا.
        [many] لا يمكن تغيير { $shown } مستأجرًا من المختارين بهذه الطريقة، فاستُبعدوا.
       *[other] لا يمكن تغيير { $shown } مستأجر من المختارين بهذه الطريقة، فاستُبعدوا.
    }
bulk-whom = المستأجرون
bulk-field-add = وسوم تُضاف
bulk-field-remove = وسوم تُزال
bulk-done =
    { $count ->
        [zero] لم يتغيّر أي مستأجر.
        [one] تغيّر مستأجر واحد.
        [two] تغيّر مستأجران.
        [few] تغيّر { $count } مستأجرين.
        [many] تغيّر { $count } مستأجرًا.
       *[other] تغيّر { $count } مستأجر.
    }
bulk-error-none = اختر مستأجرًا واحدًا على الأقل أولًا
bulk-error-many = اختر { $most } مستأجر على الأكثر؛ ضيّق القائمة
bulk-error-tags = أدخل وسومًا تُضاف أو تُزال
