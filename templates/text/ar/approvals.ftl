nav-approvals = الموافقات
approvals-sub = ما يحتاج إلى شخص ثانٍ قبل تنفيذه.
approvals-views = أي الطلبات
approvals-view-waiting = بانتظار قراري
approvals-view-mine = طلباتي
approvals-view-open = كل المفتوحة
approvals-view-decided = المغلقة
approvals-policies = السياسات
approvals-none-title = لا شيء هنا
approvals-none-waiting = لا يوجد طلب بانتظار قرارك.
approvals-none-mine = لم تقدّم أي طلب بعد.
approvals-none-open = لا يوجد طلب مفتوح.
approvals-none-decided = لم يُغلق أي طلب بعد.
approvals-column-command = الإجراء
approvals-column-status = الحالة
approvals-column-requester = مقدّم الطلب
approvals-column-asked = وقت الطلب
approvals-column-until = مفتوح حتى
approvals-column-state = الحالة
approvals-column-from = متى
approvals-column-who = من يوافق
approvals-status-pending = قيد الانتظار
approvals-status-executed = نُفّذ
approvals-status-rejected = مرفوض
approvals-status-withdrawn = مسحوب
approvals-status-expired = انتهت مدته
approvals-status-void = لاغٍ
approvals-one-of-two = موافقة من اثنتين
approvals-emergency-open = طارئ لم يُراجَع
approvals-emergency-reviewed = طارئ
approvals-field-requester = مقدّم الطلب
approvals-field-asked = وقت الطلب
approvals-field-reason = السبب
approvals-field-rule = يحتاج إلى
approvals-field-closed = أُغلق
approvals-field-until = مفتوح حتى
approvals-field-emergency = سبب الاستغناء عن شخص ثانٍ
approvals-field-reviewer = راجعه
approvals-field-review-note = نتيجة المراجعة
approvals-field-note = ملاحظة
approvals-field-subject = ما يمسّه
approvals-field-monthly = الإيراد الشهري
approvals-field-unpriced = مسعّر بعقد
approvals-rule-one = موافقة واحدة
approvals-rule-two = موافقتان
approvals-rule-two-roles = موافقتان من دورين مختلفين
approvals-tile-tenants = المستأجرون
approvals-tile-people = الأشخاص
approvals-around-branches = الفروع
approvals-around-contacts = جهات الاتصال
approvals-around-sessions = الجلسات المفتوحة
approvals-unpriced =
    { $count ->
        [zero] ولا مستأجر مسعّر بعقد
        [one] ومستأجر واحد مسعّر بعقد
        [two] ومستأجران مسعّران بعقد
        [few] و{ $shown } مستأجرين مسعّرين بعقد
        [many] و{ $shown } مستأجرًا مسعّرًا بعقد
       *[other] و{ $shown } مستأجر مسعّر بعقد
    }
approvals-more-subjects =
    { $count ->
        [zero] لا غيرها
        [one] وواحد آخر
        [two] واثنان آخران
        [few] و{ $shown } أخرى
        [many] و{ $shown } أخرى
       *[other] و{ $shown } أخرى
    }
