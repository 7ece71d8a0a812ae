# كلمات الواجهة المشتركة بين كل الصفحات.

ui-skip = انتقل إلى المحتوى الرئيسي
ui-nav = القائمة الرئيسية
ui-nav-open = افتح القائمة
ui-crumbs = موقعك الحالي
ui-help = المساعدة
ui-me = قائمة حسابك
ui-account = حسابك
ui-sign-out = تسجيل الخروج
ui-environment = البيئة
ui-clock = توقيت الخادم
ui-close = إغلاق
ui-cancel = إلغاء
ui-save = حفظ التغييرات
ui-edit = تعديل
ui-details = التفاصيل
ui-optional = (اختياري)
ui-choose = اختر
ui-from = من
ui-to = إلى

# البحث والمفاتيح
ui-search = بحث
ui-search-go = ابحث في كل مكان
ui-search-hint = ابحث بالاسم أو الرقم أو البريد أو الهاتف
ui-search-results = النتائج
ui-search-none = لا نتائج. اضغط Enter للبحث في كل مكان.
ui-search-failed = لم يستجب البحث السريع. اضغط Enter للبحث في كل مكان.
ui-search-move = للتنقل
ui-search-open = للفتح
ui-keys = اختصارات لوحة المفاتيح
ui-keys-off = يمكنك إيقاف الاختصارات من صفحة حسابك
ui-key-search = بحث
ui-key-home = الصفحة الرئيسية
ui-key-tenants = المستأجرون
ui-key-invoices = الفواتير
ui-key-approvals = الموافقات
ui-key-support = الدعم
ui-key-new = إنشاء جديد
ui-key-move = الصف التالي والسابق
ui-key-check = تحديد الصف
ui-key-open = فتح الصف
ui-key-walk = السجل السابق والتالي
ui-key-sheet = عرض هذه القائمة

# الحقول
ui-errors-title = هناك مشكلة
ui-show-password = إظهار كلمة المرور
ui-caps-lock = مفتاح Caps Lock مفعّل
ui-count-left = الحروف المتبقية: %
ui-count-over = الحروف الزائدة: %
ui-count-max = { $count ->
    [zero] بلا حروف
    [one] حرف واحد على الأكثر
    [two] حرفان على الأكثر
    [few] { $shown } حروف على الأكثر
    [many] { $shown } حرفًا على الأكثر
   *[other] { $shown } حرف على الأكثر
}
ui-lookup-query = ابحث عن اسم
ui-lookup-find = بحث
ui-lookup-none = لا شيء يطابق. جرّب حروفًا أقل.

# القوائم
ui-filter-all = الكل
ui-filter-apply = تطبيق
ui-chips = عوامل التصفية الحالية
ui-chip-remove = أزل عامل التصفية
ui-chips-clear = مسح الكل
ui-clear-filters = إزالة عوامل التصفية
ui-empty-no-match-text = غيّر البحث أو أزل أحد عوامل التصفية.
ui-total = { $count ->
    [zero] لا نتائج
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $shown } نتائج
    [many] { $shown } نتيجة
   *[other] { $shown } نتيجة
}
ui-total-capped = أكثر من { $total } نتيجة
ui-total-unknown = لم يُحسب العدد الكلي
ui-export = تصدير
ui-check-all = حدد كل صفوف هذه الصفحة
ui-check-row = حدد { $name }
ui-row-menu = إجراءات
ui-bulk-count = المحدد: %
ui-bulk-chosen = للصفوف المحددة
ui-bulk-all = طبّق على كل الصفوف المطابقة، لا على هذه الصفحة وحدها
ui-pager = الصفحات
ui-pager-size = عدد الصفوف في الصفحة
ui-pager-newer = الأحدث
ui-pager-older = الأقدم

# السجلات
ui-walk = السجلات المجاورة
ui-walk-previous = السجل السابق
ui-walk-next = السجل التالي
ui-copy = نسخ { $what }
ui-copy-id = نسخ المعرّف
ui-copied = تم النسخ
ui-external = (رابط خارج اللوحة)
ui-masked = مخفي
ui-reveal = إظهار
ui-missing = غير مذكور
ui-changed = تغيّر
ui-not-computed = لم يُحسب

# السجل الزمني
ui-behind = نيابةً عن
ui-changes = ما الذي تغيّر
ui-diff = قبل التغيير وبعده
ui-diff-field = الحقل
ui-diff-before = قبل
ui-diff-after = بعد
ui-diff-added = أضيف
ui-diff-removed = حُذف
ui-diff-changed = تغيّر
ui-diff-same = لم يتغيّر

# الرسوم البيانية
ui-chart-none = لا أرقام لهذه الفترة بعد.
ui-chart-table = عرض الأرقام

# التأكيد
ui-type-name = للتأكيد، اكتب هذا الاسم
ui-type-name-right = الاسم مطابق.
ui-type-name-wrong = الاسم غير مطابق بعد.
ui-step-up-title = أكّد هويتك
ui-step-up-text = يتطلب هذا الإجراء تحققًا جديدًا من هويتك، ويبقى صالحًا خمس دقائق.
ui-step-up-go = تأكيد
ui-password = كلمة المرور
ui-code = رمز تطبيق المصادقة
ui-code-hint = ستة أرقام، أو أحد رموز الاسترداد
ui-passkey = استخدم مفتاح المرور
ui-locked-title = محاولات كثيرة

# المهام
ui-progress-label = التقدم
ui-progress-queued = في الانتظار
ui-progress-running = قيد التنفيذ
ui-progress-paused = متوقفة مؤقتًا
ui-progress-cancelling = يجري الإيقاف
ui-progress-cancelled = أُوقفت
ui-progress-done = اكتملت
ui-progress-done-with-errors = اكتملت مع أخطاء
ui-progress-failed = فشلت
ui-progress-resumed = استؤنفت
ui-progress-done-count = المنجز
ui-progress-skipped-count = المتجاوز
ui-progress-failed-count = الفاشل
ui-progress-again = تحقق مجددًا
ui-progress-errors = تنزيل الأخطاء
ui-progress-cancel = إيقاف

# الأسرار
ui-secret-gone-title = عُرض هذا مرة واحدة
ui-secret-gone-text = حفاظًا على الأمان لا يمكن عرضه ثانية. أنشئ غيره إن ضاع.

# الجلسة
ui-session-title = جلستك على وشك الانتهاء
ui-session-text = سيُسجَّل خروجك بعد دقيقتين. احفظ ما تكتبه، أو ابقَ في الجلسة.
ui-session-stay = البقاء في الجلسة
ui-session-expired = انتهت جلستك. سجّل الدخول مجددًا للمتابعة، ولم يضِع شيء مما حُفظ.

# الأخطاء
ui-error-back = رجوع
ui-error-again = حاول مجددًا
ui-request-id = معرّف الطلب

# الورق
ui-printed = طُبعت
