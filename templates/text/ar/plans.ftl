nav-plans = الباقات
plans-sub = ما يُباع، وعدد مشتركيه، وما يدرّه.
plans-compare = مقارنة الإصدارات
plans-compare-sub = إصداران جنبًا إلى جنب، مع تمييز ما يختلف.
plans-compare-left = هذا
plans-compare-right = مع هذا
plans-compare-go = قارِن
plans-versions = الإصدارات
plans-version = الإصدار { $number }
plans-tile-subscribers = المشتركون
plans-tile-revenue = الإيراد الشهري
plans-revenue-note = دون ضريبة القيمة المضافة. تُحتسب السنة جزءًا من اثني عشر، وثلاثة الأشهر ثلثًا.
plans-elsewhere = { $count ->
    [zero] لا أحد بعملة أخرى
    [one] واحد يدفع بعملة أخرى، غير محتسب
    [two] اثنان يدفعان بعملة أخرى، غير محتسبين
    [few] { $shown } يدفعون بعملة أخرى، غير محتسبين
    [many] { $shown } يدفعون بعملة أخرى، غير محتسبين
   *[other] { $shown } يدفعون بعملة أخرى، غير محتسبين
 }
plans-column-plan = الباقة
plans-column-version = الإصدار
plans-column-status = الحالة
plans-column-subscribers = المشتركون
plans-column-revenue = الإيراد الشهري
plans-column-published = تاريخ النشر
plans-column-what = البند
plans-status-draft = مسودة
plans-status-published = منشور
plans-status-retired = مسحوب من البيع
plans-status-discarded = مسودة مهملة
plans-offered = معروض للبيع
plans-recommended = موصى به
plans-differs = مختلف
plans-yes = نعم
plans-no = لا
plans-field-name-en = الاسم بالإنجليزية
plans-field-name-ar = الاسم بالعربية
plans-field-description-en = الوصف بالإنجليزية
plans-field-description-ar = الوصف بالعربية
plans-field-trial-days = أيام التجربة
plans-field-public = لقائمة الأسعار العامة
plans-field-created = تاريخ البدء
plans-field-retired = تاريخ السحب من البيع
plans-hint-limits = الحقل الفارغ يعني دون حد؛ و0 يعني لا شيء.
plans-hint-public = ملاحظة لمن يكتب قائمة الأسعار؛ ولا يتغير بها شيء هنا.
plans-hint-recommended = يُميَّز في القائمة بوصفه الخيار المعتاد.
plans-unit-gigabytes = غ.ب
plans-megabytes = { $amount } م.ب
plans-prices = الأسعار
plans-prices-sub = دون ضريبة القيمة المضافة. الحقل الفارغ يعني دون سعر: لا تُتاح الباقة بهذه الطريقة، أو لا يُحتسب عنها شيء.
plans-currencies = العملات
plans-price-monthly = شهر
plans-price-quarterly = ثلاثة أشهر
plans-price-annual = سنة
plans-price-setup = مرة واحدة عند البدء
plans-price-orders = كل طلب فوق الحد
plans-price-branches = كل فرع فوق الحد
plans-price-users = كل مستخدم فوق الحد
plans-price-storage = كل غيغابايت فوق الحد
plans-price-api-calls = كل ألف استدعاء للواجهة البرمجية فوق الحد
plans-no-price = وفق العقد
plans-not-sold = لا يُباع
plans-not-charged = دون رسوم
plans-limits = الحدود
plans-features = المزايا
plans-no-features = لا شيء
plans-feature-basic = الطلبات والعملاء والإيصالات
plans-feature-pdf-invoices = فواتير PDF
plans-feature-loyalty-programs = برامج الولاء
plans-feature-driver-app = تطبيق السائق
plans-feature-marketplace-listings = الإدراج في السوق
plans-feature-whatsapp-receipts = إيصالات واتساب
plans-feature-multi-branch = فروع متعددة
plans-feature-b2b-contracts = عقود الشركات
plans-feature-advanced-analytics = تحليلات متقدمة
plans-feature-api-access = الوصول إلى الواجهة البرمجية
plans-feature-white-label = بعلامتك التجارية بالكامل
plans-story = عن هذا الإصدار
plans-begin = إصدار جديد
plans-open-draft = فتح المسودة
plans-draft-begun = المسودة نسخة من المعروض للبيع. لا يتغير شيء على أحد حتى تُنشر.
plans-draft-there = توجد مسودة بالفعل، وهي هذه.
plans-edit = تعديل المسودة
plans-publish = نشر
plans-retire = سحب من البيع
plans-discard = التخلي عن المسودة
plans-saved = تم الحفظ.
plans-unchanged = لم يتغير شيء.
plans-published = ‏{ $plan } معروض للبيع الآن.
plans-retired = سُحب الإصدار من البيع. من لديه يحتفظ به.
plans-discarded = تم التخلي عن المسودة.
plans-no-draft = هذا الإصدار ليس مسودة فلا يمكن تغييره. ابدأ إصدارًا جديدًا.
plans-publication-title = نشر الإصدار التالي من { $plan }
plans-publication-new = من الآن يحصل كل مشترك جديد على هذا الإصدار.
plans-publication-kept = { $count ->
    [zero] ليس للإصدار المعروض اليوم أي مشترك.
    [one] المشترك الوحيد في الإصدار المعروض اليوم يحتفظ به.
    [two] المشتركان في الإصدار المعروض اليوم يحتفظان به.
    [few] يحتفظ به { $shown } مشتركين في الإصدار المعروض اليوم.
    [many] يحتفظ به { $shown } مشتركًا في الإصدار المعروض اليوم.
   *[other] يحتفظ به { $shown } مشترك في الإصدار المعروض اليوم.
 }