approvals-blast-title = ما يمسّه هذا الإجراء
approvals-void-title = هذا الطلب لاغٍ
approvals-void-drift = لم يعد أثره هو ما طُلب، فلم يُنفّذ شيء. الفروق:
approvals-void-requester = لم يعد يحق لمقدّم الطلب هذا الإجراء، فلم يُنفّذ شيء
approvals-alone-title = لا أحد غيرك يستطيع الموافقة
approvals-alone-text = لا يوجد شخص نشط آخر يحق له القرار. ادعُ شخصًا أو امنحه الصلاحية، أو استخدم مسار الطوارئ.
approvals-hint-own = أنت من قدّم الطلب، فالقرار لغيرك.
approvals-hint-no-authority = يمكنك قراءة هذا الطلب. القرار فيه يحتاج إلى صلاحية الموافقة وإلى صلاحية تنفيذ الإجراء نفسه.
approvals-hint-spoke = وافقت عليه، وهو بانتظار موافقة ثانية.
approvals-hint-note = مطلوبة عند الرفض.
approvals-confirm-first = أكّد هويتك لاتخاذ القرار
approvals-decide-title = قرارك
approvals-approve = موافقة
approvals-reject = رفض
approvals-review-title = مراجعة هذا الإجراء الطارئ
approvals-review-text = نُفّذ من دون شخص ثانٍ. تحقّق من صحته واكتب ما وجدت.
approvals-review-done = إغلاق المراجعة
approvals-card-request = الطلب
approvals-card-said = القرارات
approvals-card-earlier = قرارات سابقة
approvals-earlier-none = لم يُغلق طلب مشابه بعد.
approvals-said-nobody = لم يقرّر أحد بعد.
approvals-said-approve = وافق
approvals-said-lapsed = وافق، ولم تعد محسوبة
approvals-said-reject = رفض
approvals-withdraw = سحب الطلب
approvals-emergency = طوارئ
approvals-seal = بصمة الأثر
approvals-ask = طلب الموافقة
approvals-asked = أُرسل الطلب. أُبلغ بالبريد كل من يحق له القرار.
approvals-asked-another = يوجد طلب آخر مفتوح بشأنه. يجب القرار فيه أو سحبه أولًا.
approvals-asked-already = سبق طلب هذا الإجراء. هذا هو الطلب المفتوح.
approvals-asked-another-kept = حُفظت تغييراتك الأخرى. يوجد طلب آخر مفتوح بهذا الشأن، ويجب القرار فيه أو سحبه أولًا.
approvals-asked-already-kept = حُفظت تغييراتك الأخرى. الباقي طُلب من قبل، وهذا هو الطلب المفتوح.
approvals-needs-one = يحتاج إلى موافقة شخص آخر، ولا يحدث شيء قبلها.
approvals-needs-two = يحتاج إلى موافقة شخصين آخرين، ولا يحدث شيء قبلها.
approvals-needs-none = لا يحتاج إلى موافقة، ويُنفّذ فورًا.
approvals-needs-two-from = ابتداءً من { $amount } يحتاج إلى موافقة شخصين آخرين، وكذلك أي مبلغ بعملة أخرى. ويُحسب معه ما أُعيد من قبل.
approvals-needs-from = ابتداءً من { $amount } يحتاج إلى موافقة شخص آخر، وكذلك أي مبلغ بعملة أخرى. ويُحسب معه ما أُعيد من قبل.
approvals-decided-executed = تمت الموافقة والتنفيذ.
approvals-decided-one = تمت الموافقة، وتلزم موافقة ثانية.
approvals-decided-rejected = رُفض الطلب وأُبلغ مقدّمه.
approvals-decided-void = لم يُنفّذ شيء: تغيّر الأثر منذ تقديم الطلب.
approvals-withdrawn = سُحب الطلب.
approvals-reviewed = أُغلقت المراجعة.
approvals-emergency-title = التنفيذ من دون شخص ثانٍ
approvals-emergency-deed = نفّذ الآن
approvals-emergency-done = نُفّذ الإجراء، وأُبلغ الجميع، وفُتحت مراجعة.
approvals-emergency-effect-now = يُنفّذ فورًا وباسمك وحدك.
approvals-emergency-effect-told = يُبلغ جميع الموظفين بالبريد مع السبب الذي تكتبه.
approvals-emergency-effect-flag = يبقى الطلب معلّمًا دائمًا، ويجب أن يراجعه شخص آخر.
approvals-hint-emergency = عشرة أحرف على الأقل. يقرؤه الجميع.
approvals-error-not-alone = يوجد شخص آخر يحق له القرار، فلا يُنفّذ هذا من دونه
approvals-error-threshold = هذا الحد يعطّل السياسة نهائيًا أو يترك السياسات بلا سياسة. اختر غيره
approvals-error-unknown = لا يوجد طلب كهذا
approvals-error-own = لا يمكنك القرار في طلبك
approvals-error-not-yours = هذا طلب شخص آخر
approvals-error-no-authority = لا يحق لك القرار في هذا الطلب
approvals-error-closed = هذا الطلب مغلق
approvals-error-already = سبق أن وافقت على هذا الطلب
approvals-error-same-role = يجب أن تأتي الموافقة الثانية من دور مختلف
approvals-error-command = هذا النوع من الطلبات غير معروف هنا
approvals-error-no-emergency = لم يكن هذا إجراءً طارئًا
approvals-error-reviewed = سبقت مراجعة هذا الإجراء الطارئ
approvals-error-concerned = هذا الطلب يخصك أنت
approvals-error-decision = اختر الموافقة أو الرفض
approvals-error-note-missing = اكتب ملاحظة
approvals-error-note-long = لا تتجاوز 2000 حرف
approvals-error-emergency-reason = اذكر السبب في عشرة أحرف على الأقل
approvals-error-number = أدخل عددًا صحيحًا لا يقل عن 1
approvals-error-amount = أدخل مبلغًا بالريال أو اتركه فارغًا
approvals-error-plan = اختر باقة من القائمة
approvals-error-approvers = اختر واحدة أو اثنتين
approvals-error-reason-missing = اذكر السبب
approvals-policies-title = سياسات الموافقة
approvals-policies-sub = أي الإجراءات يحتاج إلى شخص ثانٍ، ومن أي حجم. تغيير السياسة نفسه يحتاج إلى موافقة.
approvals-policy-sub = يسري التغيير بعد أن يوافق عليه شخص آخر.
approvals-policy-ask = طلب التغيير
approvals-policy-same = هذه هي السياسة القائمة، فلم يُطلب شيء.
approvals-policy-changed = تغيّرت السياسة.
approvals-field-enabled = يحتاج إلى موافقة
approvals-field-min-subjects = ابتداءً من كم
approvals-field-min-amount = ابتداءً من أي مبلغ
approvals-hint-min-amount = إن تُرك فارغًا فأي مبلغ. والمبالغ بالعملات الأخرى تحتاج إلى موافقة دائمًا.
approvals-tile-amount = المبلغ
approvals-tile-exceeding = تجاوزوا حدًا أصغر بالفعل
approvals-tile-many = الاشتراكات
approvals-field-min-rank = ابتداءً من أي باقة
approvals-any-plan = أي باقة
approvals-field-approvers = الموافقات المطلوبة
approvals-field-two-from = موافقتان ابتداءً من كم
approvals-hint-two-from = إن تُرك فارغًا سرى العدد أعلاه دائمًا.
approvals-field-distinct-roles = الموافقتان من دورين مختلفين
approvals-on = مفعّلة
approvals-off = معطّلة
approvals-true = نعم
approvals-false = لا
approvals-from-always = دائمًا
approvals-from-amount = ابتداءً من { $amount }
approvals-from-subjects =
    { $count ->
        [zero] دائمًا
        [one] ابتداءً من واحد
        [two] ابتداءً من اثنين
        [few] ابتداءً من { $shown }
        [many] ابتداءً من { $shown }
       *[other] ابتداءً من { $shown }
    }
