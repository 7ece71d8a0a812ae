nav-staff = الموظفون
language-own-name = العربية

staff-sub = جميع أصحاب الحسابات في هذه اللوحة، وما يُسمح لهم به.
staff-search = ابحث بالاسم أو البريد الإلكتروني
staff-caption = حسابات الموظفين
staff-new = دعوة موظف
staff-none-title = لا يوجد موظفون مطابقون
staff-empty-title = لا يوجد موظفون في هذه الصفحة
staff-empty-text = تظهر الحسابات هنا فور دعوة أصحابها.
staff-list-separator = { "، " }
staff-yes = نعم
staff-no = لا
staff-never = لم يسبق

staff-status-invited = مدعو
staff-status-active = نشط
staff-status-disabled = معطّل

staff-field-name = الاسم
staff-field-email = البريد الإلكتروني
staff-field-role = الدور
staff-field-roles = الأدوار
staff-field-status = الحالة
staff-field-language = اللغة
staff-field-last-sign-in = آخر تسجيل دخول
staff-field-factor = المصادقة الثنائية
staff-field-created = تاريخ الإضافة
staff-field-activated = تاريخ الإعداد
staff-field-inviter = صاحب الدعوة
staff-field-password-changed = آخر تغيير لكلمة المرور
staff-field-authenticator = تطبيق المصادقة
staff-field-authenticator-since = تطبيق المصادقة منذ
staff-field-recovery-codes = رموز الاسترداد
staff-field-reason = السبب

staff-hint-email = بريد العمل الذي يسجّل به الموظف دخوله، ولا يمكن تغييره لاحقًا.
staff-hint-language = لغة الدعوة، ولغة اللوحة إلى أن يختار الموظف لغته.
staff-hint-roles = تغيير الأدوار يُنهي جلسات الموظف، فيسجّل الدخول من جديد بصلاحياته الجديدة.
staff-hint-own-roles = لا يمكنك تغيير أدوارك بنفسك؛ يغيّرها أحد زملائك.
staff-hint-powerful = مطلوب عندما يمنح أحد الأدوار صلاحيات أو يقرّر في الطلبات: عندها يوافق شخص ثانٍ.
staff-hint-reason = يُحفظ في سجل التدقيق

staff-new-title = دعوة موظف
staff-new-sub = يصل الموظفَ رابط لاختيار كلمة مرور وإعداد المصادقة الثنائية. يعمل الرابط مرة واحدة خلال سبعة أيام.
staff-new-go = إرسال الدعوة
staff-new-another = دعوة موظف آخر
staff-invited-title = أُرسلت الدعوة إلى { $name }
staff-link-copy = نسخ الرابط
staff-link-mailed = أُرسل الرابط إلى
staff-link-once-title = رابط لمرة واحدة، لن يُعرض مجددًا
staff-link-once-text = لا تسلّم الرابط بنفسك إلا إذا لم تصل الرسالة، فأول من يفتحه هو من يختار كلمة المرور.
staff-link-until = أُرسلت الدعوة ولم يُعَدّ الحساب بعد. الرابط صالح حتى { $time }.
staff-link-over = أُرسلت الدعوة ولم يُعَدّ الحساب. انتهت صلاحية الرابط، فأرسل رابطًا جديدًا.
staff-open = الانتقال إلى { $name }

staff-edit-title = تعديل { $name }
staff-edited-done = حُفظت بيانات { $name }.
staff-edited-nothing = لم يتغيّر شيء.

staff-menu = إجراءات أخرى: { $name }
staff-account = الحساب
staff-sessions = الجلسات النشطة
staff-sessions-none = لا توجد جلسات نشطة.
staff-sessions-end = إنهاء جميع الجلسات
staff-sessions-own = إدارة جلساتك
staff-sessions-ended-done = سُجّل خروج { $name } من جميع الأجهزة.
staff-history = سجل النشاط
staff-history-none = لا يوجد نشاط مسجَّل بعد.
staff-history-by = ما أجراه هذا الموظف
staff-history-about = ما أُجري على حسابه
staff-may = ما تتيحه هذه الأدوار
staff-factor-none = غير مُعدّة
staff-recovery-codes-left = { $count ->
    [zero] لم يتبقَّ أي رمز
    [one] تبقّى رمز واحد
    [two] تبقّى رمزان
    [few] تبقّت { $shown } رموز
    [many] تبقّى { $shown } رمزًا
   *[other] تبقّى { $shown } رمز
}

session-field-device = الجهاز
session-field-address = عنوان IP
session-field-signed-in = وقت تسجيل الدخول
session-field-last-seen = آخر نشاط
session-end = إنهاء
session-ended-done = انتهت الجلسة.
session-ended-before = انتهت هذه الجلسة من قبل.
device-known = { $browser } على { $system }
device-unknown = جهاز غير معروف

