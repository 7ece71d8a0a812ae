# الاشتراكات: ما يدفع المستأجر مقابله وكيف يُغيَّر.

nav-subscriptions = الاشتراكات
subscriptions-sub = من اشترك في ماذا، وكم يدرّ في الشهر، ومتى يُحتسب في المرة القادمة.
subscriptions-search = ابحث في المستأجرين
subscriptions-field-tenant = المستأجر
subscriptions-field-price = سعر الفترة
subscriptions-field-until = الفترة حتى
subscriptions-field-special = ما يستحق النظر
subscriptions-field-due-from = الاحتساب التالي من
subscriptions-field-due-to = الاحتساب التالي حتى
subscriptions-paying = بمقابل
subscriptions-ends = ينتهي في { $day }
subscriptions-special-late = حلّ موعده ولم يُحتسب
subscriptions-special-free = لا يدرّ شيئًا
subscriptions-special-agreed = سعر متفق عليه
subscriptions-special-ends = ينتهي بنهاية فترته
subscriptions-special-changes = تغيير مجدول
subscriptions-special-contract = عقد ينتهي قريبًا
subscriptions-none-title = لا اشتراك مطابق
subscriptions-empty-title = لا اشتراكات بعد
subscriptions-empty-text = يظهر هنا كل من يبدأ تجربة أو باقة.
subscriptions-unsummed = ضيّق القائمة لترى ما تدرّه: لا يُجمع أكثر من { $most } اشتراك.
action-subscriptions-exported = صدّر قائمة الاشتراكات
audit-kind-subscription = اشتراك

subscription-card-history = كيف كان من قبل
subscription-card-ways = تغييره
subscription-column-from = من
subscription-column-until = حتى
subscription-column-price = المحتسب للفترة
subscription-field-on = في يوم
subscription-show-day = عرض هذا اليوم
subscription-field-price = السعر
subscription-price-agreed = { $price }، متفق عليه
subscription-field-add-ons = الإضافات
subscription-no-add-ons = لا شيء
subscription-field-monthly = الإيراد الشهري
subscription-field-due = الاحتساب التالي في
subscription-scheduled-title = تغيير مجدول
subscription-scheduled = اعتبارًا من { $day }: { $plan }، { $cycle }، { $price }. الإضافات: { $addons }.

subscription-change-plan = تغيير الباقة
subscription-change-plan-text = الباقة الأغلى تسري فورًا وتُحتسب بالأيام، والأرخص تسري من نهاية الفترة.
subscription-change-cycle = تغيير دورة الفوترة
subscription-change-cycle-text = شهرية أو ربع سنوية أو سنوية، عند نهاية الفترة أو فورًا.
subscription-change-price = الاتفاق على سعر
subscription-change-price-text = سعر خاص بهذا المستأجر، وكذلك لباقة سعرها بالعقد. يحتاج إلى موافقة شخص آخر.
subscription-change-add-ons = تغيير الإضافات
subscription-change-add-ons-text = خدمات إلى جانب الباقة تُحتسب مع كل فترة. تحتاج إلى موافقة شخص آخر.
subscription-change-trial = تمديد الفترة التجريبية
subscription-change-trial-text = يستمر المستأجر مجانًا حتى يوم آخر.
subscription-change-withdrawal = التراجع عن التغيير المجدول
subscription-change-withdrawal-text = يستمر الاشتراك كما هو الآن.

subscription-change-version = النقل إلى الإصدار المعروض
subscription-change-version-text = الباقة نفسها كما يحصل عليها المشتركون الجدد، اعتبارًا من نهاية الفترة. ويبقى ما اتُّفق عليه مع المستأجر. ويوافق عليه شخص آخر.

