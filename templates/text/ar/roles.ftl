nav-roles = الأدوار
roles-sub = الدور مجموعة من الصلاحيات. لكل موظف دور أو أكثر، ويُسمح له بما يتيحه أيٌّ منها.
roles-new = دور جديد
roles-new-title = دور جديد
roles-new-go = إنشاء الدور
roles-new-done = أُنشئ الدور { $name }، ولم يُسند إلى أحد بعد.
roles-copy = نسخ
roles-copy-title = نسخ { $name }
roles-copy-name = نسخة من { $name }
roles-edit-title = تعديل { $name }
roles-edit-done = حُفظ الدور { $name }.
roles-widened = أُضيفت الصلاحيات إلى الدور.
roles-removal = حذف الدور
roles-removal-title = حذف الدور { $name }؟
roles-removal-effect = يختفي الدور من جميع القوائم، ويبقى تاريخه في سجل التدقيق.
roles-removal-deed = حذف { $name }
roles-removal-done = حُذف الدور { $name }.

roles-column-name = الدور
roles-field-name = الاسم بالإنجليزية
roles-field-name2 = الاسم بالعربية
roles-field-description = الوصف بالإنجليزية
roles-field-description2 = الوصف بالعربية
roles-field-permissions = الصلاحيات
roles-field-opens = الأقسام
roles-field-holders = أصحاب الدور
roles-field-code = الرمز

roles-form-sub = عند تغيير الصلاحيات تنتهي جلسات بقية أصحاب الدور، فيسجّلون الدخول من جديد بصلاحياتهم الجديدة.
roles-hint-permissions = لا يمكنك منح صلاحية أو سحبها إلا إذا كانت من صلاحياتك.
roles-hint-reason = مطلوب عند إضافة صلاحيات إلى دور يدير حاملوه الأشخاص أو الأدوار أو الموافقات، إذ يقرّر فيه شخص ثانٍ.
roles-not-yours = ليست هذه من صلاحياتك.
roles-fixed = يُسمح لمدير النظام بكل شيء، ولا يمكن تغيير ذلك ليبقى دائمًا من يستطيع المساعدة.

roles-everything = كل شيء
roles-built-in = أساسي
roles-allows = ما يتيحه هذا الدور
roles-about = عن هذا الدور
roles-held-by-nobody = لم يُسند هذا الدور إلى أحد.
roles-holders-of = أصحاب الدور { $name }
roles-history-all = كل القيود
roles-pages = { $count ->
    [zero] لا عناوين
    [one] عنوان واحد
    [two] عنوانان
    [few] { $shown } عناوين
    [many] { $shown } عنوانًا
   *[other] { $shown } عنوان
}

roles-error-name-missing = أدخل الاسم
roles-error-name-short = استخدم حرفين على الأقل للاسم
roles-error-name-long = استخدم 60 حرفًا على الأكثر للاسم
roles-error-name-taken = يوجد دور آخر بهذا الاسم
roles-error-name2-taken = يوجد دور آخر بهذا الاسم العربي
roles-error-description-long = استخدم 200 حرف على الأكثر للوصف
roles-error-permission-missing = اختر صلاحية واحدة على الأقل
roles-error-permission-unknown = إحدى الصلاحيات لم تعد موجودة. اختر من جديد
roles-error-beyond-own = لا تتضمن أدوارك: { $what }. اطلب ذلك من مدير النظام
roles-error-fixed = لا يمكن تغيير صلاحيات مدير النظام
roles-error-system = يمكن تعديل الدور الأساسي، ولا يمكن حذفه
roles-error-held = ما زال هذا الدور مسندًا إلى موظف. اسحبه منه أولًا
roles-error-gone = لم يعد هذا الدور موجودًا

staff-error-last-keeper = لن يبقى بعد ذلك من يدير الموظفين والأدوار معًا. امنح هذه الصلاحيات لشخص آخر أولًا
staff-error-not-held = لم يعد هذا الدور مسندًا إلى هذا الموظف

permission-area-tenants = المستأجرون
permission-area-staff = الموظفون
permission-area-roles = الأدوار
permission-area-audit = سجل التدقيق

