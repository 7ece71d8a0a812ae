product = وحدة الإدارة
title-error = خطأ
environment-demo = عرض توضيحي. كل ما هنا من نسج الخيال.

nav-group-start = نظرة عامة
nav-group-customers = العملاء
nav-group-platform = المنصة

error-400-title = تعذرت قراءة الطلب
error-400-text = العنوان أو النموذج غير مكتمل. ارجع وأعد تحميل الصفحة ثم أرسله من جديد.
error-403-title = لا يُسمح لك بهذا
error-403-text = أدوارك لا تسمح بذلك، أو بقي النموذج مفتوحًا مدة طويلة. أعد تحميل الصفحة؛ وإن لم يُفد ذلك فاطلب الصلاحية من مدير عام.
error-404-title = لا شيء هنا
error-404-text = العنوان غير صحيح، أو أن ما كان هنا لم يعد موجودًا.
error-405-title = هذا العنوان يعمل بطريقة أخرى
error-405-text = افتحه من الصفحة التي ينتمي إليها.
error-409-title = سبقك شخص آخر
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
error-500-title = حدث خلل لدينا
error-500-text = لم يتغير شيء. رقم الطلب أدناه يساعد على معرفة السبب.
error-503-title = تعذر وصول الوحدة إلى قاعدة بياناتها
error-503-text = بياناتك في أمان. حاول بعد قليل.

permission-tenants-read = الاطلاع على المستأجرين
permission-tenants-identity = الاطلاع على أسماء المستأجرين وجهات اتصالهم
permission-tenants-create = إنشاء المستأجرين
permission-tenants-write = تعديل المستأجرين
permission-tenants-note = كتابة ملاحظات على المستأجرين
permission-tenants-import = استيراد المستأجرين
permission-tenants-export = تصدير المستأجرين
permission-staff-read = الاطلاع على الموظفين
permission-staff-manage = إدارة الموظفين
permission-audit-read = قراءة سجل التدقيق
permission-audit-export = تصدير سجل التدقيق
