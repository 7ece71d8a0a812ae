account-tabs = أقسام حسابك
account-profile = الملف الشخصي
account-password = كلمة المرور
account-factors = العامل الثاني
account-sessions = الجلسات

account-section-you = أنت
account-section-you-hint = كما يراك زملاؤك. يحدد بريدك وأدوارك من يدير الموظفين.
account-section-reading = اللغة
account-section-reading-hint = لغة الوحدة والرسائل التي تصلك.
account-section-look = المظهر والمفاتيح
account-section-look-hint = يسري في الصفحة التالية، وعلى كل أجهزتك.
account-field-language = اللغة
account-field-digits = الأرقام
account-hint-digits = في الأعداد والتواريخ والأوقات
account-digits-latin = 1,234
account-digits-arabic = ١٬٢٣٤
account-field-theme = السمة
account-theme-system = مثل الجهاز
account-theme-light = فاتحة
account-theme-dark = داكنة
account-field-density = الكثافة
account-density-comfortable = مريحة
account-density-compact = متراصة
account-field-shortcuts = اختصارات لوحة المفاتيح
account-hint-shortcuts = مفاتيح مفردة مثل / للبحث و g t للانتقال إلى المستأجرين. أوقفها إن تعارضت مع قارئ الشاشة أو الإدخال الصوتي.
account-error-choice = اختر إحدى القيم المعروضة
account-profile-done = حُفظ ملفك الشخصي.

account-password-text = تنتهي كل جلساتك الأخرى عند تغيير كلمة المرور، وتصلك رسالة بذلك.
account-field-current = كلمة المرور الحالية
account-password-go = تغيير كلمة المرور
account-password-done = تغيّرت كلمة مرورك، وانتهت جلساتك الأخرى.
account-error-current-missing = أدخل كلمة المرور الحالية
account-error-current-wrong = كلمة المرور الحالية غير صحيحة
account-error-password-same = هذه كلمة مرورك الحالية. اختر غيرها

account-authenticator-since = تاريخ الإعداد
account-authenticator-used = آخر استخدام
account-authenticator-text = تطبيق على هاتفك يعرض رمزًا جديدًا كل ثلاثين ثانية. أعد إعداده عند تغيير هاتفك، أو إن كان أحد قد اطلع على مفتاحه.
account-authenticator-again = إعادة الإعداد
account-authenticator-title = إعادة إعداد تطبيق المصادقة
account-authenticator-effect = يتوقف التطبيق القديم عن العمل، وتنتهي جلساتك الأخرى.
account-authenticator-go = استبدال تطبيق المصادقة
account-authenticator-done = بدأ استخدام تطبيق المصادقة الجديد، وانتهت جلساتك الأخرى.
account-error-seed-old = عُرض هذا الرمز قبل أكثر من ثلاثين دقيقة. امسح الرمز الجديد
account-codes-left = غير المستخدمة
account-codes-text = كل رمز يُدخلك مرة واحدة حين لا يكون هاتفك معك.
account-codes-again = إنشاء رموز جديدة
account-codes-title = إنشاء رموز استرداد جديدة؟
account-codes-effect = تتوقف كل رموزك الحالية عن العمل.
account-codes-go = إنشاء عشرة رموز جديدة

account-sessions-text = أين أنت مسجل الدخول. تنتهي الجلسة من نفسها بعد 30 دقيقة بلا استخدام، وبعد 12 ساعة من الدخول.
account-sessions-end = إنهاء كل الجلسات الأخرى
account-sessions-no-others = لست مسجل الدخول في مكان آخر.
account-sessions-ended-done =
    { $count ->
        [zero] لم تنته أي جلسة أخرى.
        [one] انتهت جلسة أخرى واحدة.
        [two] انتهت جلستان أخريان.
        [few] انتهت { $count } جلسات أخرى.
        [many] انتهت { $count } جلسة أخرى.
       *[other] انتهت { $count } جلسة أخرى.
    }
account-session-this = هذه
account-session-own = هذه هي الجلسة التي أنت فيها. سجل الخروج لإنهائها.

mail-what-password = تغيّرت كلمة مرور حسابك، وانتهت كل الجلسات الأخرى.
mail-what-authenticator = أُعدّ تطبيق مصادقة آخر لحسابك. لم يعد القديم يعمل، وانتهت كل الجلسات الأخرى.
mail-what-recovery-codes = أُنشئت رموز استرداد جديدة لحسابك. لم تعد القديمة تعمل.

action-account-edited = غيّر ملفه الشخصي
action-account-password-changed = غيّر كلمة مروره
action-account-authenticator-changed = أعدّ تطبيق مصادقة آخر
action-account-recovery-codes-renewed = أنشأ رموز استرداد جديدة
action-account-session-ended = أنهى إحدى جلساته
action-account-sessions-ended = أنهى جلساته الأخرى
