# استيراد قائمة مستأجرين من ملف.

imports-title = استيراد مستأجرين
imports-sub = أدخل قائمة من جدول بيانات. لا يدخل السجل شيء قبل أن ترى ما سيصير إليه كل صف.
imports-title-one = استيراد { $file }
imports-steps = خطوات الاستيراد
imports-step-file = اختيار الملف
imports-step-check = مراجعة الصفوف
imports-step-run = الاستيراد
imports-step-result = النتيجة

# الملف
imports-file = القائمة
imports-file-hint = ملف CSV لا يتجاوز 20 ميغابايت و100,000 صف، وفي أوله سطر للعناوين. من Excel: حفظ باسم، ثم «CSV UTF-8».
imports-upload = رفع ومراجعة
imports-help-title = من المفيد أن تعرف
imports-help-columns = تُعرف الأعمدة من عناوينها، بالعربية أو الإنجليزية وبأي ترتيب. الاسم والبريد الإلكتروني لازمان، وما سواهما قد يغيب.
imports-help-safe = رفع الملف لا يغيّر شيئًا. ترى كل صف أولًا، ويمكن التراجع عن الاستيراد بعد ذلك.
imports-help-known = المستأجر الموجود بريده في السجل يبقى كما هو، فيمكن استيراد الملف نفسه مرة أخرى دون تكرار.
imports-help-mail = لا تُرسل رسالة ترحيب إلى المستأجرين المستوردين.
imports-earlier = عمليات الاستيراد السابقة
imports-error-no-file = اختر الملف الذي تريد استيراده
imports-error-empty = اختر ملفًا فيه بيانات، فهذا الملف فارغ
imports-error-no-rows = اختر ملفًا فيه صفوف تحت العناوين، فهذا فيه عناوين فقط
imports-error-not-text = احفظ الملف بصيغة CSV ثم اختره من جديد، فهذا مصنّف أو صورة أو نوع آخر من الملفات
imports-error-too-large = اختر ملفًا لا يتجاوز 20 ميغابايت، أو قسّم القائمة على عدة ملفات
imports-error-too-many-rows = اختر ملفًا لا يتجاوز { $most } صف، أو قسّم القائمة على عدة ملفات

# أعمدة القوائم
imports-column-file = الملف
imports-column-state = الحالة
imports-column-at = وقت الرفع
imports-column-by = بواسطة
imports-column-total = الصفوف
imports-column-imported = المستورد
imports-column-refused = المرفوض
imports-column-row = الصف
imports-column-verdict = الحكم
imports-column-remark = ملاحظات
imports-column-unnamed = العمود { $number }، بلا عنوان
imports-column-none = ليس في الملف

# حالات الاستيراد
imports-state-mapped = بانتظار المراجعة
imports-state-running = قيد التنفيذ
imports-state-stopped = متوقف
imports-state-done = مكتمل
imports-state-undoing = يجري التراجع عنه
imports-state-undone = تم التراجع عنه

# الحكم على الصفوف
imports-row-ready = جاهز
imports-row-refused = مرفوض
imports-row-known = معروف
imports-row-imported = مستورد
imports-row-undone = مُزال
imports-row-kept = مُبقى
imports-tile-ready = ستصبح مستأجرين جددًا
imports-tile-refused = فيها خطأ وتبقى خارج السجل
imports-tile-known = موجودة في السجل من قبل
imports-tile-imported = أصبحت مستأجرين جددًا
imports-tile-undone = أُخرجت من السجل
imports-tile-kept = بقيت لأن أحدًا عمل عليها

# المراجعة
imports-uploaded = رفعه { $by }، { $at }
imports-errors-download = تنزيل الصفوف المرفوضة
imports-discard = إلغاء الملف
imports-twin-title = استُورد هذا الملف من قبل
imports-twin-text = رُفع الملف نفسه بعينه في { $at }.
imports-twin-count = { $count ->
    [zero] لا صف منه في السجل.
    [one] صف واحد منه في السجل.
    [two] صفان منه في السجل.
    [few] { $shown } صفوف منه في السجل.
    [many] { $shown } صفًا منه في السجل.
   *[other] { $shown } صف منه في السجل.
}
imports-twin-open = افتح ذلك الاستيراد
imports-go-title = { $count ->
    [zero] لا صفوف جاهزة للاستيراد
    [one] صف واحد جاهز للاستيراد
    [two] صفان جاهزان للاستيراد
    [few] { $shown } صفوف جاهزة للاستيراد
    [many] { $shown } صفًا جاهزًا للاستيراد
   *[other] { $shown } صف جاهز للاستيراد
}
imports-go-text = يصبح كل صف مستأجرًا له فرعه الرئيسي واشتراكه. لا تُرسل رسالة ترحيب. يمكنك الإيقاف في أي وقت، والتراجع بعد ذلك.
imports-go = استيراد
imports-nothing-title = لم يبقَ ما يُستورد
imports-nothing-text = كل صف إما مرفوض أو موجود في السجل. صحّح الصفوف المرفوضة وارفعها من جديد.
imports-another = استيراد ملف آخر
imports-mapping-title = الأعمدة
imports-mapping-text = أي عمود في الملف يحمل أي حقل. بعد كل تغيير تُراجع الصفوف كلها من جديد.
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
imports-error-column-missing = اختر العمود الذي يحمل: { $field }
imports-error-column-twice = اختر عمودًا آخر، فهذا يحمل «{ $field }»
imports-error-column-unknown = اختر أحد أعمدة الملف
imports-flash-mapped = حُفظت الأعمدة ورُوجعت الصفوف كلها من جديد.
imports-flash-remapped = تغيّرت الأعمدة وأنت تنظر. راجع الصفوف مرة أخرى قبل استيرادها.
imports-flash-incomplete = اختر أولًا عمودًا للاسم وعمودًا للبريد الإلكتروني.
imports-flash-discarded = أُلغي الملف المرفوع، ولم يكن شيء منه قد دخل السجل.
imports-rows-title = الصفوف
imports-rows-by-verdict = الصفوف بحسب الحكم
imports-rows-all = كل الصفوف
imports-rows-none = لا صفوف هنا
imports-rows-none-text = لا صف في هذا الاستيراد بهذا الحكم.

