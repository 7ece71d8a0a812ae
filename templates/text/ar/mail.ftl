mail-brand = CleanMateX
mail-footer = أُرسلت هذه الرسالة من لوحة إدارة CleanMateX. إن لم تكن موجهة إليك فأبلغ مسؤول المنصة.
mail-invitation-subject = حسابك في لوحة الإدارة
mail-invitation-body =
    مرحبًا { $name }،

    أُنشئ لك حساب في لوحة الإدارة. افتح الرابط لاختيار كلمة مرور وإعداد المصادقة الثنائية. يعمل الرابط مرة واحدة خلال سبعة أيام.
mail-invitation-action = إعداد حسابك
mail-reset-subject = أعد إعداد حسابك في لوحة الإدارة
mail-reset-body =
    مرحبًا { $name }،

    أعاد أحد زملائك تعيين كلمة مرورك والمصادقة الثنائية، وانتهت جميع جلساتك. افتح الرابط لإعداد حسابك من جديد. يعمل الرابط مرة واحدة خلال سبعة أيام.
mail-reset-action = إعداد حسابك
mail-new-device-subject = تسجيل دخول من جهاز جديد إلى حسابك في لوحة الإدارة
mail-new-device-body =
    مرحبًا { $name }،

    سُجّل الدخول إلى حسابك من جهاز جديد لم يُستخدم من قبل.

    الوقت: { $time } (مسقط)

    عنوان IP: { $address }

    المتصفح: { $browser }

    إن لم تكن أنت فأبلغ مدير النظام فورًا.
mail-failures-before-subject = محاولات فاشلة قبل تسجيل الدخول
mail-failures-before-body =
    مرحبًا { $name }،

    سُجّل الدخول إلى حسابك بعد محاولات فاشلة عددها { $failures }.

    الوقت: { $time } (مسقط)

    عنوان IP: { $address }

    المتصفح: { $browser }

    إن لم تكن أنت فأبلغ مدير النظام فورًا.
mail-factor-changed-subject = تغيّرت بيانات دخولك إلى لوحة الإدارة
mail-factor-changed-body =
    مرحبًا { $name }،

    { $what }

    إن لم تكن أنت فأبلغ مدير النظام فورًا.
