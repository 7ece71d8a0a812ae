# استيراد قائمة مستأجرين من ملف.

imports-title = استيراد المستأجرين
imports-sub = استورد قائمة مستأجرين من جدول بيانات. لا يُنشأ أي مستأجر قبل أن تراجع الصفوف.
imports-title-one = استيراد { $file }
imports-steps = خطوات الاستيراد
imports-step-file = اختيار الملف
imports-step-check = مراجعة الصفوف
imports-step-run = الاستيراد
imports-step-result = النتيجة

# الملف
imports-file = قائمة المستأجرين
imports-file-hint = ملف CSV بصف عناوين، لا يتجاوز 20 ميغابايت و100,000 صف. في Excel: «حفظ باسم»، ثم «CSV UTF-8».
imports-upload = رفع ومراجعة
imports-help-title = معلومات مفيدة
imports-help-columns = تُعرف الأعمدة من عناوينها، بالعربية أو الإنجليزية وبأي ترتيب. الاسم والبريد الإلكتروني مطلوبان، وما عداهما اختياري.
imports-help-safe = رفع الملف لا يغيّر شيئًا. تراجع جميع الصفوف أولًا، ويمكنك التراجع عن الاستيراد لاحقًا.
imports-help-known = المستأجر الذي سبق تسجيل بريده الإلكتروني يبقى كما هو، ولذلك يمكنك استيراد الملف نفسه مرة أخرى دون تكرار.
imports-help-mail = لا تُرسل رسالة ترحيب إلى المستأجرين المستوردين.
imports-earlier = عمليات الاستيراد السابقة
imports-error-no-file = اختر الملف الذي تريد استيراده
imports-error-empty = هذا الملف فارغ. اختر ملفًا آخر
imports-error-no-rows = في هذا الملف عناوين بلا صفوف. اختر ملفًا آخر
imports-error-not-text = هذا ليس ملف CSV. احفظه بصيغة CSV ثم اختره من جديد
imports-error-too-large = اختر ملفًا لا يتجاوز 20 ميغابايت، أو قسّم القائمة إلى عدة ملفات
imports-error-too-many-columns = اختر ملفًا لا يتجاوز { $most } عمود
imports-error-too-many-rows = اختر ملفًا لا يتجاوز { $most } صف، أو قسّم القائمة إلى عدة ملفات

# أعمدة القوائم
imports-column-file = الملف
imports-column-state = الحالة
imports-column-at = تاريخ الرفع
imports-column-by = رفعه
imports-column-total = عدد الصفوف
imports-column-imported = المستورد
imports-column-refused = المرفوض
imports-column-row = الصف
imports-column-verdict = الحالة
imports-column-remark = ملاحظات
imports-column-unnamed = العمود { $number } (بلا عنوان)
imports-column-none = غير موجود في الملف

# حالات الاستيراد
imports-state-mapped = بانتظار المراجعة
imports-state-running = قيد التنفيذ
imports-state-stopped = متوقف
imports-state-done = مكتمل
imports-state-undoing = جارٍ التراجع
imports-state-undone = تم التراجع عنه

# حالة الصفوف
imports-row-ready = جاهز
imports-row-refused = مرفوض
imports-row-known = موجود
imports-row-imported = مستورد
imports-row-undone = محذوف
imports-row-kept = مُبقى عليه
imports-tile-ready = ستصبح مستأجرين جددًا
imports-tile-refused = فيها أخطاء ولا تُستورد
imports-tile-known = مسجَّلة من قبل
imports-tile-imported = أصبحت مستأجرين جددًا
imports-tile-undone = حُذفت بعد التراجع
imports-tile-kept = أُبقي عليها لأن أحد الموظفين عمل عليها