approvals-from-plan = ابتداءً من باقة { $plan }
approvals-who-one = شخص واحد
approvals-who-two = شخصان
approvals-who-two-from =
    { $count ->
        [zero] شخصان
        [one] شخصان دائمًا
        [two] شخص واحد، وشخصان ابتداءً من اثنين
        [few] شخص واحد، وشخصان ابتداءً من { $shown }
        [many] شخص واحد، وشخصان ابتداءً من { $shown }
       *[other] شخص واحد، وشخصان ابتداءً من { $shown }
    }
approvals-who-roles = من دورين مختلفين

command-tenant-suspend = إيقاف مستأجر
command-tenants-suspend = إيقاف عدة مستأجرين
command-tenant-cancel = إلغاء مستأجر
command-tenant-churn = إنهاء مستأجر ملغى
command-staff-grant = منح دور واسع الصلاحيات
command-staff-reset = إعادة ضبط دخول موظف
command-role-widen = إضافة صلاحيات إلى دور مؤثر
command-approval-policy = تغيير سياسة موافقة

permission-area-approvals = الموافقات
permission-tenants-activate = تفعيل المستأجرين وإعادتهم
permission-tenants-activate-text = تفعيل فترة تجريبية، وإعادة مستأجر موقوف أو ملغى.
permission-tenants-suspend = إيقاف المستأجرين
permission-tenants-suspend-text = طلب إيقاف مستأجر واحد أو عدة مستأجرين.
permission-tenants-cancel = إلغاء المستأجرين وإنهاؤهم
permission-tenants-cancel-text = طلب إلغاء مستأجر، وسحب الإلغاء، وطلب إنهاء مستأجر ملغى.
permission-approvals-read = عرض طلبات الموافقة
permission-approvals-read-text = عرض الطلبات وما ستفعله، وعرض السياسات.
permission-approvals-decide = القرار في الطلبات
permission-approvals-decide-text = قبول طلبات الآخرين أو رفضها، بقدر ما يحق للشخص فعله بنفسه.
permission-approvals-policy = تغيير سياسات الموافقة
permission-approvals-policy-text = طلب سياسة موافقة أخرى.
permission-approvals-emergency = التصرّف منفردًا في الطوارئ
permission-approvals-emergency-text = تنفيذ طلب الشخص نفسه من دون شخص ثانٍ. يُبلغ الجميع.