# أثناء العمل
imports-progress-run = يجري الاستيراد
imports-progress-undo = يجري التراجع عن الاستيراد
imports-progress-troubled = فشلت المحاولة الأخيرة. ستتكرر تلقائيًا، ولن يضيع صف أو يُستورد مرتين.
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
    [one] بقيت ثانية واحدة تقريبًا.
    [two] بقيت ثانيتان تقريبًا.
    [few] بقيت { $shown } ثوانٍ تقريبًا.
    [many] بقيت { $shown } ثانية تقريبًا.
   *[other] بقيت { $shown } ثانية تقريبًا.
}
imports-leave = يمكنك مغادرة هذه الصفحة: العمل مستمر، وهنا ستجد نتيجته.
imports-troubled-title = العمل ينتظر أن يتكرر
imports-troubled-text = يحدث ذلك تلقائيًا، بعد انتظار أطول كل مرة. ولا يلزمك الانتظار.
imports-repeat = حاول الآن
imports-stopped-title = الاستيراد متوقف
imports-stopped-text = ما دخل السجل يبقى فيه، والباقي ينتظر حتى تتابع.
imports-resume = متابعة

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
imports-refused-title = يمكن تصحيح الصفوف المرفوضة
imports-refused-text = نزّلها وصحّح خلاياها ثم ارفع ذلك الملف: تُتجاوز أعمدته الأربعة الأولى، ويبقى ما في السجل كما هو.

# التراجع
imports-undo = تراجع
imports-undo-title = التراجع عن استيراد { $file }
imports-undo-deed = تراجع عن الاستيراد
imports-undo-gone = { $count ->
    [zero] لا يخرج أي مستأجر من السجل.
    [one] يخرج مستأجر واحد من السجل، مع فرعه واشتراكه وملاحظته.
    [two] يخرج مستأجران من السجل، مع فروعهما واشتراكاتهما وملاحظاتهما.
    [few] يخرج { $shown } مستأجرين من السجل، مع فروعهم واشتراكاتهم وملاحظاتهم.
    [many] يخرج { $shown } مستأجرًا من السجل، مع فروعهم واشتراكاتهم وملاحظاتهم.
   *[other] يخرج { $shown } مستأجر من السجل، مع فروعهم واشتراكاتهم وملاحظاتهم.
}
imports-undo-kept = { $count ->
    [zero] لا يبقى أي مستأجر.
    [one] يبقى مستأجر واحد لأن أحدًا عمل عليه منذ ذلك الحين. سترى أيّهم ولماذا.
    [two] يبقى مستأجران لأن أحدًا عمل عليهما منذ ذلك الحين. سترى أيّهم ولماذا.
    [few] يبقى { $shown } مستأجرين لأن أحدًا عمل عليهم منذ ذلك الحين. سترى أيّهم ولماذا.
    [many] يبقى { $shown } مستأجرًا لأن أحدًا عمل عليهم منذ ذلك الحين. سترى أيّهم ولماذا.
   *[other] يبقى { $shown } مستأجر لأن أحدًا عمل عليهم منذ ذلك الحين. سترى أيّهم ولماذا.
}
imports-undo-again = يمكن استيراد الملف مرة أخرى لاحقًا، وعندها يأخذ المستأجرون أرقامًا جديدة.
imports-undo-audit = يحتفظ سجل التدقيق بالاستيراد والتراجع كليهما.
imports-undo-idle = عمل أحدهم على كل مستأجر في هذا الاستيراد منذ ذلك الحين، فلن يُزال شيء.
imports-undo-back = العودة إلى الاستيراد
imports-kept-edited = يبقى: عُدّل منذ ذلك الحين.
imports-kept-moved = يبقى: تغيّرت مرحلته أو اشتراكه أو تهيئته.
imports-kept-noted = يبقى: كتب أحدهم ملاحظة عليه.
imports-kept-extended = يبقى: أضيفت إليه جهات اتصال أو فروع أو هوية بصرية.
imports-kept-acted-on = يبقى: في سجل التدقيق عمل لاحق عليه.
imports-kept-in-use = يبقى: يشير إليه سجل آخر.

