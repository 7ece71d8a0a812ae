login-title = تسجيل الدخول
login-field-email = البريد الإلكتروني للعمل
login-field-password = كلمة المرور
login-go = متابعة
login-forgotten = تعذّر عليك الدخول؟ يستطيع زميل يدير الموظفين إرسال رابط جديد إليك.
login-demo-hint = الحسابات والرموز:
login-error-email-missing = أدخل بريدك الإلكتروني للعمل
login-error-password-missing = أدخل كلمة المرور
login-error-wrong = البريد الإلكتروني أو كلمة المرور غير صحيحين
login-error-wait =
    { $count ->
        [zero] محاولات كثيرة. حاول الآن من جديد
        [one] محاولات كثيرة. انتظر ثانية واحدة ثم حاول من جديد
        [two] محاولات كثيرة. انتظر ثانيتين ثم حاول من جديد
        [few] محاولات كثيرة. انتظر { $count } ثوانٍ ثم حاول من جديد
        [many] محاولات كثيرة. انتظر { $count } ثانية ثم حاول من جديد
       *[other] محاولات كثيرة. انتظر { $count } ثانية ثم حاول من جديد
    }
login-oldest-ended = كنت مسجل الدخول على خمسة أجهزة أخرى. سُجل خروجك من أقلها استخدامًا مؤخرًا.

code-title = أكّد أنك أنت
code-field = الرمز
code-hint = ستة أرقام من تطبيق المصادقة، أو أحد رموز الاسترداد
code-go = دخول
code-back = البدء من جديد
code-error-missing = أدخل الرمز
code-error-wrong = الرمز غير صحيح. انتظر الرمز التالي ثم أدخله
code-error-used = سبق استخدام هذا الرمز. انتظر الرمز التالي ثم أدخله

invitation-title = اختر كلمة المرور
invitation-text = مرحبًا { $name }. اختر كلمة مرور، ثم يأتي العامل الثاني.
invitation-field-password = كلمة المرور الجديدة
invitation-hint-password = 15 حرفًا على الأقل. جملة تتذكرها خيار جيد.
invitation-go = متابعة
invitation-gone-title = لم يعد هذا الرابط صالحًا
invitation-gone-text = يعمل الرابط مرة واحدة ولمدة سبعة أيام. اطلب رابطًا جديدًا من الزميل الذي دعاك.
invitation-gone-go = إلى تسجيل الدخول
password-error-short =
    { $count ->
        [zero] استخدم حرفًا واحدًا على الأقل
        [one] استخدم حرفًا واحدًا على الأقل
        [two] استخدم حرفين على الأقل
        [few] استخدم { $count } أحرف على الأقل
        [many] استخدم { $count } حرفًا على الأقل
       *[other] استخدم { $count } حرف على الأقل
    }
password-error-long =
    { $count ->
        [zero] استخدم حرفًا واحدًا على الأكثر
        [one] استخدم حرفًا واحدًا على الأكثر
        [two] استخدم حرفين على الأكثر
        [few] استخدم { $count } أحرف على الأكثر
        [many] استخدم { $count } حرفًا على الأكثر
       *[other] استخدم { $count } حرف على الأكثر
    }
password-error-common = كلمة المرور هذه سهلة التخمين. أضف كلمات لا صلة لها بك أو بالمنتج

enrol-title = إعداد العامل الثاني
enrol-text = امسح هذا الرمز بتطبيق مصادقة، ثم أدخل الأرقام التي يعرضها.
enrol-qr = رمز استجابة سريعة لتطبيق المصادقة
enrol-by-hand = لا تتوفر كاميرا؟ أدخل هذا المفتاح يدويًا:
enrol-secret = مفتاح تطبيق المصادقة
enrol-field-code = الرمز من التطبيق
enrol-hint-code = ستة أرقام
enrol-go = تأكيد
enrol-error-wrong = الرمز غير مطابق. تحقق من ساعة هاتفك وأدخل أحدث رمز

codes-title = رموز الاسترداد
codes-caption = عشرة رموز، كل منها يصلح لدخول واحد
codes-text = احفظها حيث تحفظ جواز سفرك. لن تُعرض إلا هذه المرة.
codes-copy = نسخ الرموز
codes-go = حفظتها. متابعة

step-up-title = أكّد أنك أنت
step-up-text = ما ستفعله يتطلب رمزًا جديدًا. يبقى صالحًا خمس دقائق.
step-up-go = تأكيد