plans-publication-final = الإصدار المنشور لا يتغير بعد ذلك أبدًا.
plans-publication-differs = ما يختلف عن الإصدار المعروض للبيع
plans-publication-same = لا يختلف عن الإصدار المعروض للبيع.
plans-publication-moved = غيّره أحدهم في هذه الأثناء. هذا هو حالها الآن: راجِعها من جديد.
plans-retire-title = سحب { $plan } من البيع
plans-retire-effect = { $count ->
    [zero] لن يُتاح لأحد بعد الآن. ليس له أي مشترك.
    [one] لن يُتاح لأحد بعد الآن. مشتركه الوحيد يحتفظ به.
    [two] لن يُتاح لأحد بعد الآن. يحتفظ به مشتركاه.
    [few] لن يُتاح لأحد بعد الآن. يحتفظ به { $shown } مشتركين.
    [many] لن يُتاح لأحد بعد الآن. يحتفظ به { $shown } مشتركًا.
   *[other] لن يُتاح لأحد بعد الآن. يحتفظ به { $shown } مشترك.
 }
plans-discard-title = التخلي عن مسودة { $plan }
plans-discard-effect = تُهمل المسودة، ولا يُستعمل رقمها مرة أخرى.
plans-error-number = أدخل عددًا صحيحًا أو اترك الحقل فارغًا.
plans-error-name = أدخل اسمًا من 2 إلى 100 حرف.
plans-error-description = الوصف أطول من 1,000 حرف.
plans-error-feature = اختر من القائمة فقط.
plans-error-price = أدخل مبلغًا لا تتجاوز منازله العشرية منازل العملة، أو اترك الحقل فارغًا.
plans-error-by-contract = سعر هذه الباقة يُتفق عليه مع كل مستأجر: احذف أسعار الفترات منها واكتب عقودًا.
plans-error-unpriced = ينقصه سعر بالريال العماني للشهر أو للسنة، فلا يمكن نشره.
plans-error-stale = حفظ أحدهم المسودة في هذه الأثناء. راجِع الحال الآن؛ والحفظ مرة أخرى يضع ما كتبته مكانه.
plans-error-offered = هذا ما يحصل عليه المشتركون الجدد. انشر إصدارًا آخر أولًا.
plans-error-ended = انتهى هذا الإصدار بالفعل.
permission-billing-plans = إدارة الباقات
permission-billing-plans-text = كتابة إصدارات الباقات ونشرها وسحبها من البيع.
action-plan-drafted = بدأ إصدارًا من باقة
action-plan-edited = عدّل مسودة باقة
action-plan-priced = غيّر أسعار مسودة
action-plan-published = نشر إصدارًا من باقة
action-plan-retired = سحب إصدارًا من باقة من البيع
action-plan-discarded = تخلّى عن مسودة باقة
audit-kind-plan = الباقة

contracts-title = العقود
contracts-column = العقد
contracts-card = العقود
contracts-none = لا عقد خاصًّا به.
contracts-begin = كتابة عقد
contracts-begun = بدأت كتابة العقد. حدّد سعره وما يتيحه ومدته، ثم اطلب الموافقة عليه.
contracts-there = هناك عقد مع هذا المستأجر قيد الكتابة، وهو هذا.
contracts-term = مدة السريان
contracts-term-sub = للأسعار والحدود والمزايا صفحاتها.
contracts-field-from = من
contracts-field-until = إلى
contracts-hint-until = اليوم الأخير. إن تُرك فارغًا سرى العقد حتى يُتفق على غيره.
contracts-field-notes = ملاحظات
contracts-hint-notes = ما اتُّفق عليه غير ذلك. لا يقرؤه من يرى المستأجرين برموزهم فقط.
contracts-no-end = بلا نهاية
contracts-subscribed = مشترك فيه
contracts-agreed = اتُّفق على { $plan }.
contracts-publication-title = الاتفاق على العقد مع { $tenant }
contracts-publication-who = لا يحصل عليه إلا { $tenant }.
contracts-publication-then = لا يُنقل أحد بذلك: غيّر الباقة بعدها في صفحة المستأجر، مع معاينة.
contracts-error-unpriced = لم تُحدَّد أسعاره بعد بالعملة التي يدفع بها المستأجر.
contracts-error-term = اليوم الأخير قبل الأول.
contracts-error-notes = استعمل 2,000 حرف على الأكثر.
command-plan-contract = الاتفاق على عقد