# الحقول
imports-field-row = الصف
imports-field-notes = الملاحظات

# لماذا يُرفض صف
imports-reason-cell-count = في الصف { $found } من الخلايا وفي سطر العناوين { $expected }. ابحث عن فاصل ناقص أو زائد.
imports-reason-open-quote = علامة اقتباس فُتحت ولم تُغلق.
imports-reason-missing = املأ هذه الخلية.
imports-reason-unreadable = ضاعت حروف عند حفظ الملف. اكتبها من جديد واحفظ بصيغة CSV UTF-8.
imports-reason-too-short = { $count ->
    [zero] اكتب حروفًا.
    [one] اكتب حرفًا واحدًا على الأقل.
    [two] اكتب حرفين على الأقل.
    [few] اكتب { $shown } حروف على الأقل.
    [many] اكتب { $shown } حرفًا على الأقل.
   *[other] اكتب { $shown } حرف على الأقل.
}
imports-reason-too-long = { $count ->
    [zero] اترك الخلية فارغة.
    [one] اكتب حرفًا واحدًا على الأكثر.
    [two] اكتب حرفين على الأكثر.
    [few] اكتب { $shown } حروف على الأكثر.
    [many] اكتب { $shown } حرفًا على الأكثر.
   *[other] اكتب { $shown } حرف على الأكثر.
}
imports-reason-no-letters = اكتب اسمًا فيه حروف أو أرقام.
imports-reason-not-an-email = اكتب عنوان بريد إلكتروني واحدًا كاملًا، مثل name@example.com.
imports-reason-duplicate-of = القيمة نفسها في الصف { $row }. أبقِ واحدًا منهما.
imports-reason-taken = هذه القيمة لمستأجر في السجل. اختر غيرها.
imports-reason-phone-characters = اكتب رقم هاتف واحدًا، بالأرقام فقط.
imports-reason-phone-length = عدد الأرقام أقل أو أكثر مما يكون في رقم هاتف.
imports-reason-phone-not-in-country = لا رقم بهذا الشكل في { $country }. تحقق من الأرقام أو من البلد.
imports-reason-phone-needs-country = ابدأ الرقم برمز البلد، مثل ‎+968.
imports-reason-unknown-country = اكتب اسم البلد أو رمزها من حرفين، مثل OM.
imports-reason-unknown-plan = اكتب إحدى الخطط: FREE_TRIAL أو STARTER أو GROWTH أو PRO أو ENTERPRISE.
imports-reason-unknown-business-type = اكتب غسيل أو تنظيف جاف أو كليهما.
imports-reason-unknown-currency = اكتب رمز العملة من ثلاثة حروف، مثل OMR.
imports-reason-unknown-timezone = اكتب المنطقة الزمنية بصيغة Asia/Muscat.
imports-reason-unknown-language = اكتب en أو ar.
imports-reason-slug-characters = استخدم الحروف من a إلى z والأرقام والشرطات فقط.
imports-reason-slug-hyphens = ضع شرطات مفردة بين الحروف أو الأرقام، لا في الطرفين.
imports-reason-slug-reserved = المنصة تحتاج إلى هذه الكلمة لنفسها. اختر غيرها.
imports-reason-not-a-date = اكتب التاريخ بصيغة 2026-11-22.
imports-reason-no-such-day = لا يوم كهذا في التقويم.
imports-reason-date-serial-number = هذا رقم يستخدمه جدول البيانات للتاريخ. نسّق الخلية تاريخًا واحفظ من جديد.
imports-reason-date-hijri = يبدو هذا تاريخًا هجريًا. اكتب التاريخ الميلادي.
imports-reason-date-too-early = السنة قبل { $year }. تحقق منها.
imports-reason-date-too-late = التاريخ بعد { $date }. تحقق من السنة.
imports-reason-not-saved = لم يقبل السجل هذا الصف. أعطِ رقمه لفريق الدعم.

action-import-uploaded = رفع القائمة
action-import-mapped = اختار أعمدة
action-import-started = بدأ استيراد
action-import-stopped = أوقف استيراد
action-import-resumed = تابع استيراد
action-import-finished = أتم استيراد
action-import-discarded = ألغى القائمة
action-import-undo-started = بدأ التراجع عن استيراد
action-import-undone = تراجع عن استيراد
action-import-errors-exported = نزّل الصفوف المرفوضة من
action-tenant-removed = أزال المستأجر
