# التهيئة: قائمة خطوات المستأجر، واللوحة، وقوائم الخطوات نفسها.

nav-onboarding = التهيئة
tenants-tab-onboarding = التهيئة
onboarding-sub = المستأجرون الجدد في طريقهم إلى أول طلباتهم.
onboarding-status-not-started = لم تبدأ
onboarding-status-in-progress = قيد التنفيذ
onboarding-status-stalled = متوقفة
onboarding-status-completed = مكتملة
onboarding-column-completed = اكتملت حديثًا
onboarding-hint-not-started = لم تُنجز أي خطوة بعد.
onboarding-hint-in-progress = حدث نشاط خلال الأيام الثلاثة الأخيرة.
onboarding-hint-stalled = لا نشاط منذ ثلاثة أيام أو أكثر.
onboarding-hint-completed = خلال الأيام الثلاثين الأخيرة.
onboarding-days =
    { $count ->
        [0] اليوم
        [zero] { $shown } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $shown } أيام
        [many] { $shown } يومًا
       *[other] { $shown } يوم
    }
onboarding-days-waiting =
    { $count ->
        [0] منذ اليوم
        [zero] في الانتظار منذ { $shown } يوم
        [one] في الانتظار منذ يوم واحد
        [two] في الانتظار منذ يومين
        [few] في الانتظار منذ { $shown } أيام
        [many] في الانتظار منذ { $shown } يومًا
       *[other] في الانتظار منذ { $shown } يوم
    }
onboarding-days-ago =
    { $count ->
        [0] آخر نشاط اليوم
        [zero] آخر نشاط قبل { $shown } يوم
        [one] آخر نشاط قبل يوم واحد
        [two] آخر نشاط قبل يومين
        [few] آخر نشاط قبل { $shown } أيام
        [many] آخر نشاط قبل { $shown } يومًا
       *[other] آخر نشاط قبل { $shown } يوم
    }
onboarding-days-idle =
    { $count ->
        [zero] بلا نشاط منذ { $shown } يوم
        [one] بلا نشاط منذ يوم واحد
        [two] بلا نشاط منذ يومين
        [few] بلا نشاط منذ { $shown } أيام
        [many] بلا نشاط منذ { $shown } يومًا
       *[other] بلا نشاط منذ { $shown } يوم
    }
onboarding-days-completed =
    { $count ->
        [0] اكتملت اليوم
        [zero] اكتملت قبل { $shown } يوم
        [one] اكتملت قبل يوم واحد
        [two] اكتملت قبل يومين
        [few] اكتملت قبل { $shown } أيام
        [many] اكتملت قبل { $shown } يومًا
       *[other] اكتملت قبل { $shown } يوم
    }
onboarding-waits-for = التالي: { $step }
onboarding-lane-empty = لا أحد هنا.
onboarding-more = عرض المزيد
onboarding-field-column = العمود
onboarding-definitions = كيف تُحسب هذه الأرقام
onboarding-definition-completed = نسبة الاكتمال: من المستأجرين الذين أُنشئوا خلال آخر 90 يومًا وقبل 14 يومًا على الأقل، حصة من اكتملت تهيئتهم.
onboarding-definition-days = الأيام حتى الاكتمال: الوسيط من الإنشاء إلى الاكتمال، لمن أُنشئوا خلال آخر 90 يومًا واكتملت تهيئتهم.
onboarding-definition-first-order = الأيام حتى أول طلب: الوسيط من يوم الإنشاء إلى أول يوم فيه طلب، لمن أُنشئوا خلال آخر 90 يومًا ولديهم طلب.
onboarding-figure-completed = نسبة الاكتمال
onboarding-figure-days = الأيام حتى الاكتمال
onboarding-figure-first-order = الأيام حتى أول طلب
onboarding-percent = { $percent }%
onboarding-unit-days = يوم
onboarding-too-few = البيانات غير كافية
onboarding-of-tenants =
    { $count ->
        [zero] من { $shown } مستأجر
        [one] من مستأجر واحد
        [two] من مستأجرين اثنين
        [few] من { $shown } مستأجرين
        [many] من { $shown } مستأجرًا
       *[other] من { $shown } مستأجر
    }
