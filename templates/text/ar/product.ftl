nav-product = المنتج المتصل
product-sub = ما تقوله قاعدة بيانات المنتج عن كل مستأجر، وأين تختلف عن السجل، وما يُبلَّغ إليها.
product-not-connected = لا يوجد منتج متصل
product-connect-how = تعمل اللوحة من دونه. لقراءة المستأجرين والفروع والأشخاص والأرقام اليومية من المنتج، حدّد عنوان قاعدة بياناته وأعد تشغيل اللوحة:
product-connect-role = استخدم دورًا خاصًا يقرأ فقط ولا يسري عليه أمان الصفوف (BYPASSRLS). التعليمات في دليل النشر.
product-failed-title = فشلت القراءة الأخيرة
product-failed-calm = تواصل اللوحة عملها كالمعتاد. يبقى ما قُرئ من قبل، وتستكمل القراءة التالية ما ينقص.
product-first-run = تم الاتصال. تبدأ القراءة الأولى خلال ثوانٍ وتشمل تسعين يومًا.
product-busy = القراءة جارية. أعد تحميل الصفحة لمعرفة مدى تقدمها.
product-run-now = اقرأ الآن
product-run-already = هناك قراءة تنتظر أو جارية بالفعل.
product-run-asked-done = تبدأ القراءة خلال ثوانٍ.
product-tile-tenants = المستأجرون في المنتج
product-tile-linked = مرتبطون بالسجل
product-tile-differences = الاختلافات
product-tile-unread = بلا أرقام
product-all-differences = عرض الكل
product-runs = آخر القراءات
product-run-at = وقت الطلب
product-run-by-itself = تلقائيًا
product-run-state = الحالة
product-run-asked = تنتظر
product-run-running = جارية
product-run-done = اكتملت
product-run-failed = فشلت
product-run-tenants = المستأجرون
product-run-branches = الفروع
product-run-users = الأشخاص
product-run-days = أرقام جديدة
product-run-differences = الاختلافات
product-run-missing =
    { $count ->
        [zero] كل أجزاء المنتج ظاهرة
        [one] تعذرت رؤية جزء واحد من المنتج
        [two] تعذرت رؤية جزأين من المنتج
        [few] تعذرت رؤية { $shown } أجزاء من المنتج
        [many] تعذرت رؤية { $shown } جزءًا من المنتج
       *[other] تعذرت رؤية { $shown } جزء من المنتج
    }
product-run-unread =
    { $count ->
        [zero] لا أحد بلا أرقام
        [one] مستأجر واحد بلا أرقام
        [two] مستأجران بلا أرقام
        [few] { $shown } مستأجرين بلا أرقام
        [many] { $shown } مستأجرًا بلا أرقام
       *[other] { $shown } مستأجر بلا أرقام
    }
product-connection = الاتصال
product-fact-place = قاعدة البيانات
product-fact-version = الإصدار
product-fact-role = الدور
product-fact-sees = أمان الصفوف
product-fact-rights = الصلاحيات
product-fact-took = زمن الإجابة
product-milliseconds = { $ms } مللي ثانية
product-sees-all = يرى كل الصفوف
product-sees-nothing = قد يخفي صفوفًا
product-role-reads = قراءة فقط
product-role-writes = يمكنه الكتابة، والدور الذي يقرأ فقط أكثر أمانًا
product-tables = ما يُظهره المنتج
product-table-name = الجدول
product-table-state = الحالة
product-table-lacks = الأعمدة الناقصة
product-table-there = كامل
product-table-partly = جزئي
product-table-missing = غير قابل للاستخدام
product-pushing = إبلاغ المنتج
product-pushing-is-on = يُبلَّغ المنتج بالمستأجرين الجدد وبتغييرات المراحل والباقات.
product-pushing-is-off = لا يُبلَّغ المنتج بشيء. يبقى المستأجرون الجدد وتغييرات المراحل والباقات في اللوحة.
product-pushing-on = إبلاغ المنتج
product-pushing-off = إيقاف إبلاغ المنتج
product-pushing-on-title = إبلاغ المنتج بالتغييرات؟
product-pushing-off-title = إيقاف إبلاغ المنتج بالتغييرات؟
product-pushing-effect-stages = من الآن يُكتب في قاعدة بيانات المنتج كل مستأجر يُنشأ هنا أو يُفعَّل أو يُعلَّق أو يُلغى أو يُنهى أمره أو تُغيَّر باقته.
product-pushing-effect-earlier = ما حدث حتى الآن لا يُبلَّغ، ويبقى ضمن الاختلافات.
product-pushing-effect-off = ما ينتظر يبقى منتظرًا ويُبلَّغ عند التشغيل من جديد. وما يحدث في هذه الأثناء لا يُبلَّغ.
product-pushing-on-done = يُبلَّغ المنتج بالتغييرات من الآن.
product-pushing-off-done = لم يعد المنتج يُبلَّغ بالتغييرات.
product-write-off = لم يسمح المشغّل للوحة بالكتابة في المنتج. هذا هو المفتاح في بيئة التشغيل:
product-pushes = الخطوات المطلوب إبلاغها
product-pushes-waiting =
    { $count ->
        [zero] لا خطوات تنتظر.
        [one] خطوة واحدة تنتظر.
        [two] خطوتان تنتظران.
        [few] { $shown } خطوات تنتظر.
        [many] { $shown } خطوة تنتظر.
       *[other] { $shown } خطوة تنتظر.
    }
