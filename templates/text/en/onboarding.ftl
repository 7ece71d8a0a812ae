# Onboarding: the checklist of a tenant, the board, the checklists themselves.

nav-onboarding = Onboarding
tenants-tab-onboarding = Onboarding
onboarding-sub = New tenants on their way to the first orders.
onboarding-status-not-started = Not started
onboarding-status-in-progress = In progress
onboarding-status-stalled = Stalled
onboarding-status-completed = Completed
onboarding-column-completed = Completed recently
onboarding-hint-not-started = No step is done yet.
onboarding-hint-in-progress = Something happened within the last 3 days.
onboarding-hint-stalled = Nothing has happened for 3 days or more.
onboarding-hint-completed = Within the last 30 days.
onboarding-days =
    { $count ->
        [0] Today
        [one] { $shown } day
       *[other] { $shown } days
    }
onboarding-days-waiting =
    { $count ->
        [0] Since today
        [one] Waiting for { $shown } day
       *[other] Waiting for { $shown } days
    }
onboarding-days-ago =
    { $count ->
        [0] Moved today
        [one] Moved { $shown } day ago
       *[other] Moved { $shown } days ago
    }
onboarding-days-idle =
    { $count ->
        [one] Idle for { $shown } day
       *[other] Idle for { $shown } days
    }
onboarding-days-completed =
    { $count ->
        [0] Completed today
        [one] Completed { $shown } day ago
       *[other] Completed { $shown } days ago
    }
onboarding-waits-for = Next: { $step }
onboarding-lane-empty = Nobody here.
onboarding-more = Show more
onboarding-field-column = Column
onboarding-definitions = How these figures are made
onboarding-definition-completed = Completed: of the tenants created in the last 90 days and at least 14 days ago, the share whose onboarding is complete.
onboarding-definition-days = Days to complete: the median from creation to completion, of the tenants created in the last 90 days that completed.
onboarding-definition-first-order = Days to the first order: the median from the day of creation to the first day with an order, of the tenants created in the last 90 days that have one.
onboarding-figure-completed = Completed
onboarding-figure-days = Days to complete
onboarding-figure-first-order = Days to the first order
onboarding-percent = { $percent }%
onboarding-unit-days = days
onboarding-too-few = Not enough data
onboarding-of-tenants =
    { $count ->
        [one] of { $shown } tenant
       *[other] of { $shown } tenants
    }
onboarding-card-steps = Checklist
onboarding-card-standing = Standing
onboarding-card-acts = What can be done
onboarding-card-calls = Calls arranged
onboarding-field-status = Status
onboarding-field-completed = Completed
onboarding-field-idle = Without activity
onboarding-field-next = Next step
onboarding-field-reminded = Last reminder
onboarding-field-assignee = Who calls
onboarding-field-day = Day of the call
onboarding-step-done = Done
onboarding-step-required = Required
onboarding-step-optional = Optional
onboarding-help = Instructions
onboarding-do = Mark as done
onboarding-reopen = Open again
onboarding-remind = Send reminder
onboarding-call = Arrange a call
onboarding-complete = Mark as complete
onboarding-title-completion = Complete the onboarding of { $name }
onboarding-title-call = Arrange a call with { $name }
onboarding-effect-completion = The onboarding counts as complete although required steps are open.
onboarding-effect-completion-open = No more reminders are sent. Opening a required step again takes it back.
onboarding-done-step = Step marked as done.
onboarding-done-completed = Onboarding complete.
onboarding-done-reopened = Step opened again.
onboarding-done-reminded = Reminder on its way to { $email }.
onboarding-done-call = Call arranged.
onboarding-error-reminded = A reminder was sent within the last day. Wait before you send another
onboarding-error-nothing-left = Nothing is left to be reminded of.
onboarding-error-completed = The onboarding is complete already.
onboarding-error-day = Enter a day from today to one year ahead
onboarding-event-branding-set = Completed when branding is saved
onboarding-event-first-order = Completed with the first order
onboarding-event-none = By hand only

# Checklists
onboarding-templates = Checklists
onboarding-templates-sub = What new tenants are led through. A change applies to tenants created from then on.
onboarding-template-new = New checklist
onboarding-template-edit = Edit checklist
onboarding-template-sub = Saving makes a new version. Tenants go on with the version they began with.
onboarding-template-created = Checklist created.
onboarding-template-saved = Checklist saved.
onboarding-default = For new tenants
onboarding-column-checklist = Checklist
onboarding-column-steps = Steps
onboarding-column-required = Required
onboarding-column-version = Version
onboarding-field-name = Name
onboarding-field-name2 = Name in Arabic
onboarding-field-default = New tenants get this checklist
onboarding-steps-hint = Leave both names of a step empty to remove it. Empty groups at the end are for new steps.
onboarding-step-number = Step { $number }
onboarding-field-step-name = Step
onboarding-field-step-name2 = Step in Arabic
onboarding-field-about = Description
onboarding-field-about2 = Description in Arabic
onboarding-field-place = Position
onboarding-field-required = Must it be done?
onboarding-field-event = Completed by
onboarding-field-help = Link to instructions
onboarding-error-name = Use 1 to 100 characters for the name
onboarding-error-default = Another checklist must be for new tenants first
onboarding-error-stale = The checklist was changed in the meantime. Check, and save again to write over it
onboarding-error-no-steps = Enter at least one step
onboarding-error-many-steps = Use at most 30 steps
onboarding-error-step-names = Step { $number }: enter its name in both languages
onboarding-error-step-long = Step { $number }: use at most 200 characters for a name and 1,000 for a description
onboarding-error-step-help = Step { $number }: enter an address that begins with https://
onboarding-error-step-event = Step { $number }: choose from the list what completes it

# Permissions
permission-area-onboarding = Onboarding
permission-onboarding-read = View onboarding
permission-onboarding-read-text = See the onboarding board and each tenant's checklist.
permission-onboarding-write = Work on onboarding
permission-onboarding-write-text = Mark steps as done, open them again, send reminders and arrange calls.
permission-onboarding-manage = Manage checklists
permission-onboarding-manage-text = Create and change the checklists that new tenants get.

# The audit log
action-onboarding-step-done = Completed an onboarding step
action-onboarding-step-reopened = Opened an onboarding step again
action-onboarding-completed = Completed the onboarding
action-onboarding-reminded = Sent an onboarding reminder
action-onboarding-call-scheduled = Arranged a call
action-onboarding-template-created = Created an onboarding checklist
action-onboarding-template-edited = Changed an onboarding checklist
audit-kind-onboarding-template = Onboarding checklist
audit-of-step = Step
audit-of-steps = Steps
audit-of-default = For new tenants
audit-of-mail = Email

# Mail
mail-setup-reminder-subject = Your CleanMateX set-up: next step
mail-setup-reminder-body =
    Hello { $tenant },

    { $done } of { $all } steps of your set-up are done. The next one is: { $step }.

    Reply to this email if you want help, and we will do it together.
