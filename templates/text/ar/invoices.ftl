nav-invoices = الفواتير
invoices-sub = ما طُلب من المستأجرين دفعه، وما أُعيد إليهم.
invoices-caption = الفواتير والإشعارات الدائنة
invoices-search = ابحث برقم المستند أو بالمستأجر
invoices-new = فاتورة جديدة
invoices-new-sub = لا يُرسل شيء قبل أن تُصدرها.
invoices-edit = تعديل المسودة
invoices-draft = مسودة
invoices-none-title = لا توجد فاتورة مطابقة
invoices-empty-title = لا توجد فواتير بعد
invoices-empty-text = تظهر الفواتير والإشعارات الدائنة هنا.
invoices-unsummed = ضيّق القائمة لعرض المجاميع: لا يُجمع أكثر من { $most } مستند.
invoices-field-due-from = تُستحق من
invoices-field-due-to = تُستحق إلى
invoices-field-covers = فترة فيها
invoices-field-run = دورة الفوترة
invoices-of-one-run = دورة واحدة
invoices-sums = المجاميع حسب العملة
invoices-field-currency = العملة
invoices-sum-invoiced = المفوتر
invoices-sum-credited = المُعاد
invoices-sum-open = المستحق
invoices-status-draft = مسودة
invoices-status-discarded = مستبعدة
invoices-status-issued = صادرة
invoices-status-partially-paid = مدفوعة جزئيًا
invoices-status-paid = مسوّاة
invoices-status-void = ملغاة
invoices-status-uncollectible = مشطوبة
invoices-status-open = مستحقة
invoices-status-overdue = متأخرة
invoices-credited-whole = أُعيدت كاملة
invoices-credited-part = أُعيد جزء منها
invoices-kind-invoice = فاتورة
invoices-kind-credit-note = إشعار دائن
invoices-line-subscription = اشتراك
invoices-line-proration = جزء من فترة
invoices-line-setup-fee = رسوم تأسيس
invoices-line-overage = استخدام فوق الباقة
invoices-line-add-on = خدمة إضافية
invoices-line-discount = خصم
invoices-line-credit = رصيد دائن
invoices-line-adjustment = تسوية
invoices-field-number = الرقم
invoices-field-kind = النوع
invoices-field-tenant = المستأجر
invoices-field-status = الحالة
invoices-field-issued = تاريخ الإصدار
invoices-field-due = تاريخ الاستحقاق
invoices-field-total = الإجمالي شاملًا الضريبة
invoices-field-open = المستحق
invoices-field-from = صدرت من
invoices-field-to = صدرت إلى
invoices-field-least = الإجمالي من
invoices-field-most = الإجمالي إلى
invoices-field-line-kind = نوع البند
invoices-field-quantity = الكمية
invoices-field-price = سعر الوحدة
invoices-field-description = الوصف بالإنجليزية
invoices-field-description2 = الوصف بالعربية
invoices-field-discount-kind = نوع الخصم
invoices-field-discount = الخصم
invoices-field-note = ملاحظة على المستند
invoices-field-amount = قبل الخصم
invoices-field-taxable = قبل الضريبة
invoices-field-vat = ضريبة القيمة المضافة
invoices-field-vat-rate = نسبة الضريبة
invoices-field-settled = المدفوع أو المقاصّ
invoices-field-credited = المُعاد
invoices-field-left = المتبقي
invoices-field-back = المُعاد قبل الضريبة
invoices-field-reason = السبب
invoices-field-buyer = الفاتورة إلى
invoices-field-buyer-address = العنوان
invoices-field-buyer-vat = الرقم الضريبي
invoices-field-voided = تاريخ الإلغاء
invoices-field-written-off = تاريخ الشطب
invoices-field-corrects = يصحّح
invoices-field-written-by = أنشأها
invoices-field-mail = إرسالها إلى المستأجر بالبريد الآن
invoices-hint-tenant = رمزه، مثل T-00012.
invoices-hint-note = يقرؤها المستأجر.
invoices-hint-reason = يظهر على الإشعار الدائن ويقرؤه المستأجر.
invoices-discount-percent = نسبة مئوية
invoices-discount-amount = مبلغ
invoices-line = البند { $number }
invoices-section-whole = المستند كله
invoices-section-whole-hint = يوزَّع الخصم على كل البنود التي لها مبلغ.
invoices-vat-rate = تضاف ضريبة بنسبة { $rate } بحسب بلد المستأجر وتاريخ اليوم.
invoices-save-draft = حفظ المسودة
invoices-preview = عرض المجاميع
invoices-add-line = إضافة بند
invoices-card-sums = المجاميع
invoices-card-shares = الضريبة بحسب النسبة
invoices-card-facts = المستند
invoices-card-lines = البنود
invoices-card-corrections = الإشعارات الدائنة
invoices-card-mails = الرسائل
invoices-card-ways = تصحيح الفاتورة
invoices-mails-none = لم تُرسل بالبريد مؤخرًا.
invoices-mail-sent = أُرسلت
invoices-mail-failed = تعذّر إرسالها
invoices-mail-trying = تُعاد المحاولة
invoices-mail-queued = في الانتظار
invoices-draft-title = هذه مسودة
invoices-draft-text = ليس لها رقم ولا يراها المستأجر، ولا يُستحق شيء قبل إصدارها.
invoices-ways-text = لا تُعدَّل الفاتورة الصادرة أبدًا. يمكن عمل أربعة أشياء:
invoices-way-void = إلغاؤها
invoices-way-void-text = لم يكن ينبغي إصدارها. اليوم فقط، ما دام لم يُدفع منها شيء.
invoices-way-credit-whole = إعادة كامل المبلغ
invoices-way-credit-whole-text = كانت خاطئة من الأصل، وقد مضى يوم إصدارها. أنشئ بعدها فاتورة جديدة.
invoices-way-credit-part = إعادة جزء من المبلغ
invoices-way-credit-part-text = كان بند أعلى من اللازم، أو لم يُسلَّم كاملًا.
invoices-way-write-off = شطبها
invoices-way-write-off-text = كانت صحيحة، ولن تُدفع.
invoices-print = طباعة
invoices-pdf = ملف PDF
invoices-send = إرسال بالبريد
invoices-issue = إصدار
invoices-issue-deed = إصدار الفاتورة
invoices-issue-effect-number = تأخذ الرقم التالي. لا تُستخدم الأرقام مرتين.
invoices-issue-effect-final = لا يمكن تعديلها بعد ذلك، بل تصحيحها فقط.
invoices-issue-effect-due = يصبح الإجمالي مستحقًا على المستأجر من اليوم.
invoices-discard = استبعاد المسودة
invoices-discard-effect = تبقى المسودة للقراءة، ولا يمكن إصدارها بعد ذلك.
invoices-void = إلغاء الفاتورة
invoices-void-effect-number = تحتفظ برقمها ولا يُستحق عليها شيء.
invoices-void-effect-final = لا يمكن التراجع عن ذلك.
invoices-write-off = شطب
invoices-write-off-effect-owed = لا يُطالَب بالمبلغ المستحق بعد ذلك.
invoices-write-off-effect-vat = تبقى الضريبة مستحقة: الشطب ليس إشعارًا دائنًا.
invoices-credit = إشعار دائن
invoices-credit-sub = المبالغ المتبقية كلها معبأة. اكتب أقل منها، أو لا شيء، لإعادة جزء.
invoices-credit-takes = يُنقص المبلغ المُعاد
invoices-credit-deed = إصدار الإشعار الدائن
invoices-drafted = حُفظت المسودة.
invoices-saved = حُفظت المسودة.
invoices-discarded = استُبعدت المسودة.
invoices-issued = صدرت { $reference }.
invoices-sent = الرسالة في طريقها.
invoices-voided = أُلغيت الفاتورة.
invoices-written-off = شُطبت الفاتورة.
invoices-credited = صدر { $reference }.
invoices-credited-before = أُرسل هذا من قبل. تجده أدناه، أو ينتظر في «الموافقات».
invoices-no-draft = لم تعد هذه مسودة.
invoices-not-issued = لا تُرسل إلا المستندات الصادرة.
invoices-cannot-void = لا تُلغى إلا فاتورة صدرت اليوم ولم يُدفع منها شيء ولم يُعَد.
invoices-cannot-credit-days = أُعيدت أيام من هذه الفاتورة بمستند آخر للاشتراك، فلا يُعاد عنها شيء إلى جانبه.
invoices-cannot-credit = لم يبقَ ما يُعاد على هذا المستند.
invoices-cannot-write-off = لا يوجد مبلغ مستحق على هذا المستند.
invoices-error-tenant = أدخل رمز مستأجر.
invoices-error-lines =
    { $count ->
        [zero] لا توجد بنود ناقصة.
        [one] بند واحد غير مكتمل. انظر الرسالة عنده.
        [two] بندان غير مكتملين. انظر الرسالتين عندهما.
        [few] { $count } بنود غير مكتملة. انظر الرسائل عندها.
        [many] { $count } بندًا غير مكتمل. انظر الرسائل عندها.
       *[other] { $count } بند غير مكتمل. انظر الرسائل عندها.
    }
