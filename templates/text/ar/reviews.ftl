nav-reviews = مراجعات الصلاحيات
reviews-sub = في كل ربع سنة يُنظر في كل دور لكل موظف، فيُبقى أو يُسحب، ثم تُوقَّع المراجعة.
reviews-new = بدء مراجعة
reviews-new-title = بدء مراجعة الآن؟
reviews-new-effect-list = تتضمن كل الأدوار المسندة إلى جميع الموظفين في هذه اللحظة.
reviews-new-effect-due = يجب توقيعها خلال 14 يومًا. تظهر المراجعات المتأخرة في الصفحة الرئيسية وفي صفحات الموظفين المعنيين.
reviews-new-done = بدأت المراجعة.
reviews-empty-title = لا توجد مراجعات بعد
reviews-empty-text = تبدأ الأولى تلقائيًا في هذا الربع، ويمكنك بدء مراجعة الآن.
reviews-of-quarter = مراجعة { $quarter }
reviews-of-day = مراجعة { $day }
reviews-open = مفتوحة
reviews-overdue = متأخرة
reviews-signed = موقّعة
reviews-kept = أُبقي
reviews-revoked = سُحب
reviews-progress = { $decided } من { $all }
reviews-about = عن هذه المراجعة
reviews-by-itself = تلقائيًا لربع السنة
reviews-caption = الأدوار والقرارات
reviews-choose = تحديد
reviews-how = حدّد الأدوار التي تريد إبقاءها، أو اسحب دورًا من موظف بالرابط المجاور له. أدوارك يقرّر فيها أحد زملائك.
reviews-own = يقرّر فيه أحد الزملاء
reviews-keep = إبقاء المحدد
reviews-revoke = سحب
reviews-revoke-title = سحب الدور { $role } من { $name }؟
reviews-revoke-effect-role = يفقد الموظف ما يتيحه هذا الدور فورًا، وتبقى أدواره الأخرى.
reviews-revoke-effect-sessions = تنتهي جميع جلساته.
reviews-revoke-deed = سحب { $role }
reviews-revoked-done = سُحب الدور من { $name }.
reviews-kept-done = { $count ->
    [zero] لم يُبقَ أي دور.
    [one] أُبقي دور واحد.
    [two] أُبقي دوران.
    [few] أُبقيت { $count } أدوار.
    [many] أُبقي { $count } دورًا.
   *[other] أُبقي { $count } دور.
}
reviews-sign = توقيع المراجعة
reviews-sign-title = توقيع هذه المراجعة؟
reviews-sign-effect-list = { $count ->
    [zero] لا أدوار في هذه المراجعة.
    [one] تؤكد صحة القرار في دور واحد.
    [two] تؤكد صحة القرار في دورين.
    [few] تؤكد صحة القرارات في { $shown } أدوار.
    [many] تؤكد صحة القرارات في { $shown } دورًا.
   *[other] تؤكد صحة القرارات في { $shown } دور.
}
reviews-sign-effect-final = لا يمكن تغيير المراجعة بعد ذلك.
reviews-sign-done = وُقّعت المراجعة.
reviews-signature-holds = مطابق للقائمة
reviews-signature-broken = لا يطابق القائمة
reviews-overdue-person = تأخرت مراجعة أدوار هذا الموظف.
reviews-open-review = فتح المراجعة

reviews-field-review = المراجعة
reviews-field-started = بدأت في
reviews-field-started-by = بدأها
reviews-field-due = الموعد النهائي
reviews-field-decided = ما تقرّر
reviews-field-revoked = المسحوب
reviews-field-signed-by = الموقّع
reviews-field-signed-at = وقت التوقيع
reviews-field-signature = التوقيع
reviews-field-check = التحقق من التوقيع
reviews-field-person = الموظف
reviews-field-given = منذ
reviews-field-decision = القرار
reviews-field-note = ملاحظة

reviews-error-own = أدوارك يقرّر فيها أحد زملائك
reviews-error-revoked = سبق سحب هذا الدور، ويمكن منحه مجددًا من صفحة الموظف
reviews-error-signed = وُقّعت هذه المراجعة ولم يعد تغييرها ممكنًا
reviews-error-undecided = بعض الأدوار لم يتقرّر أمرها بعد
reviews-error-none-chosen = حدّد دورًا واحدًا على الأقل لإبقائه
reviews-error-note-long = استخدم 500 حرف على الأكثر للملاحظة

permissions-look = ما يستطيعه هذا الموظف
home-chore-review = { $count ->
    [0] مراجعة الصلاحيات: جاهزة للتوقيع
    [zero] مراجعة الصلاحيات: جاهزة للتوقيع
    [one] مراجعة الصلاحيات: دور واحد بانتظار القرار
    [two] مراجعة الصلاحيات: دوران بانتظار القرار
    [few] مراجعة الصلاحيات: { $shown } أدوار بانتظار القرار
    [many] مراجعة الصلاحيات: { $shown } دورًا بانتظار القرار
   *[other] مراجعة الصلاحيات: { $shown } دور بانتظار القرار
}
home-chore-review-overdue = { $count ->
    [0] تأخرت مراجعة الصلاحيات: جاهزة للتوقيع
    [zero] تأخرت مراجعة الصلاحيات: جاهزة للتوقيع
    [one] تأخرت مراجعة الصلاحيات: دور واحد بانتظار القرار
    [two] تأخرت مراجعة الصلاحيات: دوران بانتظار القرار
    [few] تأخرت مراجعة الصلاحيات: { $shown } أدوار بانتظار القرار
    [many] تأخرت مراجعة الصلاحيات: { $shown } دورًا بانتظار القرار
   *[other] تأخرت مراجعة الصلاحيات: { $shown } دور بانتظار القرار
}
home-chore-review-due = الموعد النهائي { $time }

permission-area-reviews = مراجعات الصلاحيات
permission-reviews-sign = البت في مراجعات الصلاحيات وتوقيعها
permission-reviews-sign-text = بدء المراجعات وإبقاء أدوار الآخرين أو سحبها والتوقيع، مع الحاجة إلى صلاحية عرض الأدوار والصلاحيات.

audit-of-due-at = الموعد النهائي
audit-of-grants = الأدوار
audit-of-period = ربع السنة
audit-of-revoked = المسحوب
audit-of-signature = التوقيع
audit-reason-access-review = مراجعة الصلاحيات

action-access-review-started = بدء مراجعة للصلاحيات
action-access-review-kept = إبقاء أدوار في مراجعة الصلاحيات
action-access-review-revoked = سحب دور في مراجعة الصلاحيات
action-access-review-signed = توقيع مراجعة الصلاحيات
action-access-review-exported = تصدير مراجعة الصلاحيات