action-approval-requested = طلب موافقة
action-approval-approved = وافق على الطلب
action-approval-rejected = رفض الطلب
action-approval-withdrawn = سحب الطلب
action-approval-expired = أغلق طلبًا لم يقرّر فيه أحد
action-approval-voided = ألغى طلبًا تغيّر أثره
action-approval-emergency = تصرّف منفردًا في حالة طارئة
action-approval-reviewed = راجع إجراءً طارئًا
action-approval-policy-changed = غيّر سياسة موافقة

audit-of-access = الوصول
audit-of-approval = الموافقة
audit-of-approvers = الموافقات المطلوبة
audit-of-cancels-on = يُلغى في
audit-of-command = الإجراء المطلوب
audit-of-differences = الفروق
audit-of-enabled = يحتاج إلى موافقة
audit-of-executed = نُفّذ
audit-of-min-rank = ابتداءً من مرتبة الباقة
audit-of-min-minor = ابتداءً من أي مبلغ بالبيسة
audit-of-min-subjects = ابتداءً من كم
audit-of-requested-by = مقدّم الطلب
audit-of-subjects = عدد ما يمسّه
audit-of-subscription = الاشتراك
audit-of-two-from = موافقتان ابتداءً من
audit-of-distinct-roles = دوران مختلفان

mail-approval-action = فتح الطلب
mail-approval-asked-subject = موافقة مطلوبة: { $command }
mail-approval-asked-body =
    مرحبًا { $name }،

    يطلب { $by } الموافقة على: { $command }، { $subject }.

    السبب: { $note }

    يبقى الطلب مفتوحًا 72 ساعة. يُرجى التحقق مما يمسّه قبل اتخاذ القرار.
mail-approval-executed-subject = تمت الموافقة والتنفيذ: { $command }
mail-approval-executed-body =
    مرحبًا { $name }،

    وافق { $by } على طلبك ونُفّذ: { $command }، { $subject }.

    { $note }
mail-approval-rejected-subject = رُفض الطلب: { $command }
mail-approval-rejected-body =
    مرحبًا { $name }،

    رفض { $by } طلبك: { $command }، { $subject }.

    الملاحظة: { $note }
mail-approval-void-subject = طلب لاغٍ: { $command }
mail-approval-void-body =
    مرحبًا { $name }،

    أصبح طلبك لاغيًا: { $command }، { $subject }. تغيّر أثره منذ تقديمه، فلم يُنفّذ شيء. يعرض الطلب الفروق، ويمكنك الطلب من جديد.
mail-approval-expired-subject = انتهت مدة الطلب: { $command }
mail-approval-expired-body =
    مرحبًا { $name }،

    لم يقرّر أحد في طلبك خلال 72 ساعة، فأُغلق: { $command }، { $subject }. يمكنك الطلب من جديد.
mail-approval-emergency-subject = طوارئ: { $command } من دون شخص ثانٍ
mail-approval-emergency-body =
    مرحبًا { $name }،

    استخدم { $by } مسار الطوارئ: { $command }، { $subject }. نُفّذ الإجراء من دون شخص ثانٍ.

    السبب: { $note }

    يبقى الطلب معلّمًا، ويجب أن يراجعه شخص آخر. إن بدا لك الأمر خاطئًا فأبلغ الآن.
