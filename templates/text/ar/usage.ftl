tenants-tab-usage = الاستخدام
usage-card-limits = استخدام الباقة
usage-window = من { $from } إلى { $to }
usage-no-subscription = لا اشتراك جارٍ، فلا حدود.
usage-field-measure = الحد
usage-field-used = المستخدم
usage-field-allowed = المسموح
usage-field-share = النسبة
usage-unlimited = بلا حد
usage-megabytes = { $amount } م.ب
usage-percent = { $percent } %
usage-measure-orders = الطلبات
usage-measure-users = المستخدمون
usage-measure-branches = الفروع
usage-measure-storage = التخزين
usage-measure-api-calls = طلبات الواجهة البرمجية
usage-alerts = أُبلغ المستأجر
usage-alert-line = { $measure }: بلغ { $level } % في { $time }: { $used } من { $allowed }
usage-chart-title = الطلبات في آخر 30 يومًا
usage-chart-axis = اليوم
usage-chart-finding =
    { $count ->
        [zero] لا طلبات في 30 يومًا
        [one] طلب واحد في 30 يومًا
        [two] طلبان في 30 يومًا
        [few] { $shown } طلبات في 30 يومًا
        [many] { $shown } طلبًا في 30 يومًا
       *[other] { $shown } طلب في 30 يومًا
    }
usage-card-events = آخر الأحداث
usage-no-events = لم تصل أحداث في آخر 40 يومًا.
usage-field-occurred = وقت الحدوث
usage-field-metric = المقياس
usage-field-quantity = الكمية
usage-field-received = وصل في
usage-field-key = المفتاح
usage-metric-orders-created = طلبات أُنشئت
usage-metric-orders-completed = طلبات اكتملت
usage-metric-orders-cancelled = طلبات أُلغيت
usage-metric-revenue-minor = الإيراد بالوحدة الصغرى
usage-metric-new-customers = عملاء جدد
usage-metric-active-customers = عملاء نشطون
usage-metric-logins = مرات الدخول
usage-metric-active-users = مستخدمون نشطون
usage-metric-total-users = المستخدمون
usage-metric-branches = الفروع
usage-metric-storage-mb = التخزين، م.ب
usage-metric-api-calls = طلبات الواجهة البرمجية

mail-limit-near-subject = { $measure }: استُخدم { $level } % من باقتك
mail-limit-near-body =
    مرحبًا { $tenant }،

    بلغ استخدامكم لمنصة CleanMateX { $level } % مما تشمله باقتكم. { $measure }: { $used } من { $allowed }.

    يبدأ شهر جديد من باقتكم في { $until }. إن احتجتم إلى المزيد قبل ذلك فردّوا على هذه الرسالة لنجد الباقة المناسبة.
mail-limit-near-owner-subject = { $tenant }: { $measure } عند { $level } %
mail-limit-near-owner-body =
    بلغ { $tenant } { $level } % من باقته. { $measure }: { $used } من { $allowed }.

    يبدأ شهر جديد من باقته في { $until }. أُبلغ المستأجر بالبريد.
mail-limit-near-open = فتح الاستخدام

action-tenant-usage-alerted = أبلغ مستأجرًا بحدّه
audit-of-measure = الحد
audit-of-level = المستوى بالمئة
audit-of-used = المستخدم
audit-of-allowed = المسموح
