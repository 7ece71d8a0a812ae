nav-approvals = Approvals
approvals-sub = What needs a second person before it happens.
approvals-views = Which requests
approvals-view-waiting = Waiting for me
approvals-view-mine = Mine
approvals-view-open = All open
approvals-view-decided = Closed
approvals-policies = Policies
approvals-none-title = Nothing here
approvals-none-waiting = No request waits for your decision.
approvals-none-mine = You have not asked for anything yet.
approvals-none-open = No request is open.
approvals-none-decided = No request has been closed yet.
approvals-column-command = What
approvals-column-status = Status
approvals-column-requester = Requested by
approvals-column-asked = Requested
approvals-column-until = Open until
approvals-column-state = State
approvals-column-from = When
approvals-column-who = Who approves
approvals-status-pending = Waiting
approvals-status-executed = Done
approvals-status-rejected = Rejected
approvals-status-withdrawn = Withdrawn
approvals-status-expired = Expired
approvals-status-void = Void
approvals-one-of-two = One of two approvals
approvals-emergency-open = Emergency, not reviewed
approvals-emergency-reviewed = Emergency
approvals-field-requester = Requested by
approvals-field-asked = Requested
approvals-field-reason = Reason
approvals-field-rule = Needs
approvals-field-closed = Closed
approvals-field-until = Open until
approvals-field-emergency = Why no second person
approvals-field-reviewer = Reviewed by
approvals-field-review-note = What the review found
approvals-field-note = Note
approvals-field-subject = Touched
approvals-field-monthly = Monthly revenue
approvals-field-unpriced = Priced by contract
approvals-rule-one = One approval
approvals-rule-two = Two approvals
approvals-rule-two-roles = Two approvals from two different roles
approvals-tile-tenants = Tenants
approvals-tile-people = People
approvals-around-branches = Branches
approvals-around-contacts = Contacts
approvals-around-sessions = Open sessions
approvals-unpriced =
    { $count ->
        [one] and { $shown } tenant priced by contract
       *[other] and { $shown } tenants priced by contract
    }
approvals-more-subjects =
    { $count ->
        [one] and { $shown } more
       *[other] and { $shown } more
    }
