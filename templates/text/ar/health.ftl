health-tab = مؤشر الصحة
health-score = درجة الصحة
health-risk = احتمال المغادرة
health-risk-short = خطر المغادرة
health-order-risk = الترتيب حسب خطر المغادرة
health-order-score = الترتيب حسب مؤشر الصحة
health-day = اليوم
health-band-new = جديد
health-band-unknown = بيانات غير كافية
health-band-healthy = ممتاز
health-band-good = جيد
health-band-fair = مقبول
health-band-at-risk = معرّض للخطر
health-risk-is-high = خطر مغادرة مرتفع
health-risk-is-critical = خطر مغادرة حرج
health-risk-low = منخفض
health-risk-medium = متوسط
health-risk-high = مرتفع
health-risk-critical = حرج
health-trend-improving = في تحسّن
health-trend-stable = مستقر
health-trend-declining = في تراجع
health-as-of = حتى { $day }، حُسبت { $time }، الطريقة { $method }
health-week-before = كانت { $score } قبل أسبوع.
health-no-week-before = لا توجد درجة من الأسبوع الماضي للمقارنة.
health-new-text = اشترك هذا المستأجر قبل أقل من 30 يومًا. تُحسب له درجة عندما يتوفر شهر من الأرقام للمقارنة.
health-unknown-text = تتوفر لهذا المستأجر أرقام أقل من 30 يومًا. أي درجة ستكون تخمينًا، ولذلك لا درجة له بعد.
health-none-title = لا درجة بعد
health-none-text = تُحسب الدرجات كل ليلة للمستأجرين في الفترة التجريبية والنشطين والموقوفين.
health-alike = جميع المستأجرين في هذا المستوى
health-reasons-none = لا شيء يدل على ذلك.
health-reason-few-orders = أقل من 10 طلبات خلال 30 يومًا
health-reason-orders-fell = انخفضت الطلبات أكثر من 20% خلال نصف شهر، أو لم تكن هناك طلبات
health-reason-no-recent-login = لم يسجّل أحد الدخول منذ أكثر من 14 يومًا
health-reason-few-active = في أكثر الأيام نشاطًا سجّل الدخول أقل من 30% من أفراده
health-reason-payment-failed = تعذّرت دفعة
health-reason-long-overdue = موقوف بسبب فاتورة غير مدفوعة
health-parts = مكوّنات الدرجة
health-points = { $earned } من { $most } نقطة
health-part-usage = الاستخدام
health-part-engagement = التفاعل
health-part-financial = السداد
health-part-support = الدعم
health-part-growth = النمو
health-now-usage = الطلبات خلال 30 يومًا: { $orders }. المتوقع: { $expected }.
health-now-engagement = الأفراد في أكثر الأيام نشاطًا خلال 30 يومًا: { $people } من { $all }.
health-now-growth = الطلبات في آخر 15 يومًا: { $late }. وفي الأيام الـ15 التي قبلها: { $early }.
health-now-support = لا بيانات بعد: لا تحفظ اللوحة التذاكر، ولذلك لا يُخصم شيء.
health-now-financial-active = الاشتراك سارٍ ولا مبالغ متأخرة.
health-now-financial-trialing = في الفترة التجريبية: لا شيء مستحق بعد.
health-now-financial-past-due = توجد دفعة متأخرة.
health-now-financial-suspended = الاشتراك موقوف.
health-now-financial-none = لا اشتراك سارٍ.
health-raise-usage = ما يرفعها: مزيد من الطلبات. الناقص لبلوغ 100: { $missing }.
health-raise-engagement = ما يرفعها: أن يسجّل الدخول في اليوم نفسه عدد أكبر من أفراده البالغ عددهم { $all }.
health-raise-engagement-nobody = ما يرفعها: أن يسجّل أفراد المستأجر الدخول. لا حساب معروفًا لهم.
health-raise-financial-past-due = ما يرفعها: سداد الدفعة المتأخرة.
health-raise-financial-suspended = ما يرفعها: أن يسدّد المستأجر ويُعاد تفعيله.
health-raise-financial-none = ما يرفعها: اشتراك سارٍ.
health-raise-growth = ما يرفعها: طلبات في آخر 15 يومًا أكثر من الأيام الـ15 التي قبلها.
health-rule-usage = طلبات 30 يومًا مقارنة بالأكبر من 30% مما تسمح به الباقة ومتوسط المستأجر نفسه خلال 90 يومًا. وحيث لا تضع الباقة حدًا، فمتوسطه وحده.
health-rule-engagement = عدد أفراده الذين سجّلوا الدخول في أكثر أيام الثلاثين الأخيرة نشاطًا، من مجموعهم.
health-rule-financial = 100 ما دام الاشتراك ساريًا أو تجريبيًا، و70 عند تأخر دفعة، و40 عند الإيقاف، و0 من دون اشتراك.
health-rule-support = ستُحسب من التذاكر. وإلى أن تُحفظ التذاكر تبقى عند 100.
health-rule-growth = 50، ترتفع أو تنخفض بنسبة الفرق بين طلبات آخر 15 يومًا والأيام الـ15 التي قبلها. 0 من دون طلبات، و100 إذا كانت جميع الطلبات من آخر 15 يومًا.
health-chart-orders = الطلبات خلال 30 يومًا
health-chart-revenue = الإيراد خلال 30 يومًا
health-chart-people = المستخدمون النشطون خلال 30 يومًا
health-chart-course = درجة الصحة خلال 90 يومًا
health-finding-total = المجموع { $total }
health-finding-most = { $total } على الأكثر في يوم واحد
health-finding-course = من { $first } إلى { $last }
health-warnings = إنذارات مبكرة
health-warnings-none = لا إنذار مفتوحًا.
health-warning-since = منذ { $day }
health-warning-orders = انخفضت الطلبات خلال أسبوع: { $week } بعد { $before } في الأسبوع الذي قبله
health-warning-login = { $count ->
    [zero] لم يسجّل أحد الدخول اليوم
    [one] لم يسجّل أحد الدخول منذ يوم واحد
    [two] لم يسجّل أحد الدخول منذ يومين
    [few] لم يسجّل أحد الدخول منذ { $shown } أيام
    [many] لم يسجّل أحد الدخول منذ { $shown } يومًا
   *[other] لم يسجّل أحد الدخول منذ { $shown } يوم
}
health-warning-no-login = لم يسجّل أحد الدخول منذ 90 يومًا أو أكثر
health-warning-order = { $count ->
    [zero] لا طلب اليوم مع أن المستأجر نشط
    [one] لا طلب منذ يوم واحد مع أن المستأجر نشط
    [two] لا طلب منذ يومين مع أن المستأجر نشط
    [few] لا طلب منذ { $shown } أيام مع أن المستأجر نشط
    [many] لا طلب منذ { $shown } يومًا مع أن المستأجر نشط
   *[other] لا طلب منذ { $shown } يوم مع أن المستأجر نشط
}
health-warning-score = انخفضت الدرجة خلال أسبوع: { $now } بعد { $before }
health-warning-payment = توجد دفعة متأخرة
health-actions = ما يمكنك فعله
health-actions-none = لا شيء محددًا.
health-do-subscription = راجع دورة حياته واشتراكه
health-do-call = خطّط لمكالمة بشأن طلباته
health-do-contacts = اعرف بمن تتصل
health-do-onboarding = ساعده على إكمال التهيئة
health-playbooks = خطط الاستجابة
health-playbooks-none = لم تدعُ الحاجة إلى أي خطة.
health-playbook-medium = نصائح ومتابعة
health-playbook-medium-text = تُرسل نصائح إلى المستأجر بالبريد وتُسند مهمة للاطمئنان عليه. تبدأ من تلقاء نفسها.
health-playbook-high = مكالمة من مسؤول الحساب
health-playbook-high-text = تُسند إلى مسؤول الحساب مهمة ذات أولوية مرتفعة.
health-playbook-critical = إنقاذ
health-playbook-critical-text = تنبّه مسؤول الحساب بالبريد وتُسند مهمة عاجلة.
health-playbook-proposed = مقترحة
health-playbook-running = جارية
health-playbook-ended = منتهية
health-playbook-start = ابدأ الخطة
health-playbook-task = مهمتها
health-playbook-started = بدأت الخطة وأُسندت المهمة.
health-playbook-started-alert = بدأت الخطة وأُسندت المهمة ونُبّه مسؤول الحساب إن وُجد.
health-playbook-started-before = بدأ أحد الزملاء هذه الخطة من قبل.
health-playbook-not-started = لم تبدأ هذه الخطة بعد.
health-outcome = كيف انتهت
health-outcome-saved = حُفظت النتيجة.
health-method = الطريقة
health-method-text = درجة من 0 إلى 100 تُحسب كل ليلة رجوعًا من آخر يوم مكتمل. ولكل مكوّن الحصة المذكورة بجانب اسمه.
health-bands-text = 80 فما فوق ممتاز، ومن 60 إلى 79 جيد، ومن 40 إلى 59 مقبول، وأقل من 40 معرّض للخطر. من اشترك قبل أقل من 30 يومًا فهو جديد، ومن لا تتوفر له أرقام 30 يومًا لا درجة له.
health-churn-text = يُجمع احتمال المغادرة مما تذكره الصفحة: 20% لقلة الطلبات و20% لانخفاضها، و15% لعدم تسجيل الدخول خلال 14 يومًا، و10% لقلة النشطين، و15% لدفعة متعذّرة، و10% للإيقاف بسبب عدم السداد. حتى 20% منخفض، وحتى 50% متوسط، وحتى 75% مرتفع، وما فوقها حرج. ستُحسب التذاكر والرضا أيضًا، لكنها غير معروفة بعد.
health-compute = احسب الآن
health-computed = حُسبت الدرجة من الأرقام كما هي الآن.
health-left = لا تُحسب درجة للمستأجرين الملغين أو الذين غادروا.
action-tenant-health-computed = حسب درجة الصحة
action-tenant-playbook-started = بدأ خطة استجابة
action-tenant-playbook-ended = سجّل كيف انتهت خطة استجابة
action-tenants-scored = حسب درجة الصحة لجميع المستأجرين
audit-of-band = الفئة
audit-of-playbook = خطة الاستجابة
permission-area-health = مؤشر الصحة
permission-health-read = عرض مؤشر الصحة
permission-health-read-text = فتح صفحة صحة المستأجر: درجته ومكوّناتها والإنذارات وخطط الاستجابة.
permission-health-compute = حساب الصحة وتشغيل خطط الاستجابة
permission-health-compute-text = حساب الدرجة الآن، وبدء الخطط المقترحة، وتسجيل كيف انتهت.
home-chore-at-risk = { $count ->
    [zero] لا مستأجر معرّضًا للخطر
    [one] مستأجر واحد معرّض للخطر
    [two] مستأجران معرّضان للخطر
    [few] { $shown } مستأجرين معرّضون للخطر
    [many] { $shown } مستأجرًا معرّضون للخطر
   *[other] { $shown } مستأجر معرّضون للخطر
}
mail-tenant-tips-subject = كيف تستفيد أكثر من CleanMateX
mail-tenant-tips-body =
    مرحبًا،

    لاحظنا أن نشاط { $tenant } أهدأ من المعتاد، ونود أن نساعد.

    ثلاثة أمور تنفع غيركم: سجّلوا كل طلب في النظام فلا يُنسى شيء، وادعوا كل زميل بحساب خاص به، ودعوا العملاء يتابعون طلباتهم بأنفسهم.

    سيتواصل معكم أحد أفراد فريقنا. ويمكنكم الرد على هذه الرسالة إن أردتم مكالمة أقرب.
mail-owner-alert-subject = احتمال مغادرة { $tenant } كبير
mail-owner-alert-body =
    مرحبًا،

    احتمال مغادرة { $tenant } حرج. أُسندت مهمة عاجلة.

    تبيّن صفحة الصحة ما وراء ذلك.
mail-owner-alert-action = افتح صفحة الصحة
styleguide-gauge = درجة الصحة: 72
