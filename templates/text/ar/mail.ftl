mail-brand = CleanMateX
mail-footer = أرسلتها وحدة إدارة CleanMateX. إن لم تكن موجهة إليك فأبلغ مسؤول المنصة.
mail-invitation-subject = حسابك في وحدة الإدارة
mail-invitation-body =
    مرحبًا { $name }،

    أُنشئ لك حساب في وحدة الإدارة. افتح الرابط لاختيار كلمة مرور وإعداد العامل الثاني. يعمل الرابط مرة واحدة خلال سبعة أيام.
mail-invitation-action = إعداد حسابك
mail-reset-subject = أعد إعداد حسابك في وحدة الإدارة
mail-reset-body =
    مرحبًا { $name }،

    أعاد زميل ضبط كلمة مرورك والعامل الثاني، وانتهت كل جلساتك. افتح الرابط للبدء من جديد. يعمل مرة واحدة خلال سبعة أيام.
mail-reset-action = إعداد حسابك
mail-new-device-subject = جهاز جديد على حسابك في وحدة الإدارة
mail-new-device-body =
    مرحبًا { $name }،

    فُتح حسابك من جهاز لم نره من قبل.

    الوقت: { $time } (مسقط)

    العنوان: { $address }

    المتصفح: { $browser }

    إن لم تكن أنت فأبلغ مديرًا عامًا فورًا.
mail-failures-before-subject = محاولات فاشلة قبل تسجيل دخول
mail-failures-before-body =
    مرحبًا { $name }،

    فُتح حسابك بعد { $failures } محاولات فاشلة.

    الوقت: { $time } (مسقط)

    العنوان: { $address }

    المتصفح: { $browser }

    إن لم تكن أنت فأبلغ مديرًا عامًا فورًا.
mail-factor-changed-subject = تغيّر تسجيل دخولك إلى وحدة الإدارة
mail-factor-changed-body =
    مرحبًا { $name }،

    { $what }

    إن لم تكن أنت فأبلغ مديرًا عامًا فورًا.
