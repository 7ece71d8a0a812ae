product = لوحة الإدارة
title-error = خطأ
environment-demo = عرض توضيحي. جميع البيانات هنا افتراضية.

nav-group-start = نظرة عامة
nav-group-customers = العملاء
nav-group-billing = الفوترة
nav-group-platform = المنصة

error-400-title = تعذرت قراءة الطلب
error-400-text = العنوان أو النموذج غير مكتمل. ارجع وأعد تحميل الصفحة ثم حاول من جديد.
error-403-title = غير مصرّح لك
error-403-text = أدوارك لا تسمح بذلك، أو بقي النموذج مفتوحًا مدة طويلة. أعد تحميل الصفحة؛ وإن لم يُجدِ ذلك فاطلب الصلاحية من مدير النظام.
error-404-title = الصفحة غير موجودة
error-404-text = العنوان غير صحيح، أو لم تعد الصفحة موجودة.
error-405-title = لا يمكن فتح هذا العنوان مباشرة
error-405-text = افتحه من الصفحة التي ينتمي إليها.
error-408-title = انتهت مهلة الطلب
error-408-text = استغرق وصول الطلب وقتًا طويلًا ولم يتغير شيء. تحقق من اتصالك ثم أعد المحاولة.
error-409-title = غيّر شخص آخر هذا السجل
error-409-text = تغيّر السجل أثناء عملك عليه. أعد تحميله وأدخل تعديلك من جديد.
error-413-title = الحجم كبير جدًا
error-413-text = الملف أو النموذج أكبر مما تقبله هذه الصفحة.
error-429-title = طلبات كثيرة جدًا
error-429-text =
    { $count ->
        [zero] حاول الآن من جديد.
        [one] انتظر ثانية واحدة ثم حاول من جديد.
        [two] انتظر ثانيتين ثم حاول من جديد.
        [few] انتظر { $count } ثوانٍ ثم حاول من جديد.
        [many] انتظر { $count } ثانية ثم حاول من جديد.
       *[other] انتظر { $count } ثانية ثم حاول من جديد.
    }
error-500-title = حدث خطأ ما
error-500-text = لم يتغيّر شيء. يساعدنا معرّف الطلب أدناه على معرفة السبب.
error-503-title = تعذّر الاتصال بقاعدة البيانات
error-503-text = بياناتك في أمان. حاول بعد قليل.

permission-tenants-read = عرض المستأجرين
permission-tenants-identity = عرض أسماء المستأجرين وبيانات الاتصال
permission-tenants-create = إنشاء المستأجرين
permission-tenants-write = تعديل المستأجرين
permission-tenants-note = إضافة ملاحظات على المستأجرين
permission-tenants-import = استيراد المستأجرين
permission-tenants-export = تصدير المستأجرين
permission-staff-read = عرض الموظفين
permission-staff-manage = إدارة الموظفين
permission-audit-read = عرض سجل التدقيق
permission-audit-export = تصدير سجل التدقيق
