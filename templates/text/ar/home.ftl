# الصفحة الأولى.

nav-home = الرئيسية
home-good-morning = صباح الخير، { $name }
home-good-afternoon = مساء الخير، { $name }
home-good-evening = مساء الخير، { $name }
home-all = عرض الكل

# كيف تسير الأمور
home-stages = المستأجرون حسب المرحلة
home-share-of-all = { $percent } من الإجمالي
home-trials-ending-note = { $count ->
    [0] لا تنتهي أي فترة خلال 7 أيام
    [zero] لا تنتهي أي فترة خلال 7 أيام
    [one] تنتهي فترة واحدة خلال 7 أيام
    [two] تنتهي فترتان خلال 7 أيام
    [few] تنتهي { $shown } فترات خلال 7 أيام
    [many] تنتهي { $shown } فترة خلال 7 أيام
   *[other] تنتهي { $shown } فترة خلال 7 أيام
}
home-trials-ending-many = تنتهي أكثر من { $shown } فترة خلال 7 أيام
home-growth-title = المستأجرون الجدد شهريًا
home-growth-finding = { $month } حتى الآن: { $now }. { $last }: { $before }.
home-month = الشهر
home-plans-title = الباقات
home-plans-note = المستأجرون النشطون
home-countries-title = الدول
home-countries-note = جميع المستأجرين
home-countries-rest = دول أخرى
home-register-empty = يظهر المستأجرون هنا فور إنشاء أولهم.

# ما ينتظرك
home-chores-title = يتطلب انتباهك
home-chores-none = لا شيء يتطلب انتباهك الآن.
home-chore-approvals = { $count ->
    [zero] لا طلبات بانتظار قرارك
    [one] طلب واحد بانتظار قرارك
    [two] طلبان بانتظار قرارك
    [few] { $shown } طلبات بانتظار قرارك
    [many] { $shown } طلبًا بانتظار قرارك
   *[other] { $shown } طلب بانتظار قرارك
}
home-chore-mail = { $count ->
    [zero] لا توجد رسائل غير مرسلة
    [one] رسالة واحدة لم تُرسل
    [two] رسالتان لم تُرسلا
    [few] { $shown } رسائل لم تُرسل
    [many] { $shown } رسالة لم تُرسل
   *[other] { $shown } رسالة لم تُرسل
}
home-chore-trials = { $count ->
    [zero] لا فترات تجريبية تنتهي خلال 7 أيام
    [one] فترة تجريبية واحدة تنتهي خلال 7 أيام
    [two] فترتان تجريبيتان تنتهيان خلال 7 أيام
    [few] { $shown } فترات تجريبية تنتهي خلال 7 أيام
    [many] { $shown } فترة تجريبية تنتهي خلال 7 أيام
   *[other] { $shown } فترة تجريبية تنتهي خلال 7 أيام
}
home-chore-stalled = { $count ->
    [zero] لا توجد عمليات تهيئة متعثرة
    [one] عملية تهيئة واحدة متعثرة
    [two] عمليتا تهيئة متعثرتان
    [few] { $shown } عمليات تهيئة متعثرة
    [many] { $shown } عملية تهيئة متعثرة
   *[other] { $shown } عملية تهيئة متعثرة
}
home-chore-stalled-note = { $count ->
    [zero] لا تقدّم اليوم
    [one] لا تقدّم منذ يوم واحد
    [two] لا تقدّم منذ يومين
    [few] لا تقدّم منذ { $shown } أيام
    [many] لا تقدّم منذ { $shown } يومًا
   *[other] لا تقدّم منذ { $shown } يوم
}
home-chore-import = { $count ->
    [zero] لم يُرفض أي صف في الاستيراد
    [one] رُفض صف واحد في الاستيراد
    [two] رُفض صفان في الاستيراد
    [few] رُفضت { $shown } صفوف في الاستيراد
    [many] رُفض { $shown } صفًا في الاستيراد
   *[other] رُفض { $shown } صف في الاستيراد
}
home-chore-imports-more = { $count ->
    [zero] ولا عمليات استيراد أخرى
    [one] وعملية استيراد أخرى
    [two] وعمليتا استيراد أخريان
    [few] و{ $shown } عمليات استيراد أخرى
    [many] و{ $shown } عملية استيراد أخرى
   *[other] و{ $shown } عملية استيراد أخرى
}
home-chore-invited = { $count ->
    [zero] لا توجد دعوات قيد الانتظار
    [one] زميل واحد لم يقبل الدعوة بعد
    [two] زميلان لم يقبلا الدعوة بعد
    [few] { $shown } زملاء لم يقبلوا الدعوة بعد
    [many] { $shown } زميلًا لم يقبلوا الدعوة بعد
   *[other] { $shown } زميل لم يقبلوا الدعوة بعد
}
home-chore-sign-ins = { $count ->
    [zero] لا محاولات دخول فاشلة في آخر 7 أيام
    [one] محاولة دخول فاشلة واحدة في آخر 7 أيام
    [two] محاولتا دخول فاشلتان في آخر 7 أيام
    [few] { $shown } محاولات دخول فاشلة في آخر 7 أيام
    [many] { $shown } محاولة دخول فاشلة في آخر 7 أيام
   *[other] { $shown } محاولة دخول فاشلة في آخر 7 أيام
}

# القوائم
home-yours = من مسؤوليتك
home-trials-title = فترات تجريبية تنتهي قريبًا
home-trials-none = لا تنتهي أي فترة تجريبية خلال 7 أيام.
home-trial-ends = { $count ->
    [0] تنتهي اليوم
    [1] تنتهي غدًا
    [zero] تنتهي اليوم
    [one] تنتهي غدًا
    [two] تنتهي بعد يومين
    [few] تنتهي بعد { $shown } أيام
    [many] تنتهي بعد { $shown } يومًا
   *[other] تنتهي بعد { $shown } يوم
}
home-stalled-title = عمليات تهيئة متعثرة
home-stalled-none = لا توجد عمليات تهيئة متعثرة.
home-steps = الخطوات المكتملة: { $done } من { $all }
home-since = منذ { $date }
home-newest-title = أحدث المستأجرين
home-newest-none = لا يوجد مستأجرون بعد.
home-edited-title = آخر التعديلات
home-edited-none = لا توجد تعديلات بعد.
home-unreachable-title = مستأجرون بلا جهة اتصال
home-unreachable-none = لكل مستأجر جهة اتصال.
home-unsent-title = رسائل لم تُرسل
home-mail-failed = تعذّر الإرسال
home-mail-waiting = تُعاد المحاولة

# سجل التدقيق
home-watch-failed = محاولات دخول فاشلة
home-watch-denied = محاولات وصول مرفوضة
home-watch-sign-ins = عمليات تسجيل الدخول
home-watch-week = آخر 7 أيام
home-activity-title = القيود يوميًا
home-activity-entries = القيود
home-activity-finding = أكثر الأيام نشاطًا: { $day }، وعدد قيوده { $entries }.
home-day = اليوم
home-acts-title = أبرز الإجراءات
home-acts-none = لا توجد إجراءات بارزة بعد.

# لمن صلاحياتهم قليلة
home-open-title = الصفحات المتاحة لك