# المراجعة
imports-uploaded = رفعه { $by }، { $at }
imports-errors-download = تنزيل الصفوف المرفوضة
imports-discard = تجاهل الملف
imports-twin-title = سبق استيراد هذا الملف
imports-twin-text = رُفع الملف نفسه في { $at }.
imports-twin-count = { $count ->
    [zero] لم يصبح أي من صفوفه مستأجرًا.
    [one] أصبح صف واحد منه مستأجرًا.
    [two] أصبح صفان منه مستأجرَين.
    [few] أصبحت { $shown } صفوف منه مستأجرين.
    [many] أصبح { $shown } صفًا منه مستأجرين.
   *[other] أصبح { $shown } صف منه مستأجرين.
}
imports-twin-open = فتح ذلك الاستيراد
imports-go-title = { $count ->
    [zero] لا توجد صفوف جاهزة للاستيراد
    [one] صف واحد جاهز للاستيراد
    [two] صفان جاهزان للاستيراد
    [few] { $shown } صفوف جاهزة للاستيراد
    [many] { $shown } صفًا جاهزًا للاستيراد
   *[other] { $shown } صف جاهز للاستيراد
}
imports-go-text = يصبح كل صف مستأجرًا له فرع رئيسي واشتراك. لا تُرسل رسالة ترحيب. يمكنك إيقاف الاستيراد في أي وقت، والتراجع عنه لاحقًا.
imports-go = استيراد
imports-nothing-title = لم يبقَ ما يمكن استيراده
imports-nothing-text = كل صف إما مرفوض أو مسجَّل من قبل. صحّح الصفوف المرفوضة ثم ارفعها من جديد.
imports-another = استيراد ملف آخر
imports-mapping-title = الأعمدة
imports-mapping-text = حدد العمود الذي يقابل كل حقل. تُراجَع جميع الصفوف من جديد بعد كل تغيير.
imports-mapping-example = مثال:
imports-mapping-save = حفظ ومراجعة من جديد
imports-mapping-unread = { $count ->
    [zero] كل الأعمدة مستخدمة
    [one] عمود واحد غير مستخدم
    [two] عمودان غير مستخدمين
    [few] { $shown } أعمدة غير مستخدمة
    [many] { $shown } عمودًا غير مستخدم
   *[other] { $shown } عمود غير مستخدم
}
imports-mapping-unread-list = غير مستخدم:
imports-error-column-missing = اختر العمود المقابل للحقل: { $field }
imports-error-column-twice = هذا العمود مستخدم للحقل «{ $field }». اختر عمودًا آخر
imports-error-column-unknown = اختر أحد أعمدة الملف
imports-flash-mapped = حُفظت الأعمدة، وروجعت جميع الصفوف من جديد.
imports-flash-remapped = تغيّرت الأعمدة في هذه الأثناء. راجع الصفوف من جديد قبل استيرادها.
imports-flash-incomplete = اختر أولًا عمود الاسم وعمود البريد الإلكتروني.
imports-flash-discarded = تم تجاهل الملف المرفوع، ولم يُنشأ أي مستأجر.
imports-rows-title = الصفوف
imports-rows-by-verdict = الصفوف حسب الحالة
imports-rows-all = جميع الصفوف
imports-rows-none = لا توجد صفوف
imports-rows-none-text = لا توجد في هذا الاستيراد صفوف بهذه الحالة.

# أثناء العمل
imports-progress-run = جارٍ الاستيراد
imports-progress-undo = جارٍ التراجع عن الاستيراد
imports-progress-troubled = فشلت المحاولة الأخيرة. تُعاد المحاولة تلقائيًا، ولن يضيع أي صف أو يُستورد مرتين.
imports-progress-rate = { $count ->
    [zero] أقل من صف في الثانية.
    [one] صف واحد في الثانية.
    [two] صفان في الثانية.
    [few] { $shown } صفوف في الثانية.
    [many] { $shown } صفًا في الثانية.
   *[other] { $shown } صف في الثانية.
}
imports-progress-left = { $count ->
    [zero] أوشك على الانتهاء.
    [one] تبقّت ثانية واحدة تقريبًا.
    [two] تبقّت ثانيتان تقريبًا.
    [few] تبقّت { $shown } ثوانٍ تقريبًا.
    [many] تبقّت { $shown } ثانية تقريبًا.
   *[other] تبقّت { $shown } ثانية تقريبًا.
}
imports-leave = يمكنك مغادرة هذه الصفحة. يستمر العمل في الخلفية، وستظهر النتيجة هنا.
imports-troubled-title = بانتظار إعادة المحاولة
imports-troubled-text = تُعاد المحاولة تلقائيًا، بعد فترة أطول في كل مرة. لا يلزمك الانتظار.
imports-repeat = إعادة المحاولة الآن
imports-stopped-title = الاستيراد متوقف
imports-stopped-text = يبقى ما تم استيراده، وتنتظر الصفوف الباقية إلى أن تستأنف الاستيراد.
imports-resume = استئناف

