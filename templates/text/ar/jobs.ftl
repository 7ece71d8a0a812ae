nav-jobs = المهام
jobs-title = المهام
jobs-sub = ما تنفّذه لوحة الإدارة في الخلفية: ما ينتظر وما يعمل وما فشل وما انتهى.
jobs-search = البحث بالنوع أو معرّف المهمة
jobs-tab-jobs = المهام
jobs-tab-schedules = الجداول الزمنية
jobs-tab-kinds = الأنواع والعاملون
jobs-schedules-sub = ما يعمل من تلقاء نفسه. الأوقات بتوقيت مسقط.
jobs-kinds-sub = ما تعرف لوحة الإدارة تنفيذه، وقواعده، ومن ينفّذه.
jobs-alerts = العمل في الخلفية يحتاج إلى انتباه
jobs-alert-no-worker = لم يظهر أي عامل منذ { $span }. لن يعمل شيء في الخلفية حتى يبدأ عامل.
jobs-alert-never-a-worker = لا يوجد عامل يعمل. لن يعمل شيء في الخلفية حتى يبدأ عامل.
jobs-alert-long-wait = مهمة حان وقتها تنتظر منذ { $span }.
jobs-alert-dead = { $count ->
    [zero] لم تُترك أي مهمة.
    [one] تُركت مهمة واحدة بعد محاولتها الأخيرة.
    [two] تُركت مهمتان بعد محاولتهما الأخيرة.
    [few] تُركت { $shown } مهام بعد محاولتها الأخيرة.
    [many] تُركت { $shown } مهمة بعد محاولتها الأخيرة.
   *[other] تُركت { $shown } مهمة بعد محاولتها الأخيرة.
}
jobs-tile-due = حان وقتها
jobs-tile-put-off = مؤجّلة
jobs-tile-running = قيد التنفيذ
jobs-tile-dead = متروكة
jobs-state-waiting = في الانتظار
jobs-state-running = قيد التنفيذ
jobs-state-succeeded = نجحت
jobs-state-dead = متروكة
jobs-state-cancelled = ملغاة
jobs-outcome-failed = فشلت
jobs-outcome-timed-out = تجاوزت المدة
jobs-outcome-lost = توقّف العامل
jobs-outcome-interrupted = قوطعت
jobs-outcome-cancelled = أُلغيت
jobs-outcome-unreadable = تعذّرت قراءتها
jobs-trigger-cause = تغيير
jobs-trigger-schedule = جدول زمني
jobs-trigger-manual = يدويًا
jobs-priority-urgent = عاجلة
jobs-priority-normal = عادية
jobs-priority-low = منخفضة
jobs-field-kind = النوع
jobs-field-name = الاسم
jobs-field-state = الحالة
jobs-field-trigger = سبب البدء
jobs-field-created = أُنشئت
jobs-field-took = المدة
jobs-field-tenant = المستأجر
jobs-field-note = ملاحظة
jobs-field-staff = بطلب من
jobs-field-cause = المصدر
jobs-field-run-at = المحاولة التالية
jobs-field-started = آخر بدء
jobs-field-finished = انتهت
jobs-field-attempts = المحاولات
jobs-field-attempt = المحاولة
jobs-field-outcome = النتيجة
jobs-field-priority = الأولوية
jobs-field-worker = العامل
jobs-field-payload = المحتوى
jobs-field-version = إصدار المحتوى
jobs-field-error = الخطأ
jobs-field-last-day = نجحت خلال 24 ساعة
jobs-field-median = المدة المعتادة
jobs-field-rules = القواعد
jobs-field-seen = آخر ظهور
jobs-field-since = يعمل منذ
jobs-field-release = الإصدار
jobs-field-rule = الموعد
jobs-field-next = التالي
jobs-field-last = الأخير
jobs-field-reason = السبب
jobs-field-result = النتيجة
jobs-cause-job = مهمة أخرى
jobs-next-at = المحاولة التالية { $time }.
jobs-milliseconds = { $n } مللي ثانية
jobs-none-title = لا توجد مهام مطابقة
jobs-empty-title = لا توجد مهام بعد
jobs-empty-text = تظهر هنا الرسائل وعمليات الاستيراد وكل ما يعمل من تلقاء نفسه.
jobs-progress = التقدّم
jobs-attempts = المحاولات غير الناجحة
jobs-effects = ما قامت به
jobs-retry = تشغيل مجددًا
jobs-cancel = إلغاء
jobs-is-paused = هذا النوع موقوف مؤقتًا: تنتظر المهمة حتى يُستأنف.
jobs-done-retry = تعمل المهمة مجددًا الآن.
jobs-done-cancel = أُلغيت المهمة.
jobs-done-cancel-asked = طُلب من المهمة التوقف، وستنتهي عند أقرب نقطة آمنة.
jobs-error-retry = لا يمكن تشغيل هذه المهمة مجددًا: إما أنها نجحت أو تعمل الآن أو تنتظر مهمة أحدث مكانها.
jobs-error-cancel = انتهت هذه المهمة من قبل.
jobs-pause = إيقاف مؤقت
jobs-resume = استئناف
jobs-paused = موقوف مؤقتًا
jobs-pause-title = إيقاف «{ $kind }» مؤقتًا
jobs-pause-effect-waiting = تنتظر مهام هذا النوع حتى يستأنفه أحد.
jobs-pause-effect-running = تستمر المهام التي بدأت حتى نهايتها.
jobs-done-pause = أُوقف «{ $kind }» مؤقتًا.
jobs-done-resume = استُؤنف «{ $kind }».
jobs-error-paused = هذا النوع موقوف مؤقتًا من قبل.
jobs-error-resumed = هذا النوع غير موقوف.
jobs-error-reason-missing = اذكر السبب ليعرف الزملاء متى يُستأنف.
jobs-error-reason-long = استخدم { $max } حرفًا على الأكثر.
jobs-rule-attempts = المحاولات:
jobs-rule-limit = حد المدة:
jobs-rule-kept = الاحتفاظ:
jobs-rule-per-tenant = معًا لكل مستأجر:
jobs-workers = العاملون
jobs-no-workers = لا يوجد عامل يعمل. شغّل لوحة الإدارة بدورها الافتراضي أو شغّل عاملًا بجانبها.
jobs-draining = في طور الانتهاء
jobs-no-schedules = لم يعمل أي عامل بعد، فلا شيء مجدول.
jobs-rule-minutes = { $count ->
    [zero] كل دقيقة
    [one] كل دقيقة
    [two] كل دقيقتين
    [few] كل { $shown } دقائق
    [many] كل { $shown } دقيقة
   *[other] كل { $shown } دقيقة
}
jobs-rule-hour = كل ساعة عند { $minute }
jobs-rule-day = يوميًا في { $time }
jobs-rule-week = { $day } في { $time }
jobs-rule-month = في اليوم { $day } من كل شهر عند { $time }
jobs-misfire-once = تُعوَّض الأوقات الفائتة مرة واحدة.
jobs-misfire-skip = تُترك الأوقات الفائتة.
jobs-overlap-skip = يُترك ما دام التشغيل السابق مستمرًا.
jobs-overlap-queue = ينتظر انتهاء التشغيل السابق.
jobs-firing-missed = فائت
jobs-firing-overlapped = متروك
jobs-switched-by = { $name }، { $time }
jobs-switched-off = متوقف
jobs-switch-off = إيقاف
jobs-switch-on = تشغيل
jobs-run-now = تشغيل الآن
jobs-never = لم يحدث
jobs-done-run = المهمة في طريقها إلى التنفيذ.
jobs-done-switched-on = شُغّل «{ $kind }».
jobs-done-switched-off = أُوقف «{ $kind }».
jobs-error-switched = غيّره شخص آخر من قبل.
jobs-day-sunday = كل أحد
jobs-day-monday = كل اثنين
jobs-day-tuesday = كل ثلاثاء
jobs-day-wednesday = كل أربعاء
jobs-day-thursday = كل خميس
jobs-day-friday = كل جمعة
jobs-day-saturday = كل سبت
jobs-span-seconds = { $count ->
    [zero] أقل من ثانية
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $shown } ثوانٍ
    [many] { $shown } ثانية
   *[other] { $shown } ثانية
}
jobs-span-minutes = { $count ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $shown } دقائق
    [many] { $shown } دقيقة
   *[other] { $shown } دقيقة
}
jobs-span-hours = { $count ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $shown } ساعات
    [many] { $shown } ساعة
   *[other] { $shown } ساعة
}
jobs-span-days = { $count ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $shown } أيام
    [many] { $shown } يومًا
   *[other] { $shown } يوم
}
jobs-act-retry = تشغيل مجددًا
jobs-act-cancel = إلغاء المهام
jobs-act-title-retry = { $count ->
    [zero] لا مهام للتشغيل
    [one] تشغيل مهمة واحدة مجددًا
    [two] تشغيل مهمتين مجددًا
    [few] تشغيل { $shown } مهام مجددًا
    [many] تشغيل { $shown } مهمة مجددًا
   *[other] تشغيل { $shown } مهمة مجددًا
}
jobs-act-title-cancel = { $count ->
    [zero] لا مهام للإلغاء
    [one] إلغاء مهمة واحدة
    [two] إلغاء مهمتين
    [few] إلغاء { $shown } مهام
    [many] إلغاء { $shown } مهمة
   *[other] إلغاء { $shown } مهمة
}
jobs-act-left-out = { $count ->
    [zero] يمكن تنفيذ الإجراء على كل المهام المختارة.
    [one] لا يمكن تنفيذ الإجراء على مهمة واحدة من المختارة بحالتها الحالية.
    [two] لا يمكن تنفيذ الإجراء على مهمتين من المختارة بحالتهما الحالية.
    [few] لا يمكن تنفيذ الإجراء على { $shown } مهام من المختارة بحالتها الحالية.
    [many] لا يمكن تنفيذ الإجراء على { $shown } مهمة من المختارة بحالتها الحالية.
   *[other] لا يمكن تنفيذ الإجراء على { $shown } مهمة من المختارة بحالتها الحالية.
}
jobs-act-more = { $count ->
    [zero] ولا شيء غيرها
    [one] ومهمة أخرى
    [two] ومهمتان أخريان
    [few] و{ $shown } مهام أخرى
    [many] و{ $shown } مهمة أخرى
   *[other] و{ $shown } مهمة أخرى
}
jobs-act-rate = يُنفَّذ الإجراء على المهام بترتيب إنشائها، بحد أقصى مئة مهمة في الثانية.
jobs-act-job = التقدّم
jobs-result-done = تم
jobs-result-asked = طُلب التوقف
jobs-result-not-possible = غير ممكن
jobs-gone = لم تعد محفوظة
jobs-done-act = يجري تنفيذ الإجراء على المهام.
jobs-error-act = بدأ تنفيذ هذا الإجراء من قبل.
jobs-error-none = لم تُختر أي مهام.
jobs-error-many = اختر { $most } مهمة على الأكثر: ضيّق القائمة أولًا.