permission-roles-read = عرض الأدوار والصلاحيات
permission-roles-manage = إدارة الأدوار
permission-tenants-read-text = فتح قائمة المستأجرين وصفحة كل مستأجر. ومن دون صلاحية عرض الأسماء وبيانات الاتصال يظهر المستأجرون برموزهم فقط.
permission-tenants-identity-text = الاطلاع على أسماء المستأجرين وعناوينهم وأرقام هواتفهم وجهات الاتصال لديهم.
permission-tenants-create-text = إضافة مستأجرين جدد.
permission-tenants-write-text = تعديل بيانات المستأجرين: التفاصيل والمسؤول وجهات الاتصال والوسوم والإعدادات والهوية البصرية.
permission-tenants-note-text = كتابة الملاحظات على المستأجرين وتثبيتها وحذفها.
permission-tenants-import-text = استيراد المستأجرين من ملف والتراجع عن ذلك.
permission-tenants-export-text = تنزيل قائمة المستأجرين.
permission-staff-read-text = الاطلاع على أصحاب الحسابات وأدوارهم وأماكن تسجيل دخولهم، وتنزيل القائمة.
permission-staff-manage-text = دعوة الموظفين وتغيير أدوارهم وتعطيل الحسابات وإعادة تعيين بيانات الدخول وإنهاء الجلسات.
permission-roles-read-text = الاطلاع على الأدوار وما تتيحه ومن يملك أي صلاحية، وتنزيل القائمة.
permission-roles-manage-text = إنشاء الأدوار ونسخها وتعديلها وحذفها.
permission-audit-read-text = الاطلاع على كل ما جرى ومن قام به ومتى، بما في ذلك أسماء المستأجرين.
permission-audit-export-text = تنزيل سجل التدقيق.

audit-of-permissions = الصلاحيات
audit-of-description = الوصف بالإنجليزية
audit-of-description2 = الوصف بالعربية
audit-of-code = الرمز
audit-of-copied-from = نُسخ من

action-role-created = إنشاء دور
action-role-copied = نسخ دور
action-role-edited = تعديل دور
action-role-removed = حذف دور

nav-permissions = الصلاحيات
permissions-sub = من يُسمح له بماذا. اختر دورًا أو موظفًا أو صلاحية للاطلاع على التفاصيل.
permissions-by-role = حسب الدور
permissions-by-person = حسب الموظف
permissions-caption = الصلاحيات وأصحابها
permissions-permission = الصلاحية
permissions-who = من يستطيع
permissions-what = ماذا يستطيع هذا الموظف
permissions-choose = اختر…
permissions-ask = عرض
permissions-who-title = من يستطيع: { $what }
permissions-what-title = ما يستطيعه { $name }
permissions-through = من خلال
permissions-opens = العناوين التي تتيحها
permissions-nobody = لا أحد يملك هذه الصلاحية حاليًا.
permissions-nothing = لا يُسمح لهذا الموظف بشيء سوى حسابه.
permissions-person = فتح الحساب
action-permissions-exported = تصدير الصلاحيات

together-title = صلاحيات يُفضّل الفصل بينها
together-text = الجمع بينها مسموح، لكن على كل مراجعة للصلاحيات أن تسأل هل هو ضروري.
together-short = يجمع بين:
together-people-decisions = إدارة الأشخاص أو الأدوار، والقرار في الطلبات
together-people-decisions-why = يمكنه أن يمنح شخصًا ثانيًا من اختياره حق الموافقة.
together-rules-decisions = تغيير سياسات الموافقة، والقرار في الطلبات
together-rules-decisions-why = يمكنه القرار وفق قاعدة طلب هو تخفيفها.
together-people-reviews = إدارة الأشخاص أو الأدوار، وتوقيع مراجعات الصلاحيات
together-people-reviews-why = يوقّع على صلاحيات كان له القول في منحها.
together-acts-decisions = طلب الإجراءات الخطرة، والقرار فيها
together-acts-decisions-why = لا يقرّر أحد في طلبه، لكن شخصين كهذين يمكن أن يمرّر كلٌّ منهما طلب الآخر.
