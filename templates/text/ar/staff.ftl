nav-staff = الموظفون
language-own-name = العربية

staff-sub = كل من له حساب في هذه الوحدة، وما يُسمح له به.
staff-search = ابحث بالاسم أو البريد الإلكتروني
staff-caption = حسابات الموظفين
staff-new = دعوة موظف
staff-none-title = لا أحد يطابق بحثك
staff-empty-title = لا أحد في هذه الصفحة
staff-empty-text = تظهر الحسابات هنا فور دعوة أصحابها.
staff-list-separator = { "، " }
staff-yes = نعم
staff-no = لا
staff-never = لم يحدث بعد

staff-status-invited = مدعو
staff-status-active = نشط
staff-status-disabled = معطّل

staff-field-name = الاسم
staff-field-email = البريد الإلكتروني
staff-field-role = الدور
staff-field-roles = الأدوار
staff-field-status = الحالة
staff-field-language = اللغة
staff-field-last-sign-in = آخر دخول
staff-field-factor = العامل الثاني
staff-field-created = تاريخ الإضافة
staff-field-activated = تاريخ الإعداد
staff-field-inviter = دعاه
staff-field-password-changed = آخر تغيير لكلمة المرور
staff-field-authenticator = تطبيق المصادقة
staff-field-authenticator-since = تطبيق المصادقة منذ
staff-field-recovery-codes = رموز الاسترداد
staff-field-reason = السبب

staff-hint-email = عنوان العمل. به يسجل الدخول، ولا يمكن تغييره لاحقًا.
staff-hint-language = لغة الدعوة، ولغة الوحدة إلى أن يختار بنفسه.
staff-hint-roles = تغيير الأدوار ينهي جلسات الموظف، فيسجل الدخول من جديد بصلاحياته الجديدة.
staff-hint-own-roles = لا يغيّر أدوارك إلا زميل آخر.
staff-hint-reason = يُحفظ في سجل التدقيق

staff-new-title = دعوة موظف
staff-new-sub = يصله رابط لاختيار كلمة مرور وإعداد العامل الثاني. يعمل الرابط مرة واحدة خلال سبعة أيام.
staff-new-go = إرسال الدعوة
staff-new-another = دعوة موظف آخر
staff-invited-title = دُعي { $name }
staff-link-copy = نسخ رابط المرة الواحدة
staff-link-mailed = أُرسل الرابط إلى
staff-link-once-title = رابط لمرة واحدة، لن يُعرض إلا الآن
staff-link-once-text = سلّمه بنفسك فقط إذا لم تصل الرسالة. أول من يفتحه هو من يختار كلمة المرور.
staff-link-until = مدعو ولم يُعدّ حسابه بعد. يعمل الرابط حتى { $time }.
staff-link-over = مدعو ولم يُعدّ حسابه. انتهت صلاحية الرابط: أرسل رابطًا جديدًا.
staff-open = صفحة { $name }

staff-edit-title = تعديل { $name }
staff-edited-done = حُفظت بيانات { $name }.
staff-edited-nothing = لم يتغير شيء.

staff-menu = المزيد بشأن { $name }
staff-account = الحساب
staff-sessions = الجلسات المفتوحة
staff-sessions-none = لا توجد جلسات مفتوحة.
staff-sessions-end = إنهاء الكل
staff-sessions-own = إدارة جلساتك
staff-sessions-ended-done = سُجل خروج { $name } من كل الأجهزة.
staff-history = السجل
staff-history-none = لا قيود بعد.
staff-history-by = كل ما فعله
staff-history-about = كل ما يخصه
staff-may = ما تسمح به هذه الأدوار
staff-factor-none = غير معدّ
staff-recovery-codes-left = { $count ->
    [zero] لم يبق شيء
    [one] بقي رمز واحد
    [two] بقي رمزان
    [few] بقيت { $shown } رموز
    [many] بقي { $shown } رمزًا
   *[other] بقي { $shown } رمز
}

session-field-device = الجهاز
session-field-address = العنوان
session-field-signed-in = وقت الدخول
session-field-last-seen = آخر نشاط
session-end = إنهاء
session-ended-done = انتهت الجلسة.
session-ended-before = كانت تلك الجلسة قد انتهت.
device-known = { $browser } على { $system }
device-unknown = جهاز غير معروف