# النتيجة
imports-imported-by = استورده { $by }، { $at }.
imports-undone-by = تراجع عنه { $by }، { $at }.
imports-took = { $count ->
    [zero] استغرق أقل من ثانية.
    [one] استغرق ثانية واحدة.
    [two] استغرق ثانيتين.
    [few] استغرق { $shown } ثوانٍ.
    [many] استغرق { $shown } ثانية.
   *[other] استغرق { $shown } ثانية.
}
imports-refused-title = صحّح الصفوف المرفوضة
imports-refused-text = نزّلها وصحّح خلاياها ثم ارفع الملف نفسه. تُهمل أعمدته الأربعة الأولى، ويبقى المستأجرون المسجَّلون كما هم.

# التراجع
imports-undo = تراجع
imports-undo-title = التراجع عن استيراد { $file }
imports-undo-deed = التراجع عن الاستيراد
imports-undo-gone = { $count ->
    [zero] لن يُحذف أي مستأجر.
    [one] سيُحذف مستأجر واحد مع فرعه واشتراكه وملاحظته.
    [two] سيُحذف مستأجران مع فروعهما واشتراكاتهما وملاحظاتهما.
    [few] سيُحذف { $shown } مستأجرين مع فروعهم واشتراكاتهم وملاحظاتهم.
    [many] سيُحذف { $shown } مستأجرًا مع فروعهم واشتراكاتهم وملاحظاتهم.
   *[other] سيُحذف { $shown } مستأجر مع فروعهم واشتراكاتهم وملاحظاتهم.
}
imports-undo-kept = { $count ->
    [zero] لن يُبقى على أي مستأجر.
    [one] سيُبقى على مستأجر واحد لأن أحد الموظفين عمل عليه بعد الاستيراد. سترى من هو ولماذا.
    [two] سيُبقى على مستأجرَين لأن أحد الموظفين عمل عليهما بعد الاستيراد. سترى من هما ولماذا.
    [few] سيُبقى على { $shown } مستأجرين لأن أحد الموظفين عمل عليهم بعد الاستيراد. سترى من هم ولماذا.
    [many] سيُبقى على { $shown } مستأجرًا لأن أحد الموظفين عمل عليهم بعد الاستيراد. سترى من هم ولماذا.
   *[other] سيُبقى على { $shown } مستأجر لأن أحد الموظفين عمل عليهم بعد الاستيراد. سترى من هم ولماذا.
}
imports-undo-again = يمكنك استيراد الملف مرة أخرى لاحقًا، وحينها يأخذ المستأجرون رموزًا جديدة.
imports-undo-audit = يحتفظ سجل التدقيق بالاستيراد وبالتراجع عنه.
imports-undo-idle = عمل الموظفون على كل مستأجر في هذا الاستيراد منذ ذلك الحين، لذا لن يُحذف شيء.
imports-undo-back = العودة إلى الاستيراد
imports-kept-edited = أُبقي عليه: عُدّلت بياناته لاحقًا.
imports-kept-moved = أُبقي عليه: تغيّرت مرحلته أو اشتراكه أو تهيئته.
imports-kept-noted = أُبقي عليه: أُضيفت إليه ملاحظة.
imports-kept-extended = أُبقي عليه: أُضيفت إليه جهات اتصال أو فروع أو هوية بصرية.
imports-kept-acted-on = أُبقي عليه: في سجل التدقيق إجراءات لاحقة عليه.
imports-kept-in-use = أُبقي عليه: يشير إليه سجل آخر.

# الحقول
imports-field-row = الصف
imports-field-notes = الملاحظات