invoices-error-no-lines = اكتب بندًا واحدًا على الأقل.
invoices-error-kind = اختر نوع هذا البند.
invoices-error-description = صف بالإنجليزية ما يُطلب ثمنه.
invoices-error-description-long = لا يزيد الوصف على 500 حرف.
invoices-error-quantity = أدخل عددًا صحيحًا من 1 إلى 1,000,000.
invoices-error-price-zero = أدخل سعرًا أكبر من صفر.
invoices-error-amount = أدخل مبلغًا مثل 12.500.
invoices-error-amount-empty = أدخل مبلغًا.
invoices-error-amount-negative = أدخل مبلغًا أكبر من صفر. ما يُخصم له نوع بند خاص به.
invoices-error-amount-decimals =
    { $count ->
        [zero] ليس لهذه العملة خانات عشرية.
        [one] لهذه العملة خانة عشرية واحدة.
        [two] لهذه العملة خانتان عشريتان.
        [few] لهذه العملة { $count } خانات عشرية.
        [many] لهذه العملة { $count } خانة عشرية.
       *[other] لهذه العملة { $count } خانة عشرية.
    }
invoices-error-amount-large = المبلغ كبير جدًا.
invoices-error-percent = أدخل رقمًا من 0.01 إلى 100.
invoices-error-discount-kind = اختر نسبة مئوية أو مبلغًا.
invoices-error-note-long = لا تزيد الملاحظة على 1,000 حرف.
invoices-error-negative = الإجمالي أقل من صفر. ما يُدفع للمستأجر هو إشعار دائن.
invoices-error-stale = عدّل زميل هذه المسودة في هذه الأثناء. اطّلع عليها قبل المتابعة؛ ما كتبته ما زال هنا.
invoices-error-seller = الرقم الضريبي للبائع أو عنوانه ناقص.
invoices-error-other-currency = صار المستأجر يدفع بعملة أخرى. عدّل المسودة وراجع مبالغها واحفظها.
invoices-error-too-many = للفاتورة 50 بندًا على الأكثر.
invoices-error-other-rate = تغيّرت نسبة الضريبة منذ حفظ المسودة. احفظ المسودة من جديد ثم أصدرها.
invoices-error-reason = اذكر السبب في كلمات قليلة.
invoices-error-reason-long = لا يزيد السبب على 1,000 حرف.
invoices-error-credit-line = البند { $line }: هذا أكثر من المتبقي.
invoices-error-credit-much = هذا أكثر من المتبقي من الفاتورة.
invoices-error-credit-nothing = أعد شيئًا على الأقل.