onboarding-card-steps = قائمة الخطوات
onboarding-card-standing = الوضع الحالي
onboarding-card-acts = ما يمكن فعله
onboarding-card-calls = المكالمات المتفق عليها
onboarding-field-status = الحالة
onboarding-field-completed = اكتملت في
onboarding-field-idle = بلا نشاط منذ
onboarding-field-next = الخطوة التالية
onboarding-field-reminded = آخر تذكير
onboarding-field-assignee = من يتصل
onboarding-field-day = يوم المكالمة
onboarding-step-done = منجزة
onboarding-step-required = إلزامية
onboarding-step-optional = اختيارية
onboarding-help = التعليمات
onboarding-do = وضع علامة منجزة
onboarding-reopen = إعادة فتحها
onboarding-remind = إرسال تذكير
onboarding-call = تحديد مكالمة
onboarding-complete = اعتبارها مكتملة
onboarding-title-completion = اعتبار تهيئة { $name } مكتملة
onboarding-title-call = تحديد مكالمة مع { $name }
onboarding-effect-completion = تُعد التهيئة مكتملة مع أن خطوات إلزامية ما زالت مفتوحة.
onboarding-effect-completion-open = لا تُرسل تذكيرات أخرى. وإعادة فتح خطوة إلزامية تلغي ذلك.
onboarding-done-step = أُنجزت الخطوة.
onboarding-done-completed = اكتملت التهيئة.
onboarding-done-reopened = أُعيد فتح الخطوة.
onboarding-done-reminded = التذكير في طريقه إلى { $email }.
onboarding-done-call = حُددت المكالمة.
onboarding-error-reminded = أُرسل تذكير خلال اليوم الأخير. انتظر قبل إرسال غيره
onboarding-error-nothing-left = لم يبق ما يستدعي التذكير.
onboarding-error-completed = التهيئة مكتملة بالفعل.
onboarding-error-day = أدخل يومًا من اليوم إلى سنة مقبلة
onboarding-event-branding-set = تُنجز عند حفظ الهوية البصرية
onboarding-event-first-order = تُنجز مع أول طلب
onboarding-event-none = يدويًا فقط

# قوائم الخطوات
onboarding-templates = قوائم الخطوات
onboarding-templates-sub = ما يمر به المستأجرون الجدد. يسري التعديل على من يُنشأ بعده.
onboarding-template-new = قائمة جديدة
onboarding-template-edit = تعديل القائمة
onboarding-template-sub = الحفظ ينشئ نسخة جديدة، ويكمل المستأجرون بالنسخة التي بدؤوا بها.
onboarding-template-created = أُنشئت القائمة.
onboarding-template-saved = حُفظت القائمة.
onboarding-default = للمستأجرين الجدد
onboarding-column-checklist = القائمة
onboarding-column-steps = الخطوات
onboarding-column-required = الإلزامية
onboarding-column-version = النسخة
onboarding-field-name = الاسم
onboarding-field-name2 = الاسم بالعربية
onboarding-field-default = يحصل المستأجرون الجدد على هذه القائمة
onboarding-steps-hint = اترك اسمي الخطوة فارغين لحذفها. المجموعات الفارغة في النهاية لخطوات جديدة.
onboarding-step-number = الخطوة { $number }
onboarding-field-step-name = الخطوة
onboarding-field-step-name2 = الخطوة بالعربية
onboarding-field-about = الوصف
onboarding-field-about2 = الوصف بالعربية
onboarding-field-place = الترتيب
onboarding-field-required = هل هي إلزامية؟
onboarding-field-event = ما الذي ينجزها
onboarding-field-help = رابط التعليمات
onboarding-error-name = استخدم من 1 إلى 100 حرف للاسم
onboarding-error-default = يجب أن تُخصص قائمة أخرى للمستأجرين الجدد أولًا
onboarding-error-stale = تغيرت القائمة في هذه الأثناء. تحقق ثم احفظ مرة أخرى للكتابة فوقها
onboarding-error-no-steps = أدخل خطوة واحدة على الأقل
onboarding-error-many-steps = استخدم 30 خطوة على الأكثر
onboarding-error-step-names = الخطوة { $number }: أدخل اسمها باللغتين
onboarding-error-step-long = الخطوة { $number }: استخدم 200 حرف على الأكثر للاسم و1000 للوصف
onboarding-error-step-help = الخطوة { $number }: أدخل عنوانًا يبدأ بـ https://
onboarding-error-step-event = الخطوة { $number }: اختر من القائمة ما ينجزها

# الصلاحيات
permission-area-onboarding = التهيئة
permission-onboarding-read = عرض التهيئة
permission-onboarding-read-text = الاطلاع على لوحة التهيئة وقائمة خطوات كل مستأجر.
permission-onboarding-write = العمل على التهيئة
permission-onboarding-write-text = إنجاز الخطوات وإعادة فتحها وإرسال التذكيرات وتحديد المكالمات.
permission-onboarding-manage = إدارة قوائم الخطوات
permission-onboarding-manage-text = إنشاء القوائم التي يحصل عليها المستأجرون الجدد وتعديلها.

# سجل التدقيق
action-onboarding-step-done = أنجز خطوة في التهيئة
action-onboarding-step-reopened = أعاد فتح خطوة في التهيئة
action-onboarding-completed = أكمل التهيئة
action-onboarding-reminded = أرسل تذكيرًا بالتهيئة
action-onboarding-call-scheduled = حدد مكالمة
action-onboarding-template-created = أنشأ قائمة خطوات للتهيئة
action-onboarding-template-edited = عدّل قائمة خطوات للتهيئة
audit-kind-onboarding-template = قائمة خطوات التهيئة
audit-of-step = الخطوة
audit-of-steps = الخطوات
audit-of-default = للمستأجرين الجدد
audit-of-mail = البريد

# البريد
mail-setup-reminder-subject = إعداد حسابك في CleanMateX: الخطوة التالية
mail-setup-reminder-body =
    مرحبًا { $tenant }،

    أُنجزت { $done } من { $all } خطوات لإعداد حسابكم. الخطوة التالية: { $step }.

    إن أردتم المساعدة فردوا على هذه الرسالة، وننجزها معًا.
