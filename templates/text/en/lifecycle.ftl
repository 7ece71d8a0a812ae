tenants-tab-lifecycle = Lifecycle
lifecycle-move-activate = Activate
lifecycle-move-suspend = Suspend
lifecycle-move-reinstate = Reinstate
lifecycle-move-cancel = Cancel the tenant
lifecycle-move-churn = Give up
lifecycle-title-activate = Activate { $name }
lifecycle-title-suspend = Suspend { $name }
lifecycle-title-reinstate = Reinstate { $name }
lifecycle-title-cancel = Cancel { $name }
lifecycle-title-churn = Give up { $name }
lifecycle-hint-activate = Start a paid subscription today.
lifecycle-hint-suspend = Close or restrict access for now. Needs approval.
lifecycle-hint-reinstate = Give access back.
lifecycle-hint-cancel = End the contract, now or when the period ends. Needs approval.
lifecycle-hint-churn = Close the record for good. Needs approval.
lifecycle-effect-activate = The subscription starts today, and the tenant is told by email. Paid monthly it is charged for the days left of this month, then on the first of each; paid yearly for a year from today.
lifecycle-effect-suspend = The tenant’s people can only read, or not sign in at all, until it is reinstated.
lifecycle-effect-suspend-mail = The tenant is told by email, with the category but not your reason.
lifecycle-effect-reinstate = The tenant’s people have full access again at once, and the tenant is told by email.
lifecycle-effect-suspend-due = What had come due and was not charged yet is charged with it: { $amount } as it stands today.
lifecycle-effect-cancel = Access ends when the cancellation takes effect, and the subscription with it.
lifecycle-effect-cancel-kept = Data are kept for 30 days. Until then the tenant can be reinstated.
lifecycle-effect-cancel-back = Cancelled at once, { $amount } for unused days is given back today by a credit note; on another day it is another amount.
lifecycle-effect-cancel-due = Cancelled at once, { $amount } for what was used and not charged yet is charged today; on another day it is another amount.
lifecycle-effect-cancel-open = Cancelled at once, what is to charge or to give back cannot be settled by itself, as when an invoice of the period was corrected by hand. Somebody is handed a task for it.
lifecycle-effect-churn = The record can no longer be changed, and the tenant cannot be reinstated.
lifecycle-access-full = Full access
lifecycle-access-read-only = Read only
lifecycle-access-blocked = No access
lifecycle-mode-read-only = Read only
lifecycle-mode-read-only-hint = Its people sign in and see everything, and change nothing.
lifecycle-mode-blocked = Blocked
lifecycle-mode-blocked-hint = Its people cannot sign in.
lifecycle-category-payment-overdue = Payment overdue
lifecycle-category-policy-violation = Policy violation
lifecycle-category-security-concern = Security concern
lifecycle-category-customer-request = Customer request
lifecycle-category-other = Other
lifecycle-when-now = Now
lifecycle-when-now-hint = Access ends at once.
lifecycle-when-period-end = At the end of the period
lifecycle-when-period-end-hint = Access goes on until { $day }.
lifecycle-field-mode = How far
lifecycle-field-category = Category
lifecycle-field-when = When
lifecycle-field-access = Access
lifecycle-field-retained = Data kept until
lifecycle-field-requested-by = Requested by
lifecycle-field-approved-by = Approved by
lifecycle-field-why = Why
lifecycle-why = How it came about
lifecycle-field-on = Day
lifecycle-card-standing = Standing
lifecycle-card-history = Moves
lifecycle-card-moves = What can be done
lifecycle-card-past = As it was
lifecycle-look = Look back
lifecycle-as-of = As it was at the end of { $day }
lifecycle-back-to-today = Back to today
lifecycle-not-yet = The tenant did not exist yet on that day.
lifecycle-waiting = A request is open
lifecycle-cancels-on = Cancelled as of { $day }
lifecycle-keep = Keep the tenant
lifecycle-kept = The cancellation has been taken back.
lifecycle-not-set = No cancellation is set.
lifecycle-no-moves = Nothing; this is the end
lifecycle-reason-trial = The trial ended without payment
lifecycle-reason-suspended = Suspended for 30 days
lifecycle-reason-retention = The retention period ended
lifecycle-reason-period = The period ended
lifecycle-done-activate = Tenant activated.
lifecycle-done-suspend = Tenant suspended.
lifecycle-done-reinstate = Tenant reinstated.
lifecycle-done-cancel = Tenant cancelled.
lifecycle-done-churn = Tenant given up.
lifecycle-error-already = Nothing to do: the tenant is { $stage } already
lifecycle-error-stage = { $move } is not possible: the tenant is { $stage }. Possible now: { $possible }
lifecycle-error-retained = The data are kept until { $day }. The tenant can be given up from then on
lifecycle-error-too-late = The 30 days to come back are over
lifecycle-error-no-period = There is no period whose end could be waited for
lifecycle-error-already-set = The cancellation is set already
lifecycle-void-stage = The tenant has moved to another stage since. Nothing was done
lifecycle-error-gone = There is no such tenant
lifecycle-error-none-active = None of these tenants can be suspended
lifecycle-error-mode = Choose how far the suspension goes
lifecycle-error-category = Choose a category
lifecycle-error-when = Choose when it takes effect
lifecycle-error-plan = Choose a paid plan
lifecycle-error-cycle = Choose a billing cycle
lifecycle-error-reason-missing = Give a reason
lifecycle-error-reason-long = Use at most 2,000 characters