approvals-blast-title = What this touches
approvals-void-title = This request is void
approvals-void-drift = What it would do is no longer what was requested. Nothing was done. The differences:
approvals-void-requester = Who asked may not do this any more. Nothing was done
approvals-alone-title = Nobody else can approve this
approvals-alone-text = No other active person may decide about it. Invite or promote somebody, or use the emergency path.
approvals-hint-own = You asked for this, so somebody else decides.
approvals-hint-no-authority = You may read this request. Deciding about it takes approval rights and the right to do the same yourself.
approvals-hint-spoke = You have approved it. It waits for a second approval.
approvals-hint-note = Required when you reject.
approvals-confirm-first = Confirm your identity to decide
approvals-decide-title = Your decision
approvals-approve = Approve
approvals-reject = Reject
approvals-review-title = Review this emergency
approvals-review-text = It was done without a second person. Check that it was right, and write down what you found.
approvals-review-done = Close the review
approvals-card-request = Request
approvals-card-said = Decisions
approvals-card-earlier = Earlier decisions
approvals-earlier-none = No similar request has been closed yet.
approvals-said-nobody = Nobody has decided yet.
approvals-said-approve = Approved
approvals-said-lapsed = Approved, no longer counts
approvals-said-reject = Rejected
approvals-withdraw = Withdraw
approvals-emergency = Emergency
approvals-seal = Sealed effect
approvals-ask = Ask for approval
approvals-asked = Request sent. Whoever can decide has been notified by email.
approvals-asked-another = Another request about this is open. It has to be decided or withdrawn first.
approvals-asked-already = This has been requested already. Here is the open request.
approvals-asked-another-kept = Your other changes are saved. Another request about this is open; it has to be decided or withdrawn first.
approvals-asked-already-kept = Your other changes are saved. The rest has been requested already; here is the open request.
approvals-needs-one = Needs the approval of one other person. Nothing happens before that.
approvals-needs-two = Needs the approval of two other people. Nothing happens before that.
approvals-needs-none = No approval is needed. It happens at once.
approvals-needs-two-from = From { $amount } on it needs the approval of two other people, as does any amount in another currency. What was given back before counts too.
approvals-needs-from = From { $amount } on it needs the approval of another person, as does any amount in another currency. What was given back before counts too.
approvals-decided-executed = Approved and done.
approvals-decided-one = Approved. A second approval is needed.
approvals-decided-rejected = Rejected. The requester has been notified.
approvals-decided-void = Nothing was done: the effect has changed since the request.
approvals-withdrawn = Request withdrawn.
approvals-reviewed = Review closed.
approvals-emergency-title = Do it without a second person
approvals-emergency-deed = Do it now
approvals-emergency-done = Done. Everybody has been notified, and a review is open.
approvals-emergency-effect-now = It happens at once, in your name alone.
approvals-emergency-effect-told = Every member of staff is told by email, with your reason.
approvals-emergency-effect-flag = The request stays flagged for good, and somebody else has to review it.
approvals-hint-emergency = At least ten characters. Everybody reads it.
approvals-error-not-alone = Somebody else can decide about this, so it is not done without them
approvals-error-threshold = This threshold would switch the policy off for good, or leave no policy over policies. Choose another
approvals-error-unknown = There is no such request
approvals-error-own = You cannot decide about your own request
approvals-error-not-yours = This is somebody else’s request
approvals-error-no-authority = You may not decide about this request
approvals-error-closed = This request is closed
approvals-error-already = You have approved this request already
approvals-error-same-role = The second approval must come from a different role
approvals-error-command = This kind of request is not known here
approvals-error-no-emergency = This was no emergency
approvals-error-reviewed = This emergency has been reviewed already
approvals-error-concerned = You are the person it is about
approvals-error-decision = Choose to approve or reject
approvals-error-note-missing = Write a note
approvals-error-note-long = Use at most 2,000 characters
approvals-error-emergency-reason = Say why in at least ten characters
approvals-error-number = Enter a whole number, at least 1
approvals-error-amount = Enter an amount in rials, or leave it empty
approvals-error-plan = Choose a plan from the list
approvals-error-approvers = Choose one or two
approvals-error-reason-missing = Give a reason
approvals-policies-title = Approval policies
approvals-policies-sub = Which acts need a second person, and from what size on. Changing a policy needs approval itself.
approvals-policy-sub = The change takes effect once somebody else has approved it.
approvals-policy-ask = Request the change
approvals-policy-same = That is the policy already. Nothing was requested.
approvals-policy-changed = Policy changed.
approvals-field-enabled = Needs approval
approvals-field-min-subjects = From how many
approvals-field-min-amount = From which amount
approvals-hint-min-amount = Empty: any amount. Amounts in other currencies always need approval.
approvals-tile-amount = Amount
approvals-tile-exceeding = Above a smaller limit already
approvals-tile-many = Subscriptions
approvals-field-min-rank = From which plan
approvals-any-plan = Any plan
approvals-field-approvers = Approvals needed
approvals-field-two-from = Two approvals from how many
approvals-hint-two-from = Empty: the number above always holds.
approvals-field-distinct-roles = Two approvals come from two different roles
approvals-on = On
approvals-off = Off
approvals-true = Yes
approvals-false = No
approvals-from-always = Always
approvals-from-amount = From { $amount } on
approvals-from-subjects =
    { $count ->
        [one] From { $shown } on
       *[other] From { $shown } on
    }
approvals-from-plan = From plan { $plan }
approvals-who-one = One person
approvals-who-two = Two people
approvals-who-two-from =
    { $count ->
        [one] One person, two from { $shown } on
       *[other] One person, two from { $shown } on
    }
