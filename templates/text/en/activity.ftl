# One tenant: its story, its subscription, its tickets.

tenants-tab-subscription = Subscription
tenants-tab-activity = Activity
tenants-tab-support = Support
tenants-tab-audit = Audit log
tenants-audit-explore = Search in the audit log
tenants-audit-empty-title = No entries yet
tenants-audit-empty-text = Every change to this tenant appears here.
tenants-support-empty-title = No tickets
tenants-support-empty-text = The support desk is not part of this version. Once it is, this tenant's tickets appear here.
subscription-card-limits = What the plan allows
subscription-field-cancels = Cancelled as of
subscription-limit-orders = Orders per month
subscription-limit-branches = Branches
subscription-limit-users = Users
subscription-limit-storage = Storage
subscription-limit-calls = API calls per month
subscription-gigabytes = { $amount } GB
subscription-unlimited = Unlimited

activity-field-kind = About
activity-kind-record = The record
activity-kind-lifecycle = Stage
activity-kind-onboarding = Onboarding
activity-kind-note = Notes
activity-kind-contact = Contacts
activity-kind-approval = Approvals
activity-kind-mail = Email
activity-kind-import = Imports
activity-kind-other = Other
activity-written = sent the tenant an email
activity-none-title = No matching activity
activity-empty-title = Nothing has happened yet
activity-empty-text = Everything that happens to this tenant appears here.
action-tenant-activity-exported = Exported the activity
action-tenant-notified = Wrote to the tenant

mail-trial-ending-subject = Your trial of CleanMateX ends on { $until }
mail-trial-ending-body =
    Hello { $tenant },

    { $days ->
        [one] Your trial of CleanMateX ends tomorrow, on { $until }.
       *[other] Your trial of CleanMateX ends in { $days } days, on { $until }.
    }

    Reply to this email and we find the plan that fits you. Everything you have set up stays as it is.