moving-link = نقل المشتركين
moving-title = نقل المشتركين إلى { $version }
moving-sub = يبقى كل مشترك على الإصدار الذي اشترك فيه حتى يُنقل إلى المعروض.
moving-ready = { $count ->
    [zero] لا يُنقل أي اشتراك.
    [one] يُنقل اشتراك واحد.
    [two] يُنقل اشتراكان.
    [few] تُنقل { $count } اشتراكات.
    [many] يُنقل { $count } اشتراكًا.
   *[other] يُنقل { $count } اشتراك.
}
moving-when = يسري لكلٍّ من نهاية فترته الجارية، ولا يُحتسب شيء ولا يُعاد الآن. وحتى ذلك الحين يمكن التراجع عنه في صفحة الاشتراك، ولا يمكن تغيير غيره فيها.
moving-agreed = تبقى الأسعار المتفق عليها والإضافات كما هي. ولا تُخبر هذه الصفحة المستأجرين، فأخبرهم قبلها.
moving-stays = { $count ->
    [zero] لا يبقى أي اشتراك.
    [one] يبقى اشتراك واحد حيث هو: تجريبي، أو معلّق، أو حلّ موعده، أو ينتهي أو يتغيّر مع فترته، أو تعذّر حسابه، أو زاد على ما يُنقل دفعة واحدة.
    [two] يبقى اشتراكان حيث هما: تجريبيان، أو معلّقان، أو حلّ موعدهما، أو ينتهيان أو يتغيّران مع فترتيهما، أو تعذّر حسابهما، أو زادا على ما يُنقل دفعة واحدة.
    [few] تبقى { $count } اشتراكات حيث هي: تجريبية، أو معلّقة، أو حلّ موعدها، أو تنتهي أو تتغيّر مع فترتها، أو تعذّر حسابها، أو زادت على ما يُنقل دفعة واحدة.
    [many] يبقى { $count } اشتراكًا حيث هي: تجريبية، أو معلّقة، أو حلّ موعدها، أو تنتهي أو تتغيّر مع فترتها، أو تعذّر حسابها، أو زادت على ما يُنقل دفعة واحدة.
   *[other] يبقى { $count } اشتراك حيث هي: تجريبية، أو معلّقة، أو حلّ موعدها، أو تنتهي أو تتغيّر مع فترتها، أو تعذّر حسابها، أو زادت على ما يُنقل دفعة واحدة.
}
moving-more = { $count ->
    [zero] ولا غيرها.
    [one] وواحد غيرها.
    [two] واثنان غيرها.
    [few] و{ $count } غيرها.
    [many] و{ $count } غيرها.
   *[other] و{ $count } غيرها.
}
moving-card-ready = سعر الفترة، الآن وبعد ذلك
moving-card-kept = لا يمكن نقلها الآن
moving-column-why = السبب
moving-deed = نقلها
moving-done = تنتقل الاشتراكات عند نهاية فتراتها.
moving-error-due = حلّ موعد شيء ولم يُحتسب بعد، وتحتسبه دورة الفوترة.
moving-error-none = لا يمكن نقل أحد الآن.
moving-error-offered = هذا الإصدار هو المعروض نفسه، أو لم يُعرض قط، فلا مكان يُنقل إليه.
moving-error-superseded = لم يعد ذلك الإصدار معروضًا.
moving-field-exceeded = يعلمون أنهم يستعملون أكثر مما يتيحه الإصدار الآخر
moving-error-contract = له عقد خاص
moving-error-moved = تغيّر من يمكن نقلهم أو سعرهم منذ ذلك الحين. انظر مرة أخرى، فهكذا هو الآن.
mail-version-moved-subject = تتغيّر باقتكم { $plan } في { $day }
mail-version-moved-body =
    السادة { $tenant }،

    ابتداءً من { $day } تسري على باقتكم { $plan } شروطها الحالية. تكلفة الفترة حينها { $then } دون ضريبة القيمة المضافة، وهي حتى ذلك اليوم { $price }.

    تجدون ما تتيحه الباقة حينها في حسابكم. وإن كان لديكم سؤال فأجيبوا عن هذه الرسالة.
command-tenants-move = نقل المشتركين إلى إصدار آخر

subscription-field-agreed = سعر الفترة بدون ضريبة القيمة المضافة
subscription-hint-agreed = اتركه فارغًا للعودة إلى سعر الباقة.
subscription-hint-add-ons = العدد وسعر الواحدة للفترة بدون ضريبة. الفراغ أو 0 يزيل الإضافة.
subscription-field-when = وقت السريان
subscription-when-period-end = من نهاية الفترة
subscription-when-period-end-text = لا يُحتسب شيء الآن، ويسري اعتبارًا من { $day }.
subscription-when-now = فورًا
subscription-when-now-text = يُحتسب الفرق عن الأيام المتبقية من الفترة أو يُردّ. وما يحتاج إلى موافقة يجب أن يوافَق عليه اليوم، فالمبلغ غدًا مختلف.
subscription-hint-until = أول يوم لا يكون فيه الاشتراك تجريبيًا، بحد أقصى 90 يومًا من اليوم.
subscription-look = عرض ما سيحدث

subscription-card-now = يُحتسب الآن
subscription-nothing-now = لا يُحتسب شيء الآن ولا يُعاد.
subscription-to-pay = المطلوب دفعه إجمالًا
subscription-due-before = فاتورة مستحقة منذ { $day }
subscription-card-terms = اعتبارًا من { $day }
subscription-card-terms-caption = الاشتراك قبل التغيير وبعده
subscription-column-term = البند
subscription-column-before = الآن
subscription-column-after = بعد ذلك
subscription-card-next = الفواتير التالية
subscription-nothing-next = لا تتبعها فاتورة.
subscription-exceeded-title = الاستخدام أكثر مما تسمح به الباقة الأخرى
subscription-exceeds = { $measure }: المستخدم { $used }، والمسموح { $allowed }
subscription-field-exceeded = المستأجر على علم بذلك ويغيّر رغم ذلك
subscription-changed = تم تغيير الاشتراك.