seller-title = البائع
seller-sub = البائع كما تسمّيه كل فاتورة. تحتفظ المستندات الصادرة بما كان هنا وقتها.
seller-incomplete-title = لا يمكن إصدار الفواتير بعد
seller-incomplete-text = تذكر الفاتورة الضريبية الرقم الضريبي للبائع وعنوانه.
seller-section-name = الاسم والعنوان
seller-section-registered = السجل ووسائل الاتصال
seller-section-bank = الحساب البنكي
seller-section-bank-hint = يُطبع على الفواتير من أجل التحويلات.
command-invoice-credit = إعادة مبلغ بإشعار دائن
command-invoice-write-off = شطب فاتورة
command-seller-bank = تغيير الحساب البنكي على الفواتير
seller-field-name = الاسم بالإنجليزية
seller-field-name2 = الاسم بالعربية
seller-field-address = العنوان بالإنجليزية
seller-field-address2 = العنوان بالعربية
seller-field-vat-number = الرقم الضريبي
seller-field-registration = السجل التجاري
seller-field-email = البريد الإلكتروني
seller-field-phone = الهاتف
seller-field-bank = البنك
seller-field-iban = رقم الآيبان
seller-field-swift = رمز سويفت
seller-field-reason = سبب تغيير الحساب
seller-hint-reason = فقط عند تغيير البنك أو رقم الحساب أو رمز سويفت، إذ يجب أن يوافق على ذلك شخص آخر.
seller-saved = حُفظت بيانات البائع.
seller-unchanged = لم يتغيّر شيء.
seller-error-name = أدخل اسم البائع.
seller-error-long = هذا أطول من اللازم.
seller-error-vat-number = لا يحتوي الرقم الضريبي إلا على حروف لاتينية وأرقام.
seller-error-iban = تحقّق من رقم الآيبان: رقما التحقق غير صحيحين.
seller-error-email = أدخل عنوان بريد إلكتروني.
seller-error-stale = عدّل زميل بيانات البائع في هذه الأثناء. ما كتبته ما زال هنا؛ احفظ من جديد للإبقاء عليه.
seller-error-none = لا توجد بيانات للبائع بعد

