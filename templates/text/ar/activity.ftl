# مستأجر واحد: نشاطه واشتراكه وتذاكره.

tenants-tab-subscription = الاشتراك
tenants-tab-activity = النشاط
tenants-tab-support = الدعم
tenants-tab-audit = سجل التدقيق
tenants-audit-explore = البحث في سجل التدقيق
tenants-audit-empty-title = لا توجد قيود بعد
tenants-audit-empty-text = يظهر هنا كل تغيير على هذا المستأجر.
tenants-support-empty-title = لا توجد تذاكر
tenants-support-empty-text = مكتب الدعم ليس جزءًا من هذا الإصدار. وعند إضافته تظهر هنا تذاكر هذا المستأجر.
subscription-card-limits = ما تتيحه الباقة
subscription-field-cancels = تُلغى اعتبارًا من
subscription-limit-orders = الطلبات شهريًا
subscription-limit-branches = الفروع
subscription-limit-users = المستخدمون
subscription-limit-storage = التخزين
subscription-limit-calls = طلبات الواجهة البرمجية شهريًا
subscription-gigabytes = { $amount } غ.ب
subscription-unlimited = بلا حد

activity-field-kind = الموضوع
activity-kind-record = بيانات المستأجر
activity-kind-lifecycle = المرحلة
activity-kind-onboarding = التهيئة
activity-kind-note = الملاحظات
activity-kind-contact = جهات الاتصال
activity-kind-approval = الموافقات
activity-kind-mail = البريد
activity-kind-import = الاستيراد
activity-kind-other = أخرى
activity-written = أرسل بريدًا إلى المستأجر
activity-none-title = لا يوجد نشاط مطابق
activity-empty-title = لم يحدث شيء بعد
activity-empty-text = يظهر هنا كل ما يخص هذا المستأجر.
action-tenant-activity-exported = صدّر النشاط
action-tenant-notified = راسل المستأجر

mail-trial-ending-subject = تنتهي فترتكم التجريبية في CleanMateX بتاريخ { $until }
mail-trial-ending-body =
    مرحبًا { $tenant }،

    { $days ->
        [zero] تنتهي فترتكم التجريبية في CleanMateX اليوم، { $until }.
        [one] تنتهي فترتكم التجريبية في CleanMateX غدًا، { $until }.
        [two] تنتهي فترتكم التجريبية في CleanMateX بعد يومين، بتاريخ { $until }.
        [few] تنتهي فترتكم التجريبية في CleanMateX بعد { $days } أيام، بتاريخ { $until }.
        [many] تنتهي فترتكم التجريبية في CleanMateX بعد { $days } يومًا، بتاريخ { $until }.
       *[other] تنتهي فترتكم التجريبية في CleanMateX بعد { $days } يوم، بتاريخ { $until }.
    }

    ردوا على هذه الرسالة ونجد معكم الباقة المناسبة. وكل ما أعددتموه يبقى كما هو.