# لماذا يُرفض صف
imports-reason-cell-count = عدد خلايا الصف { $found } وعدد العناوين { $expected }. ابحث عن فاصل زائد.
imports-reason-open-quote = علامة اقتباس فُتحت ولم تُغلق في الخلية نفسها.
imports-reason-missing = هذه القيمة مطلوبة.
imports-reason-unreadable = فُقدت بعض الأحرف عند حفظ الملف. أدخلها من جديد واحفظ بصيغة CSV UTF-8.
imports-reason-too-short = { $count ->
    [zero] أدخل قيمة.
    [one] أدخل حرفًا واحدًا على الأقل.
    [two] أدخل حرفين على الأقل.
    [few] أدخل { $shown } أحرف على الأقل.
    [many] أدخل { $shown } حرفًا على الأقل.
   *[other] أدخل { $shown } حرف على الأقل.
}
imports-reason-too-long = { $count ->
    [zero] اترك الخلية فارغة.
    [one] أدخل حرفًا واحدًا على الأكثر.
    [two] أدخل حرفين على الأكثر.
    [few] أدخل { $shown } أحرف على الأكثر.
    [many] أدخل { $shown } حرفًا على الأكثر.
   *[other] أدخل { $shown } حرف على الأكثر.
}
imports-reason-no-letters = أدخل اسمًا فيه أحرف أو أرقام.
imports-reason-not-an-email = أدخل عنوان بريد إلكتروني واحدًا كاملًا، مثل name@example.com.
imports-reason-duplicate-of = القيمة نفسها في الصف { $row }. أبقِ واحدة منهما فقط.
imports-reason-taken = هذه القيمة مستخدمة لمستأجر آخر. اختر غيرها.
imports-reason-phone-characters = أدخل رقم هاتف واحدًا، بالأرقام فقط.
imports-reason-phone-length = عدد الأرقام أقل أو أكثر من اللازم لرقم هاتف.
imports-reason-phone-not-in-country = لا يبدو هذا رقم هاتف في { $country }. تحقق من الرقم أو من الدولة.
imports-reason-phone-needs-country = ابدأ الرقم برمز الدولة، مثل ‎+968.
imports-reason-phone-code = لا توجد دولة برمز الاتصال الذي يبدأ به هذا الرقم. تحقق من أرقامه الأولى.
imports-reason-unknown-country = أدخل اسم الدولة أو رمزها المكوّن من حرفين، مثل OM.
imports-reason-unknown-plan = أدخل إحدى الباقات: FREE_TRIAL أو STARTER أو GROWTH أو PRO أو ENTERPRISE.
imports-reason-unknown-business-type = أدخل «غسيل» أو «تنظيف جاف» أو «كلاهما».
imports-reason-unknown-currency = أدخل رمز العملة المكوّن من ثلاثة أحرف، مثل OMR.
imports-reason-unknown-timezone = أدخل المنطقة الزمنية، مثل Asia/Muscat.
imports-reason-unknown-language = أدخل en أو ar.
imports-reason-slug-characters = استخدم الأحرف من a إلى z والأرقام والشرطات فقط.
imports-reason-slug-hyphens = استخدم شرطات مفردة، بين الأحرف أو الأرقام فقط.
imports-reason-slug-reserved = هذه الكلمة محجوزة للمنصة. اختر غيرها.
imports-reason-not-a-date = أدخل التاريخ بالصيغة 2026-11-22.
imports-reason-no-such-day = هذا التاريخ غير موجود.
imports-reason-date-serial-number = هذا رقم داخلي يستخدمه جدول البيانات للتاريخ. نسّق الخلية كتاريخ ثم احفظ من جديد.
imports-reason-date-hijri = يبدو هذا تاريخًا هجريًا. أدخل التاريخ الميلادي.
imports-reason-date-too-early = السنة قبل { $year }. تحقق منها.
imports-reason-date-too-late = التاريخ بعد { $date }. تحقق من السنة.
imports-reason-not-saved = تعذّر حفظ هذا الصف. أبلغ فريق الدعم برقمه.

action-import-uploaded = رفع ملف استيراد
action-import-mapped = تحديد الأعمدة
action-import-started = بدء الاستيراد
action-import-stopped = إيقاف الاستيراد
action-import-resumed = استئناف الاستيراد
action-import-finished = اكتمال الاستيراد
action-import-discarded = تجاهل ملف استيراد
action-import-undo-started = بدء التراجع عن الاستيراد
action-import-undone = التراجع عن الاستيراد
action-import-errors-exported = تنزيل الصفوف المرفوضة
action-tenant-removed = حذف المستأجر