action-invoice-drafted = كتب مسودة فاتورة
action-invoice-edited = عدّل مسودة فاتورة
action-invoice-discarded = استبعد مسودة فاتورة
action-invoice-issued = أصدر فاتورة
action-invoice-voided = ألغى فاتورة
action-invoice-credited = أصدر إشعارًا دائنًا عن فاتورة
action-invoice-written-off = شطب فاتورة
action-invoice-sent = أرسل مستندًا بالبريد
action-invoices-exported = صدّر الفواتير
action-seller-edited = غيّر بيانات البائع
audit-kind-invoice = فاتورة
audit-kind-seller = بائع

permission-area-billing = الفوترة
permission-billing-read = عرض الفوترة
permission-billing-read-text = الاطلاع على الباقات وما تدرّه وعلى الفواتير والإشعارات الدائنة؛ الأسماء والمستندات لمن يرى أسماء المستأجرين فقط.
permission-billing-draft = كتابة مسودات الفواتير
permission-billing-draft-text = كتابة المسودات وتعديلها واستبعادها.
permission-billing-issue = إصدار الفواتير
permission-billing-issue-text = إصدار المسودات وإرسال المستندات إلى المستأجرين.
permission-billing-correct = تصحيح الفواتير
permission-billing-correct-text = إلغاء الفواتير وإصدار الإشعارات الدائنة والشطب.
permission-billing-settings = تغيير بيانات البائع
permission-billing-settings-text = تغيير الجهة التي تصدر عنها الفواتير والحساب البنكي المطبوع عليها.
permission-billing-export = تصدير الفواتير والاشتراكات
permission-billing-export-text = إخراج قائمتي الفواتير والاشتراكات في ملف.

mail-invoice-issued-subject = الفاتورة { $reference }
mail-invoice-issued-body =
    السادة { $tenant }،

    مرفق الفاتورة { $reference } بمبلغ { $total }، تُستحق في { $due }.
mail-invoice-voided-subject = أُلغيت الفاتورة { $reference }
mail-invoice-voided-body =
    السادة { $tenant }،

    صدرت الفاتورة { $reference } بمبلغ { $total }، التي أرسلناها إليكم اليوم، عن طريق الخطأ، وقد أُلغيت. لا يُدفع عنها شيء.
mail-credit-note-issued-subject = الإشعار الدائن { $reference }
mail-credit-note-issued-body =
    السادة { $tenant }،

    مرفق الإشعار الدائن { $reference } بمبلغ { $total }. وهو يصحّح الفاتورة { $invoice }.