action-tenant-cancellation-scheduled = Set the cancellation for the end of the period
action-tenant-cancellation-withdrawn = Took the cancellation back

mail-tenant-activated-subject = Your subscription is active
mail-tenant-activated-body =
    Hello { $tenant },

    Your subscription is active from today. Thank you for working with CleanMateX.
mail-tenant-suspended-read-only-subject = Your account is restricted
mail-tenant-suspended-read-only-body =
    Hello { $tenant },

    Your CleanMateX account has been restricted. Reason: { $category }. You can sign in and see your data, but not change anything.

    Reply to this email, and we settle it together.
mail-tenant-suspended-blocked-subject = Your account is suspended
mail-tenant-suspended-blocked-body =
    Hello { $tenant },

    Your CleanMateX account has been suspended. Reason: { $category }. Nobody can sign in for now; your data are safe.

    Reply to this email, and we settle it together.
mail-tenant-reinstated-subject = Your account is open again
mail-tenant-reinstated-body =
    Hello { $tenant },

    Your CleanMateX account is open again. Everything is where you left it.
mail-tenant-trial-ended-subject = Your trial has ended
mail-tenant-trial-ended-body =
    Hello { $tenant },

    Your trial of CleanMateX has ended. We keep your data until { $until }: reply to this email before then and you go on where you stopped.
mail-tenant-cancelled-subject = Your subscription has ended
mail-tenant-cancelled-body =
    Hello { $tenant },

    Your CleanMateX subscription has ended. We keep your data until { $until }. Until then you can come back, or ask us for a copy.

bulk-owner = Change account owner
bulk-tags = Change tags
bulk-suspend = Suspend
bulk-title-suspend =
    { $count ->
        [one] Suspend { $shown } tenant
       *[other] Suspend { $shown } tenants
    }
bulk-title-owner =
    { $count ->
        [one] Account owner of { $shown } tenant
       *[other] Account owner of { $shown } tenants
    }
bulk-title-tags =
    { $count ->
        [one] Tags of { $shown } tenant
       *[other] Tags of { $shown } tenants
    }
bulk-left-out =
    { $count ->
        [one] { $shown } of the chosen tenants cannot be changed this way and is left out.
       *[other] { $shown } of the chosen tenants cannot be changed this way and are left out.
    }
bulk-whom = Tenants
bulk-field-add = Tags to add
bulk-field-remove = Tags to remove
bulk-done =
    { $count ->
        [one] { $count } tenant changed.
       *[other] { $count } tenants changed.
    }
bulk-error-none = Choose at least one tenant first
bulk-error-many = Choose at most { $most } tenants; narrow the list
bulk-error-tags = Enter tags to add or to remove
