# كشف الحساب: ما حُمّل على المستأجر وما أُعيد إليه، وما هو مستحق.

statement-title = كشف حساب
statement-account = الحساب
statement-sub = ما حُمّل على { $tenant } وما أُعيد إليه، وما هو مستحق.
statement-periods = الفترات
statement-this-month = هذا الشهر
statement-last-month = الشهر الماضي
statement-this-year = هذه السنة
statement-everything = كل شيء
statement-show = عرض
statement-caption = القيود
statement-field-from = من
statement-field-to = إلى
statement-field-entry = ما حدث
statement-charged = المحمَّل
statement-credited = المقيَّد للمستأجر
statement-void = إلغاء
statement-written-off = شطب
statement-due = تُستحق في { $day }
statement-corrects = يصحّح { $invoice }
statement-nothing = لم يحدث شيء في هذه الفترة.
statement-ages = المستحق في { $day } بحسب أيام التأخر
statement-mails = كشوف أُرسلت بالبريد
statement-mail-to = تُرسل الرسالة إلى { $mail }.
statement-empty-title = لا حساب بعد
statement-empty-text = يبدأ الحساب بأول فاتورة تصدر لهذا المستأجر.
statement-error-currency = ليس للمستأجر مستندات بهذه العملة. اختر عملة من القائمة.
statement-error-day = ليس هذا يومًا في التقويم. اختر يومًا آخر.
statement-error-early = اختر يومًا بعد سنة 1999.
statement-error-future = ينتهي الكشف اليوم على الأكثر. اختر يومًا لم يتجاوز اليوم.
statement-error-order = اليوم الأخير يسبق الأول. اختر يومًا أخيرًا لاحقًا.
action-statement-sent = أرسل كشف حساب بالبريد
action-statement-exported = صدّر كشف حساب
mail-statement-subject = كشف حساب حتى { $to }
mail-statement-body =
    السادة { $tenant }،

    مرفق كشف حسابكم من { $from } إلى { $to }. يعرض الفواتير والإشعارات الدائنة في هذه الأيام، وما هو مستحق.
