# Statement of account: what a tenant was charged and given back, and what is owed.

statement-title = Statement of account
statement-account = Account
statement-sub = What { $tenant } was charged and given back, and what is owed.
statement-periods = Periods
statement-this-month = This month
statement-last-month = Last month
statement-this-year = This year
statement-everything = Everything
statement-show = Show
statement-caption = Entries
statement-field-from = From
statement-field-to = To
statement-field-entry = What happened
statement-charged = Charged
statement-credited = Credited
statement-void = Voided
statement-written-off = Written off
statement-due = Due on { $day }
statement-corrects = Corrects { $invoice }
statement-nothing = Nothing happened in this period.
statement-ages = Open on { $day }, by days since it was due
statement-mails = Statements sent by mail
statement-mail-to = The mail goes to { $mail }.
statement-empty-title = No account yet
statement-empty-text = The account begins with the first invoice that is issued to this tenant.
statement-error-currency = The tenant has no documents in this currency. Choose one of the list.
statement-error-day = That is no day of the calendar. Choose another.
statement-error-early = Choose a day after 1999.
statement-error-future = A statement ends today at the latest. Choose a day that is not ahead.
statement-error-order = The last day comes before the first. Choose a later last day.
action-statement-sent = Sent a statement of account by mail
action-statement-exported = Exported a statement of account
mail-statement-subject = Statement of account to { $to }
mail-statement-body =
    Hello { $tenant },

    The statement of your account from { $from } to { $to } is attached to this mail. It shows every invoice and credit note of these days, and what is open.
