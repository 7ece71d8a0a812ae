nav-keys = مفاتيح الواجهة البرمجية
keys-sub = تصل البرامج إلى الواجهة البرمجية بمفتاح، ولكل مفتاح نطاقاته وحدّه.
keys-new = إصدار مفتاح
keys-new-title = إصدار مفتاح للواجهة البرمجية
keys-new-sub = يظهر المفتاح مرة واحدة في الصفحة التالية، فجهّز المكان الذي سيُحفظ فيه.
keys-new-go = إصدار المفتاح
keys-field-name = الاسم
keys-field-scopes = النطاقات
keys-field-status = الحالة
keys-field-last-used = آخر استخدام
keys-field-expires = آخر يوم
keys-field-rate = الطلبات في الساعة
keys-field-networks = الشبكات المسموح بها
keys-field-acts = إجراءات
keys-field-reason = السبب
keys-hint-name = البرنامج ومكان تشغيله، مثل: المنتج، بيئة الإنتاج
keys-hint-expires = يعمل المفتاح حتى نهاية هذا اليوم
keys-hint-rate = المعتاد 1,000، وحتى 100,000 للمفاتيح التي ترسل الاستخدام. تُحسب الدفعة طلبًا واحدًا
keys-hint-networks = شبكة في كل سطر، مثل 203.0.113.0/24. إن تُركت فارغة عمل المفتاح حيث تعمل اللوحة
keys-hint-reason = يُحفظ في سجل التدقيق
keys-scope-usage-write = إرسال الاستخدام
keys-scope-usage-write-text = إرسال أحداث ما يستخدمه المستأجرون.
keys-scope-tenants-read = قراءة المستأجرين
keys-scope-tenants-read-text = قراءة السجل بالأسماء وبيانات الاتصال.
keys-scope-tenants-write = إنشاء مستأجرين
keys-scope-tenants-write-text = إنشاء مستأجرين كما في الصفحة.
keys-status-active = نشط
keys-status-ending = ينتهي قريبًا
keys-status-unused = لم يُستخدم منذ 90 يومًا
keys-status-expired = منتهٍ
keys-status-revoked = ملغى
keys-never-used = لم يُستخدم
keys-no-end = بلا نهاية
keys-per-hour =
    { $count ->
        [zero] لا طلبات في الساعة
        [one] طلب واحد في الساعة
        [two] طلبان في الساعة
        [few] { $shown } طلبات في الساعة
        [many] { $shown } طلبًا في الساعة
       *[other] { $shown } طلب في الساعة
    }
keys-calls =
    { $count ->
        [zero] لا طلبات خلال 24 ساعة
        [one] طلب واحد خلال 24 ساعة
        [two] طلبان خلال 24 ساعة
        [few] { $shown } طلبات خلال 24 ساعة
        [many] { $shown } طلبًا خلال 24 ساعة
       *[other] { $shown } طلب خلال 24 ساعة
    }
keys-empty-title = لا مفاتيح بعد
keys-empty-text = أصدر مفتاحًا لكل برنامج يستخدم الواجهة البرمجية ليمكن إلغاء كل منها وحده.
keys-issued-title = صدر المفتاح: { $name }
keys-issued-once-title = انسخ المفتاح الآن
keys-issued-once-text = لن يظهر مرة أخرى ولا يمكن لأحد الاطلاع عليه. إن ضاع فألغه وأصدر غيره.
keys-issued-copy = نسخ المفتاح
keys-issued-back = حفظته
keys-revoke = إلغاء
keys-revocation-title = إلغاء المفتاح { $name }؟
keys-revocation-effect = يُرفض كل طلب بهذا المفتاح من الآن.
keys-revocation-final = لا يمكن استعادة مفتاح أُلغي. أصدر غيره أولًا إن كان البرنامج سيستمر.
keys-revocation-in-use =
    { $count ->
        [zero] المفتاح غير مستخدم خلال آخر 24 ساعة.
        [one] المفتاح مستخدم: طلب واحد خلال آخر 24 ساعة.
        [two] المفتاح مستخدم: طلبان خلال آخر 24 ساعة.
        [few] المفتاح مستخدم: { $shown } طلبات خلال آخر 24 ساعة.
        [many] المفتاح مستخدم: { $shown } طلبًا خلال آخر 24 ساعة.
       *[other] المفتاح مستخدم: { $shown } طلب خلال آخر 24 ساعة.
    }
keys-revocation-deed = إلغاء { $name }
keys-revoked-done = أُلغي المفتاح { $name }.
keys-revoked-already = أُلغي هذا المفتاح من قبل.
keys-error-name-missing = أدخل اسمًا من حرفين على الأقل
keys-error-name-long = استخدم 120 حرفًا على الأكثر للاسم
keys-error-name-taken = يحمل مفتاح آخر مستخدم هذا الاسم
keys-error-scopes = اختر نطاقًا واحدًا على الأقل
keys-error-rate = أدخل عددًا صحيحًا من الطلبات في الساعة
keys-error-rate-usage = لا يزيد على 1,000 طلب في الساعة إلا للمفاتيح التي ترسل الاستخدام
keys-error-rate-high = أدخل 100,000 طلب في الساعة على الأكثر
keys-error-networks-many = أدخل 20 شبكة على الأكثر
keys-error-end = أدخل يومًا
keys-error-end-past = أدخل اليوم أو يومًا بعده
keys-error-reason-missing = أدخل السبب
keys-error-reason-long = استخدم 500 حرف على الأكثر للسبب

nav-reference = مرجع الواجهة البرمجية
reference-sub = مرسوم من الوثيقة التي تقدّمها الواجهة نفسها (OpenAPI { $version }).
reference-document = وثيقة OpenAPI
reference-parameters = المعاملات
reference-body = محتوى الطلب:
reference-answers = الردود
reference-shapes = البنى
reference-problems = الأخطاء
reference-problems-text = كل خطأ وثيقة فيها النوع والعنوان والحالة والتفصيل ورقم الطلب، وكل حقل رُفض إن وُجد.
reference-problem-status = الحالة
reference-field-name = الاسم
reference-field-kind = النوع
reference-field-text = المعنى
reference-required = مطلوب

permission-area-developers = المطوّرون
permission-developers-read = عرض مفاتيح الواجهة البرمجية
permission-developers-read-text = الاطلاع على البرامج التي لها مفاتيح وما يُسمح لها ومتى استُخدمت، وقراءة مرجع الواجهة البرمجية.
permission-developers-manage = إدارة مفاتيح الواجهة البرمجية
permission-developers-manage-text = إصدار وإلغاء المفاتيح التي تستخدم بها البرامج الواجهة البرمجية.

action-api-key-issued = أصدر مفتاحًا للواجهة البرمجية
action-api-key-revoked = ألغى مفتاحًا للواجهة البرمجية
action-api-key-refused = رُفض له طلب في الواجهة البرمجية
audit-kind-api-key = مفاتيح الواجهة البرمجية
audit-of-scopes = النطاقات
audit-of-rate = الطلبات في الساعة
audit-of-networks = الشبكات المسموح بها
audit-of-expires-at = ينتهي في
audit-reason-revoked-key = المفتاح ملغى
audit-reason-expired-key = المفتاح منتهٍ
audit-reason-network-not-allowed = من شبكة غير مسموح بها