staff-disable = تعطيل الحساب
staff-disable-title = تعطيل حساب { $name }؟
staff-disable-effect-sessions = يُسجَّل خروجه من جميع الأجهزة فورًا.
staff-disable-effect-sign-in = لن يتمكن من تسجيل الدخول، وتُلغى أي دعوة قيد الانتظار.
staff-disable-kept = تبقى أدواره وسجل نشاطه، ويمكنك تفعيل الحساب من جديد.
staff-disable-deed = تعطيل حساب { $name }
staff-disabled-done = تم تعطيل حساب { $name }.
staff-disabled-since = معطّل منذ { $time }. لا يمكن تسجيل الدخول بهذا الحساب.
staff-enable = تفعيل
staff-enable-title = تفعيل حساب { $name }؟
staff-enable-effect-sign-in = يمكنه تسجيل الدخول من جديد بكلمة مروره وتطبيق المصادقة الخاص به.
staff-enable-effect-roles = تبقى له أدواره السابقة نفسها.
staff-enable-deed = تفعيل حساب { $name }
staff-enabled-done = أصبح بإمكان { $name } تسجيل الدخول من جديد.
staff-enabled-invited-done = تم تفعيل حساب { $name }. أرسل رابطًا جديدًا لإعداد الحساب.

staff-invitation = إرسال رابط جديد
staff-invitation-title = إرسال رابط جديد؟
staff-invitation-text = يبطل الرابط الذي أُرسل سابقًا إلى { $name }، ويُرسل الرابط الجديد إلى
staff-invitation-go = إرسال الرابط الجديد

staff-reset = إعادة تعيين بيانات الدخول
staff-reset-title = إعادة تعيين بيانات دخول { $name }؟
staff-reset-effect-factors = تُحذف كلمة المرور وتطبيق المصادقة ورموز الاسترداد.
staff-reset-effect-sessions = يُسجَّل خروجه من جميع الأجهزة فورًا.
staff-reset-effect-mail = يُرسل إلى { $email } رابط لإعداد الحساب من جديد. تأكد من أن الطلب صادر فعلًا عن صاحب الحساب.
staff-reset-deed = إعادة تعيين بيانات دخول { $name }
staff-reset-done = تمت إعادة التعيين، وأُرسل رابط الدخول إلى { $name } على { $email }.

staff-refused-title = لا يمكن تنفيذ هذا الإجراء
staff-error-name-missing = أدخل الاسم
staff-error-name-short = أدخل الاسم كاملًا، بحرفين على الأقل
staff-error-name-long = لا تتجاوز 250 حرفًا في الاسم
staff-error-email-missing = أدخل البريد الإلكتروني
staff-error-email-long = لا تتجاوز 250 حرفًا في البريد الإلكتروني
staff-error-email-not-address = أدخل البريد الإلكتروني بالصيغة name@example.com
staff-error-email-taken = يوجد حساب بهذا البريد الإلكتروني
staff-error-role-missing = اختر دورًا واحدًا على الأقل
staff-error-role-unknown = أحد الأدوار لم يعد موجودًا. اختر من جديد
staff-error-last-super-admin = لن يبقى في اللوحة مدير نظام نشط. امنح الدور لشخص آخر أولًا
staff-error-oneself = لا يمكنك تغيير صلاحياتك بنفسك. اطلب ذلك من زميل يدير الموظفين
staff-error-beyond-own = يتطلب هذا صلاحيات لا تشملها أدوارك. اطلبه من مدير النظام
staff-error-disabled = الحساب معطّل
staff-error-not-disabled = الحساب غير معطّل
staff-error-already-set-up = سبق إعداد هذا الحساب. أعد تعيين بيانات الدخول إن تعذّر على صاحبه الدخول
staff-error-stale = غيّر شخص آخر هذا الحساب في هذه الأثناء
staff-error-powerful = يحمل هذا الحساب أدوارًا يمنحها شخصان. اسحب هذه الأدوار أولًا ثم أعد تفعيله وامنحها من جديد
staff-error-gone = لا يوجد حساب كهذا
staff-error-reason-missing = أدخل السبب
staff-error-reason-long = لا تتجاوز 500 حرف في السبب

conflict-title = تغيّرت البيانات أثناء تعديلك
conflict-text = لم تُحفظ تعديلاتك بعد. راجع الفروق؛ الحفظ الآن يستبدل القيم الحالية.
conflict-caption = الفروق
conflict-theirs = القيمة الحالية
conflict-yours = القيمة التي أدخلتها
conflict-leave = الإبقاء على القيم الحالية

action-staff-renamed = تغيير الاسم
action-staff-exported = تصدير قائمة الموظفين
action-staff-session-ended = إنهاء جلسة موظف
staff-history-all = كل القيود
staff-tabs = صفحات هذا الموظف
staff-tab-overview = نظرة عامة
staff-tab-audit = التدقيق
staff-audit-empty-title = لا قيود بعد
staff-audit-empty-text = تظهر القيود هنا فور حدوث أي شيء.