jobs-kind-mail-send = إرسال رسالة
jobs-kind-import-run = تنفيذ استيراد
jobs-kind-import-undo = التراجع عن استيراد
jobs-kind-jobs-act = تنفيذ إجراء على عدة مهام
jobs-kind-jobs-sweep = حذف سجلات المهام القديمة
jobs-kind-console-sweep = حذف الجلسات والملاحظات المنتهية
jobs-kind-approvals-expire = إغلاق طلبات الموافقة المتأخرة
jobs-kind-tenants-advance = نقل المستأجرين بحسب التاريخ
jobs-kind-access-reviews-start = بدء مراجعة الوصول
jobs-kind-health-score = احتساب صحة جميع المستأجرين
jobs-kind-usage-months = تجهيز الأشهر القادمة
jobs-kind-usage-figures = احتساب الأرقام اليومية من الاستخدام
jobs-kind-onboardings-tend = متابعة الإعداد

action-job-retried = شغّل مهمة مجددًا
action-job-cancelled = ألغى مهمة
action-job-paused = أوقف نوعًا من المهام مؤقتًا
action-job-resumed = استأنف نوعًا من المهام
action-job-run-by-hand = شغّل مهمة مجدولة يدويًا
action-job-schedule-switched = غيّر تشغيل جدول زمني
action-job-many-acted-on = نفّذ إجراءً على عدة مهام
audit-kind-job = مهمة
audit-kind-job-kind = نوع مهام
audit-kind-job-schedule = جدول زمني
audit-kind-job-act = إجراء على عدة مهام
audit-of-act = الإجراء
audit-of-jobs = المهام

permission-area-jobs = العمل في الخلفية
permission-jobs-read = عرض المهام
permission-jobs-read-text = الاطلاع على ما يعمل في الخلفية وأخطائه وجداوله الزمنية.
permission-jobs-run = تشغيل المهام وإلغاؤها
permission-jobs-run-text = تشغيل المهام مجددًا وإلغاؤها وتشغيل المجدول منها يدويًا.
permission-jobs-pause = إيقاف المهام مؤقتًا
permission-jobs-pause-text = إيقاف أنواع المهام مؤقتًا واستئنافها، وتشغيل الجداول الزمنية وإيقافها.
