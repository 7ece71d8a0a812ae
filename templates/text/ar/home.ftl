# الصفحة الأولى.

nav-home = الرئيسية
home-good-morning = صباح الخير، { $name }
home-good-afternoon = طاب نهارك، { $name }
home-good-evening = مساء الخير، { $name }
home-all = عرض الكل

# كيف تسير الأمور
home-stages = المستأجرون حسب المرحلة
home-share-of-all = { $percent } من الكل
home-trials-ending-note = { $count ->
    [0] لا شيء ينتهي هذا الأسبوع
    [zero] لا شيء ينتهي هذا الأسبوع
    [one] تنتهي واحدة خلال 7 أيام
    [two] تنتهي اثنتان خلال 7 أيام
    [few] تنتهي { $shown } خلال 7 أيام
    [many] تنتهي { $shown } خلال 7 أيام
   *[other] تنتهي { $shown } خلال 7 أيام
}
home-trials-ending-many = تنتهي أكثر من { $shown } خلال 7 أيام
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
home-chores-title = ما ينتظرك الآن
home-chores-none = لا شيء ينتظرك.
home-chore-mail = { $count ->
    [zero] لا رسائل عالقة
    [one] رسالة واحدة لم تُرسل
    [two] رسالتان لم تُرسلا
    [few] { $shown } رسائل لم تُرسل
    [many] { $shown } رسالة لم تُرسل
   *[other] { $shown } رسالة لم تُرسل
}
home-chore-trials = { $count ->
    [zero] لا تجربة تنتهي خلال 7 أيام
    [one] تجربة واحدة تنتهي خلال 7 أيام
    [two] تجربتان تنتهيان خلال 7 أيام
    [few] { $shown } تجارب تنتهي خلال 7 أيام
    [many] { $shown } تجربة تنتهي خلال 7 أيام
   *[other] { $shown } تجربة تنتهي خلال 7 أيام
}
home-chore-stalled = { $count ->
    [zero] لا تهيئة متوقفة
    [one] تهيئة واحدة متوقفة
    [two] عمليتا تهيئة متوقفتان
    [few] { $shown } عمليات تهيئة متوقفة
    [many] { $shown } عملية تهيئة متوقفة
   *[other] { $shown } عملية تهيئة متوقفة
}
home-chore-stalled-note = { $count ->
    [zero] لم يحدث فيها شيء اليوم
    [one] لم يحدث فيها شيء منذ يوم
    [two] لم يحدث فيها شيء منذ يومين
    [few] لم يحدث فيها شيء منذ { $shown } أيام
    [many] لم يحدث فيها شيء منذ { $shown } يومًا
   *[other] لم يحدث فيها شيء منذ { $shown } يوم
}
home-chore-import = { $count ->
    [zero] لم يُرفض أي صف من الاستيراد
    [one] رُفض صف واحد من استيراد
    [two] رُفض صفان من استيراد
    [few] رُفضت { $shown } صفوف من استيراد
    [many] رُفض { $shown } صفًا من استيراد
   *[other] رُفض { $shown } صف من استيراد
}
home-chore-imports-more = { $count ->
    [zero] ولا شيء غيره
    [one] وعملية استيراد أخرى
    [two] وعمليتا استيراد أخريان
    [few] و{ $shown } عمليات استيراد أخرى
    [many] و{ $shown } عملية استيراد أخرى
   *[other] و{ $shown } عملية استيراد أخرى
}
home-chore-invited = { $count ->
    [zero] لا دعوات معلقة
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
home-yours = لك
home-trials-title = تجارب تنتهي قريبًا
home-trials-none = لا تنتهي أي تجربة خلال 7 أيام.
home-trial-ends = { $count ->
    [0] تنتهي اليوم
    [1] تنتهي غدًا
    [zero] تنتهي اليوم
    [one] تنتهي غدًا
    [two] تنتهي خلال يومين
    [few] تنتهي خلال { $shown } أيام
    [many] تنتهي خلال { $shown } يومًا
   *[other] تنتهي خلال { $shown } يوم
}
home-stalled-title = تهيئة متوقفة
home-stalled-none = كل عمليات التهيئة تسير.
home-steps = { $done } من { $all } خطوات
home-since = منذ { $date }
home-newest-title = أحدث المستأجرين
home-newest-none = لا يوجد مستأجرون بعد.
home-edited-title = آخر ما عُدّل
home-edited-none = لم يُعدّل شيء بعد.
home-unreachable-title = لا أحد للتواصل معه
home-unreachable-none = لكل مستأجر جهة اتصال.
home-unsent-title = رسائل لم تُرسل
home-mail-failed = توقفت المحاولات
home-mail-waiting = ما زالت المحاولة جارية

# السجل
home-watch-failed = محاولات دخول فاشلة
home-watch-denied = صفحات مرفوضة
home-watch-sign-ins = عمليات الدخول
home-watch-week = آخر 7 أيام
home-activity-title = القيود يوميًا
home-activity-entries = القيود
home-activity-finding = أكثر الأيام ازدحامًا: { $day } بعدد { $entries }.
home-day = اليوم
home-acts-title = أهم الأفعال
home-acts-none = لم يحدث شيء من ذلك بعد.

# لمن صلاحياتهم قليلة
home-open-title = ما يمكنك فتحه