approvals-who-roles = two different roles

command-tenant-suspend = Suspend a tenant
command-tenants-suspend = Suspend several tenants
command-tenant-cancel = Cancel a tenant
command-tenant-churn = Give up a cancelled tenant
command-staff-grant = Grant a powerful role
command-staff-reset = Reset somebody’s sign-in
command-role-widen = Add permissions to a powerful role
command-approval-policy = Change an approval policy

permission-area-approvals = Approvals
permission-tenants-activate = Activate and reinstate tenants
permission-tenants-activate-text = Activate a trial, and take a suspended or cancelled tenant back.
permission-tenants-suspend = Suspend tenants
permission-tenants-suspend-text = Ask for the suspension of one or many tenants.
permission-tenants-cancel = Cancel tenants and give them up
permission-tenants-cancel-text = Ask for a cancellation, take one back, and ask for the end of a cancelled tenant.
permission-approvals-read = See approval requests
permission-approvals-read-text = See requests, what they would do, and the policies.
permission-approvals-decide = Decide about requests
permission-approvals-decide-text = Approve or reject what others asked for, as far as one may do the same oneself.
permission-approvals-policy = Change approval policies
permission-approvals-policy-text = Ask for another approval policy.
permission-approvals-emergency = Act alone in an emergency
permission-approvals-emergency-text = Carry out one's own request without a second person. Everybody is told.

action-approval-requested = Requested approval
action-approval-approved = Approved the request
action-approval-rejected = Rejected the request
action-approval-withdrawn = Withdrew the request
action-approval-expired = Closed a request nobody decided
action-approval-voided = Voided a request: its effect had changed
action-approval-emergency = Acted alone in an emergency
action-approval-reviewed = Reviewed an emergency
action-approval-policy-changed = Changed an approval policy

audit-of-access = Access
audit-of-approval = Approval
audit-of-approvers = Approvals needed
audit-of-cancels-on = Cancels on
audit-of-command = Command
audit-of-differences = Differences
audit-of-enabled = Needs approval
audit-of-executed = Carried out
audit-of-min-rank = From plan rank
audit-of-min-minor = From which amount, in baisa
audit-of-min-subjects = From how many
audit-of-requested-by = Requested by
audit-of-subjects = How many touched
audit-of-subscription = Subscription
audit-of-two-from = Two approvals from
audit-of-distinct-roles = Two different roles

mail-approval-action = Open the request
mail-approval-asked-subject = Approval needed: { $command }
mail-approval-asked-body =
    Hello { $name },

    { $by } asks for approval: { $command }, { $subject }.

    Reason: { $note }

    The request stays open for 72 hours. Check what it touches before you decide.
mail-approval-executed-subject = Approved and done: { $command }
mail-approval-executed-body =
    Hello { $name },

    { $by } approved your request, and it has been carried out: { $command }, { $subject }.

    { $note }
mail-approval-rejected-subject = Rejected: { $command }
mail-approval-rejected-body =
    Hello { $name },

    { $by } rejected your request: { $command }, { $subject }.

    Note: { $note }
mail-approval-void-subject = Void: { $command }
mail-approval-void-body =
    Hello { $name },

    Your request is void: { $command }, { $subject }. What it would do had changed since you asked, so nothing was done. The request shows the differences. You can ask again.
mail-approval-expired-subject = Expired: { $command }
mail-approval-expired-body =
    Hello { $name },

    Nobody decided about your request within 72 hours, so it has been closed: { $command }, { $subject }. You can ask again.
mail-approval-emergency-subject = Emergency: { $command } without a second person
mail-approval-emergency-body =
    Hello { $name },

    { $by } used the emergency path: { $command }, { $subject }. It happened without a second person.

    Reason: { $note }

    The request stays flagged, and somebody else has to review it. If this looks wrong to you, speak up now.