product-step-provision = إنشاء المستأجر
product-step-plan = الباقة: { $plan }
product-push-step = الخطوة
product-push-state = الحالة
product-push-since = منذ
product-push-waiting = تنتظر
product-push-failing = لم تُقبل
product-push-done = أُبلغت
product-push-skipped = تُركت
product-push-next = المحاولة التالية: { $time }
product-push-retry = أعد المحاولة
product-retry-done = تُعاد محاولة الخطوة خلال ثوانٍ.
product-retry-none = لم تعد هذه الخطوة تنتظر.
product-differences = الاختلافات
product-differences-sub = أين يقول السجل والمنتج شيئين مختلفين، بحسب آخر قراءة كاملة. لا تغيّر اللوحة أيًا منهما من نفسها.
product-search = اسم أو قيمة
product-field-tenant = المستأجر
product-field-kind = الاختلاف
product-field-here = اللوحة
product-field-there = المنتج
product-field-advice = ما العمل
product-field-first-seen = شوهد أول مرة
product-none-title = لا اختلاف مطابق
product-empty-title = لا اختلافات
product-empty-text = السجل والمنتج متفقان بقدر ما رأته آخر قراءة كاملة.
product-unlimited = بلا حد
product-stage-inactive = موقوف عن العمل
product-stage-suspended-open = معلَّق لكنه ما زال مفتوحًا
product-limit-orders = الطلبات في الشهر
product-limit-users = الأشخاص
product-limit-branches = الفروع
product-limit-storage = التخزين بالميغابايت
product-kind-only-product = في المنتج فقط
product-kind-only-console = في اللوحة فقط
product-kind-ambiguous = غير واضح لمن
product-kind-stage = المرحلة
product-kind-plan = الباقة
product-kind-limits = حد في باقة
product-kind-subscriptions = الاشتراكات الفعالة
product-kind-plan-words = باقة مسماة مرتين
product-kind-lifecycle = بلا صف دورة حياة
product-kind-email = البريد الإلكتروني
product-kind-name = الاسم
product-kind-slug = كلمة العنوان
product-kind-locale = العملة أو المنطقة الزمنية
product-advice-only-product = أنشئ المستأجر هنا بكلمة العنوان نفسها أو بالبريد نفسه، فتربط القراءة التالية بينهما.
product-advice-only-console = شغّل إبلاغ المنتج قبل إنشاء المستأجرين، أو أنشئه في المنتج بكلمة العنوان نفسها.
product-advice-ambiguous = كلمة عنوانه وبريده يقودان إلى مستأجرين مختلفين أو إلى مستأجر مرتبط بالفعل. صحّح أحدهما.
product-advice-stage = قرر أيهما الصحيح. انقل المستأجر هنا إلى مرحلته، أو اطلب من فريق المنتج تصحيح حالته.
product-advice-plan = قرر أيهما الصحيح. الفاتورة تتبع اللوحة والمزايا تتبع المنتج.
product-advice-limits = يطبّق المنتج رقمه هو. اطلب من فريق المنتج اعتماد رقم اللوحة.
product-advice-subscriptions = يحتاج المنتج إلى اشتراك فعال واحد بالضبط. اطلب من فريق المنتج تصحيحه.
product-advice-plan-words = يسمّي صف المستأجر واشتراكه باقتين مختلفتين في المنتج. اطلب من فريق المنتج تصحيح الصف.
product-advice-lifecycle = لا يملك المنتج صف دورة حياة لهذا المستأجر. إبلاغه بالخطوة التالية ينشئ صفًا.
product-advice-email = صحّح القديم منهما.
product-advice-name = صحّح القديم منهما.
product-advice-slug = عنوان صفحات المستأجر يتبع المنتج. صحّح الخاطئ منهما.
product-advice-locale = تُحسب الأرقام بمنطقة اللوحة الزمنية وعملتها. صحّح الخاطئ منهما.
product-trouble-unreachable = قاعدة بيانات المنتج لا تجيب.
product-trouble-login = ترفض قاعدة بيانات المنتج تسجيل الدخول. تحقق من العنوان والدور وكلمة مروره.
product-trouble-blind = لا يملك الدور BYPASSRLS. قد يخفي أمان الصفوف صفوفًا عنه بلا خطأ، لذلك لا يُقرأ شيء.
product-trouble-lacking = جدول المستأجرين في المنتج غير موجود أو تنقصه أعمدة أو لا يحق لهذا الدور قراءته.
product-trouble-denied = تنقص الدور صلاحية.
product-trouble-slow = استغرقت قاعدة بيانات المنتج وقتًا طويلًا.
product-trouble-empty = لا يُظهر المنتج أي مستأجر مع أنه أظهرهم من قبل. لم يتغير شيء؛ تحقق من أنها قاعدة البيانات الصحيحة.
product-trouble-lost = انتهت العملية التي كانت تشغّلها.
product-trouble-other = رفضت قاعدة بيانات المنتج.
product-trouble-not-there = لا يوجد هذا المستأجر في المنتج.
product-trouble-taken = لمستأجر آخر في المنتج كلمة العنوان نفسها أو البريد نفسه.
product-trouble-no-subscription = لا يوجد في المنتج اشتراك فعال لهذا المستأجر.
product-trouble-many-subscriptions = يوجد في المنتج أكثر من اشتراك فعال لهذا المستأجر.
product-trouble-no-price = لا تعرف اللوحة ولا المنتج سعرًا لهذه الباقة.
product-trouble-read-back = ما قُرئ بعد الكتابة ليس ما كُتب.
product-trouble-read-only = لا يعرف المنتج تعليقًا يُبقي القراءة متاحة.
product-trouble-there-already = كان هذا المستأجر في المنتج من قبل. ما يختلف موجود في القائمة.
product-trouble-not-active = المستأجر ليس نشطًا. تُبلَّغ باقته حين يعود نشطًا.
permission-area-operations = التشغيل
permission-operations-read = الاطلاع على المنتج المتصل
permission-operations-read-text = الاطلاع على حالة الاتصال بالمنتج وعلى مواضع اختلاف السجل والمنتج.
permission-operations-manage = إدارة المنتج المتصل
permission-operations-manage-text = بدء قراءة، والسماح بإبلاغ المنتج بالتغييرات، وإعادة محاولة خطوة.
audit-kind-product = المنتج المتصل
audit-of-push-enabled = يُبلَّغ المنتج بالتغييرات
audit-of-read-back = ما قُرئ بعد الكتابة
audit-of-skipped = سبب الترك
action-product-sync-asked = طلب قراءة المنتج المتصل
action-product-pushing-enabled = سمح بإبلاغ المنتج بالتغييرات
action-product-pushing-disabled = أوقف إبلاغ المنتج بالتغييرات
action-product-push-retried = أعاد محاولة إبلاغ المنتج بخطوة
action-product-pushed = أبلغ المنتج
action-product-exported = صدّر الاختلافات عن المنتج
