account-tabs = صفحات حسابك
account-profile = الملف الشخصي
account-password = كلمة المرور
account-factors = المصادقة الثنائية
account-sessions = الجلسات

account-section-you = أنت
account-section-you-hint = اسمك كما يظهر لزملائك. أما بريدك الإلكتروني وأدوارك فيحددها مسؤول إدارة الموظفين.
account-section-reading = اللغة
account-section-reading-hint = لغة اللوحة ولغة الرسائل التي تصلك.
account-section-look = المظهر والاختصارات
account-section-look-hint = يسري التغيير من الصفحة التالية على جميع أجهزتك.
account-field-language = اللغة
account-field-digits = الأرقام
account-hint-digits = في الأعداد والتواريخ والأوقات
account-digits-latin = 1,234
account-digits-arabic = ١٬٢٣٤
account-field-theme = السمة
account-theme-system = حسب إعداد الجهاز
account-theme-light = فاتحة
account-theme-dark = داكنة
account-field-density = كثافة العرض
account-density-comfortable = مريحة
account-density-compact = مضغوطة
account-field-shortcuts = اختصارات لوحة المفاتيح
account-hint-shortcuts = مفاتيح مفردة مثل / للبحث و g t للانتقال إلى المستأجرين. أوقفها إن تعارضت مع قارئ الشاشة أو الإدخال الصوتي.
account-error-choice = اختر أحد الخيارات
account-profile-done = حُفظ ملفك الشخصي.

account-password-text = عند تغيير كلمة المرور تنتهي جميع جلساتك الأخرى، ويصلك إشعار بالبريد الإلكتروني.
account-field-current = كلمة المرور الحالية
account-password-go = تغيير كلمة المرور
account-password-done = تم تغيير كلمة المرور وإنهاء جلساتك الأخرى.
account-error-current-missing = أدخل كلمة المرور الحالية
account-error-current-wrong = كلمة المرور الحالية غير صحيحة
account-error-password-same = هذه هي كلمة مرورك الحالية. اختر كلمة مرور مختلفة

account-authenticator-since = تاريخ الإعداد
account-authenticator-used = آخر استخدام
account-authenticator-text = تطبيق على هاتفك يعرض رمزًا جديدًا كل 30 ثانية. أعد إعداده عند تغيير هاتفك، أو إذا اشتبهت في أن غيرك اطّلع على مفتاحه.
account-authenticator-again = إعادة الإعداد
account-authenticator-title = إعادة إعداد تطبيق المصادقة
account-authenticator-effect = يتوقف تطبيق المصادقة الحالي عن العمل، وتنتهي جلساتك الأخرى.
account-authenticator-go = استبدال تطبيق المصادقة
account-authenticator-done = بدأ استخدام تطبيق المصادقة الجديد، وانتهت جلساتك الأخرى.
account-error-seed-old = عُرض رمز QR هذا قبل أكثر من 30 دقيقة. امسح الرمز الجديد
account-codes-left = الرموز غير المستخدمة
account-codes-text = يتيح لك كل رمز تسجيل الدخول مرة واحدة عندما لا يكون هاتفك معك.
account-codes-again = إنشاء رموز جديدة
account-codes-title = إنشاء رموز استرداد جديدة؟
account-codes-effect = تتوقف جميع رموز الاسترداد الحالية عن العمل.
account-codes-go = إنشاء عشرة رموز

account-sessions-text = الأجهزة المسجَّل دخولك عليها. تنتهي الجلسة بعد 30 دقيقة من عدم النشاط، وبعد 12 ساعة من تسجيل الدخول.
account-sessions-end = إنهاء جميع الجلسات الأخرى
account-sessions-no-others = ليست لديك جلسات أخرى.
account-sessions-ended-done =
    { $count ->
        [zero] لم تنتهِ أي جلسة أخرى.
        [one] انتهت جلسة أخرى واحدة.
        [two] انتهت جلستان أخريان.
        [few] انتهت { $count } جلسات أخرى.
        [many] انتهت { $count } جلسة أخرى.
       *[other] انتهت { $count } جلسة أخرى.
    }
account-session-this = الجلسة الحالية
account-session-own = هذه جلستك الحالية. سجّل الخروج لإنهائها.

mail-what-password = تم تغيير كلمة مرور حسابك، وانتهت جميع الجلسات الأخرى.
mail-what-authenticator = تم إعداد تطبيق مصادقة جديد لحسابك. توقف التطبيق السابق عن العمل، وانتهت جميع الجلسات الأخرى.
mail-what-recovery-codes = أُنشئت رموز استرداد جديدة لحسابك، ولم تعد الرموز السابقة صالحة.

action-account-edited = تعديل الملف الشخصي
action-account-password-changed = تغيير كلمة المرور
action-account-authenticator-changed = استبدال تطبيق المصادقة
action-account-recovery-codes-renewed = إنشاء رموز استرداد جديدة
action-account-session-ended = إنهاء إحدى الجلسات
action-account-sessions-ended = إنهاء جميع الجلسات الأخرى