staff-disable = تعطيل الحساب
staff-disable-title = تعطيل حساب { $name }؟
staff-disable-effect-sessions = يُسجل خروجه من كل الأجهزة فورًا.
staff-disable-effect-sign-in = لا يمكنه تسجيل الدخول، وتبطل أي دعوة مفتوحة.
staff-disable-kept = تبقى أدواره وسجله. يمكنك تفعيل الحساب من جديد.
staff-disable-deed = تعطيل { $name }
staff-disabled-done = عُطّل حساب { $name }.
staff-disabled-since = معطّل منذ { $time }. لا يمكن تسجيل الدخول بهذا الحساب.
staff-enable = تفعيل
staff-enable-title = تفعيل حساب { $name }؟
staff-enable-effect-sign-in = يمكنه تسجيل الدخول من جديد بكلمة مروره وعامله الثاني.
staff-enable-effect-roles = تبقى له أدواره السابقة نفسها.
staff-enable-deed = تفعيل { $name }
staff-enabled-done = يمكن لـ { $name } تسجيل الدخول من جديد.
staff-enabled-invited-done = فُتح حساب { $name } من جديد. أرسل رابطًا جديدًا ليُعدّ حسابه.

staff-invitation = إرسال رابط جديد
staff-invitation-title = إرسال رابط جديد؟
staff-invitation-text = يبطل الرابط الذي أُرسل سابقًا إلى { $name }. ويُرسل الجديد إلى
staff-invitation-go = إرسال الرابط الجديد

staff-reset = إعادة ضبط الدخول
staff-reset-title = إعادة ضبط دخول { $name }؟
staff-reset-effect-factors = تُزال كلمة المرور وتطبيق المصادقة ورموز الاسترداد.
staff-reset-effect-sessions = يُسجل خروجه من كل الأجهزة فورًا.
staff-reset-effect-mail = يُرسل رابط للبدء من جديد إلى { $email }. تأكد أن من يطلب ذلك هو صاحب الحساب فعلًا.
staff-reset-deed = إعادة ضبط { $name }
staff-reset-done-title = يبدأ { $name } من جديد

staff-refused-title = لا يمكن تنفيذ ذلك
staff-error-name-missing = أدخل الاسم
staff-error-name-short = أدخل الاسم كاملًا، حرفين على الأقل
staff-error-name-long = اختصر الاسم إلى 250 حرفًا
staff-error-email-missing = أدخل البريد الإلكتروني
staff-error-email-long = استخدم عنوانًا لا يتجاوز 250 حرفًا
staff-error-email-not-address = أدخل عنوانًا مثل name@example.com
staff-error-email-taken = يوجد حساب بهذا العنوان
staff-error-role-missing = اختر دورًا واحدًا على الأقل
staff-error-role-unknown = أحد الأدوار لم يعد موجودًا. اختر من جديد
staff-error-last-super-admin = سيترك هذا الوحدة بلا مدير عام نشط. عيّن مديرًا عامًا آخر أولًا
staff-error-oneself = لا أحد يغيّر وضعه بنفسه. اطلب ذلك من زميل يدير الموظفين
staff-error-beyond-own = يتطلب هذا صلاحيات لا تملكها أدوارك. اطلبه من مدير عام
staff-error-disabled = الحساب معطّل
staff-error-not-disabled = الحساب غير معطّل
staff-error-already-set-up = أُعدّ هذا الحساب من قبل. أعد ضبط الدخول إن تعذّر على صاحبه الدخول
staff-error-stale = غيّر شخص آخر هذا الحساب في هذه الأثناء
staff-error-reason-missing = اذكر السبب
staff-error-reason-long = اختصر السبب إلى 500 حرف

conflict-title = سبقك شخص آخر إلى الحفظ
conflict-text = لم يُحفظ شيء مما أدخلته بعد. راجع الفروق؛ الحفظ الآن يستبدل ما هو محفوظ.
conflict-caption = الفروق
conflict-theirs = المحفوظ الآن
conflict-yours = ما أدخلته
conflict-leave = إبقاء المحفوظ كما هو

action-staff-renamed = عدّل اسم
action-staff-exported = صدّر قائمة الموظفين
action-staff-session-ended = أنهى جلسة من جلسات
