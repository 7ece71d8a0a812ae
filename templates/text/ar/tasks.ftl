nav-tasks = المهام
tasks-sub = ما يجب إنجازه، ومن ينجزه، ومتى.
tasks-caption = المهام
tasks-views = أي المهام
tasks-view-mine = مهامي
tasks-view-all = كل المفتوحة
tasks-view-overdue = المتأخرة
tasks-view-closed = المغلقة
tasks-search = ابحث بالعنوان أو المستأجر
tasks-new = مهمة جديدة
tasks-edit = تعديل المهمة
tasks-complete = إغلاق المهمة
tasks-close = إغلاق
tasks-card = المهمة
tasks-card-ending = كيف انتهت
tasks-field-title = المهمة
tasks-field-tenant = المستأجر
tasks-field-assignee = مسندة إلى
tasks-field-due = تاريخ الاستحقاق
tasks-field-priority = الأولوية
tasks-field-status = الحالة
tasks-field-created = تاريخ الإنشاء
tasks-field-created-by = أنشأها
tasks-field-closed-by = أغلقها
tasks-field-note = التفاصيل
tasks-field-ending = ما آلت إليه
tasks-field-outcome = النتيجة
tasks-field-closing-note = ما حدث
tasks-hint-title = ما يجب إنجازه في كلمات قليلة.
tasks-hint-tenant = رمزه، مثل T-00012، إن كانت المهمة تخص مستأجرًا.
tasks-hint-outcome = للمهام المتعلقة بمستأجر معرّض للخطر: هل أفادت؟
tasks-nobody = لا أحد بعد
tasks-status-open = مفتوحة
tasks-status-done = منجزة
tasks-status-cancelled = ملغاة
tasks-overdue = متأخرة
tasks-priority-low = منخفضة
tasks-priority-normal = عادية
tasks-priority-high = مرتفعة
tasks-priority-urgent = عاجلة
tasks-ending-done = أُنجزت
tasks-ending-cancelled = لم تعد مطلوبة
tasks-outcome-unsaid = لم تُذكر
tasks-outcome-helped = أفادت
tasks-outcome-no-change = لا تغيير
tasks-outcome-lost = فُقد المستأجر
tasks-title-hidden = مهمة تخص مستأجرًا
tasks-title-onboarding-call = الاتصال بالمستأجر بشأن إعداده
tasks-title-check-in = اطمئن على المستأجر: استخدامه في تراجع
tasks-title-call = اتصل بالمستأجر: قد يغادر
tasks-title-rescue = أنقذ المستأجر: هو على وشك المغادرة
tasks-none-title = لا مهمة مطابقة
tasks-empty-title = لا شيء هنا
tasks-none-mine = لا مهمة مفتوحة مسندة إليك.
tasks-none-all = لا مهمة مفتوحة.
tasks-none-overdue = لا مهمة متأخرة.
tasks-none-closed = لم تُغلق أي مهمة بعد.
tasks-error-title-missing = أدخل ما يجب إنجازه
tasks-error-title-length = أدخل من حرفين إلى 200 حرف
tasks-error-tenant = لا مستأجر بهذا الرمز
tasks-error-assignee = اختر شخصًا من القائمة
tasks-error-due = أدخل يوم الاستحقاق
tasks-error-priority = اختر أولوية
tasks-error-status = اختر ما آلت إليه
tasks-error-outcome = اختر نتيجة من القائمة
tasks-error-note-long = أدخل 2000 حرف على الأكثر
tasks-error-stale = غيّر أحد الزملاء هذه المهمة في هذه الأثناء. راجعها، ثم احفظ مرة أخرى لاستبدالها
tasks-created = أُنشئت المهمة.
tasks-saved = حُفظت المهمة.
tasks-unchanged = لم يتغيّر شيء.
tasks-done = أُنجزت المهمة.
tasks-cancelled = أُلغيت المهمة.
tasks-closed = هذه المهمة مغلقة من قبل.
action-task-created = أنشأ مهمة
action-task-edited = عدّل مهمة
action-task-reassigned = أسند مهمة إلى شخص آخر
action-task-done = أنجز مهمة
action-task-cancelled = ألغى مهمة
audit-kind-task = مهمة
audit-of-task = المهمة
permission-area-tasks = المهام
permission-tasks-read = عرض المهام
permission-tasks-read-text = عرض مهام الجميع وكيف انتهت.
permission-tasks-write = إدارة المهام
permission-tasks-write-text = إنشاء المهام وتعديلها وإعادة إسنادها وإغلاقها.
home-chore-tasks = { $count ->
    [zero] لا مهمة مستحقة عليك
    [one] مهمة واحدة مستحقة عليك
    [two] مهمتان مستحقتان عليك
    [few] { $shown } مهام مستحقة عليك
    [many] { $shown } مهمة مستحقة عليك
   *[other] { $shown } مهمة مستحقة عليك
}
home-chore-tasks-overdue = { $count ->
    [zero] لا متأخرة منها
    [one] واحدة منها متأخرة
    [two] اثنتان منها متأخرتان
    [few] { $shown } منها متأخرة
    [many] { $shown } منها متأخرة
   *[other] { $shown } منها متأخرة
}