subscription-ahead = الأشهر الاثنا عشر القادمة
subscription-ahead-text = ما سيُحتسب على هذا الاشتراك إن لم يتغير شيء آخر، وفق قواعد إصدار الفواتير ودون كتابة أي شيء.
subscription-ahead-use = الاستخدام فوق حد الباقة
subscription-ahead-use-none = دون احتسابه
subscription-ahead-use-last = كما في { $days }
subscription-ahead-invoices = الفواتير القادمة
subscription-ahead-none = لن يُحتسب شيء.
subscription-ahead-ends = ينتهي في { $day }.

subscription-extra-priority-support = دعم ذو أولوية
subscription-extra-account-manager = مدير حساب
subscription-extra-training = تدريب في الموقع
subscription-extra-custom-report = تقارير مخصصة
subscription-extra-device-rental = تأجير أجهزة
subscription-extra-message-pack = حزمة رسائل

subscription-error-none = لا يوجد لهذا المستأجر اشتراك سارٍ.
subscription-error-unreadable = في الاشتراك ما لا يمكن قراءته، ويجب تصحيحه أولًا.
subscription-error-not-now = لا يمكن تغيير هذا بحسب حالة الاشتراك الحالية.
subscription-error-status = لا يمكن تغيير الاشتراك هكذا في هذه الحالة، ولا يُباع المزيد ما دام هناك مبلغ غير مدفوع.
subscription-error-pending = هناك تغيير آخر مجدول. تراجع عنه أولًا.
subscription-error-ending = ينتهي الاشتراك بنهاية فترته. تراجع عن الإلغاء أولًا.
subscription-error-nothing-pending = لم يعد هناك شيء مجدول.
subscription-error-unchanged = هو كذلك بالفعل.
subscription-error-plan = اختر إحدى الباقات المعروضة.
subscription-error-cycle = اختر دورة غير الدورة الحالية.
subscription-error-when = اختر وقت السريان.
subscription-error-not-longer = الفترة التجريبية تمتد إلى ذلك الحين بالفعل.
subscription-error-contract = لا يسري العقد في اليوم الذي يبدأ فيه هذا التغيير.
subscription-error-below-zero = السعر لا يقل عن صفر.
subscription-error-unpriced = لا سعر لذلك: اتفق على سعر.
subscription-error-cycle-unpriced = لا سعر لهذه الباقة في تلك الدورة.
subscription-error-period = انتهت فترة هذا الاشتراك ولم تُحتسب بعد.
subscription-error-amounts = المبالغ أكبر مما يمكن أن تكون عليه فاتورة.
subscription-error-corrected = صُحّحت مستندات هذه الفترة يدويًا، وما تبقى منها أقل مما سيُعاد. غيّر عند نهاية الفترة أو أعد المبلغ يدويًا.
subscription-error-amount = اكتب مبلغًا مثل 25.50.
subscription-error-decimals = عدد المنازل بعد الفاصلة العشرية لا يزيد على { $many }.
subscription-error-quantity = في السطر { $row }، العدد رقم صحيح من 1 إلى 10,000.
subscription-error-unit = في السطر { $row }، اكتب سعرًا مثل 25.50.
subscription-error-day = اختر يومًا.
subscription-error-before = لا يُعرف شيء عن ذلك اليوم: كان قبل الاشتراك أو لم يأتِ بعد.
subscription-error-trial-long = تُمدَّد الفترة التجريبية إلى 90 يومًا من اليوم كحد أقصى.
subscription-error-exceeded = أكّد العلم بذلك أو اختر باقة أخرى.
subscription-error-moved = تغيّر الاشتراك أو سعره أو اليوم منذ ذلك الحين. راجعه مرة أخرى: هكذا سيكون الآن.
subscription-error-ahead = لا يمكن حساب ما هو قادم، فالسعر أو أحد التواريخ ناقص.

permission-billing-subscriptions = تغيير الاشتراكات
permission-billing-subscriptions-text = تغيير باقات المستأجرين ودوراتهم وفتراتهم التجريبية والأسعار المتفق عليها والإضافات.
action-tenant-subscription-changed = تغيير الاشتراك
command-tenant-cycle = تغيير الدورة وردّ ما لم يُستخدم
command-tenant-agree = الاتفاق على سعر أو إضافات
audit-of-add-ons = الإضافات
audit-of-documents = المستندات
audit-of-effective-on = يسري من
audit-of-scheduled = المجدول
audit-of-to-pay = المطلوب دفعه الآن

mail-credit-given-subject = الإشعار الدائن { $reference }
mail-credit-given-body =
    السادة { $tenant }،

    مرفق الإشعار الدائن { $reference } بمبلغ { $total }. وهو يعيد قيمة أيام من اشتراككم احتُسبت ولم تُستخدم.
