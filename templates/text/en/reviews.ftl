nav-reviews = Access reviews
reviews-sub = Every quarter, someone looks at each role each person holds, keeps it or takes it away, and signs.
reviews-new = Start a review
reviews-new-title = Start a review now?
reviews-new-effect-list = It lists every role that every person holds at this moment.
reviews-new-effect-due = It is to be signed within 14 days. Overdue reviews are shown on the home page and on the people concerned.
reviews-new-done = The review has started.
reviews-empty-title = No reviews yet
reviews-empty-text = The first one starts by itself this quarter. You can also start one now.
reviews-of-quarter = Review { $quarter }
reviews-of-day = Review of { $day }
reviews-open = Open
reviews-overdue = Overdue
reviews-signed = Signed
reviews-kept = Kept
reviews-revoked = Taken away
reviews-progress = { $decided } of { $all }
reviews-about = About this review
reviews-by-itself = By itself, for the quarter
reviews-caption = Roles and decisions
reviews-choose = Choose
reviews-how = Select the roles to keep, or take a role away from a person with the link beside it. Your own roles are decided by a colleague.
reviews-own = Decided by a colleague
reviews-keep = Keep selected
reviews-revoke = Take away
reviews-revoke-title = Take the role { $role } away from { $name }?
reviews-revoke-effect-role = They lose what this role allows, at once. Their other roles stay.
reviews-revoke-effect-sessions = They are signed out everywhere.
reviews-revoke-deed = Take away { $role }
reviews-revoked-done = The role has been taken away from { $name }.
reviews-kept-done = { $count ->
    [one] { $count } role kept.
   *[other] { $count } roles kept.
}
reviews-sign = Sign the review
reviews-sign-title = Sign this review?
reviews-sign-effect-list = { $count ->
    [one] You confirm that the decision on { $shown } role is right.
   *[other] You confirm that the decisions on { $shown } roles are right.
}
reviews-sign-effect-final = After that, the review can no longer be changed.
reviews-sign-done = The review has been signed.
reviews-signature-holds = Matches the list
reviews-signature-broken = Does not match the list
reviews-overdue-person = A review of this person's roles is overdue.
reviews-open-review = Open the review

reviews-field-review = Review
reviews-field-started = Started
reviews-field-started-by = Started by
reviews-field-due = Due
reviews-field-decided = Decided
reviews-field-revoked = Taken away
reviews-field-signed-by = Signed by
reviews-field-signed-at = Signed
reviews-field-signature = Signature
reviews-field-check = Check of the signature
reviews-field-person = Person
reviews-field-given = Held since
reviews-field-decision = Decision
reviews-field-note = Note

reviews-error-own = Your own roles are decided by a colleague
reviews-error-revoked = This role has already been taken away. It can be given again on the person's page
reviews-error-signed = This review has been signed and can no longer be changed
reviews-error-undecided = Some roles have not been decided yet
reviews-error-none-chosen = Select at least one role to keep
reviews-error-note-long = Use at most 500 characters for the note

permissions-look = What this person can do
home-chore-review = { $count ->
    [0] Access review: ready to sign
    [one] Access review: { $shown } role to decide
   *[other] Access review: { $shown } roles to decide
}
home-chore-review-overdue = { $count ->
    [0] Access review overdue: ready to sign
    [one] Access review overdue: { $shown } role to decide
   *[other] Access review overdue: { $shown } roles to decide
}
home-chore-review-due = Due { $time }

permission-area-reviews = Access reviews
permission-reviews-sign = Decide and sign access reviews
permission-reviews-sign-text = Start reviews, keep or take away the roles of others, and sign. Needs “View roles and permissions” as well.

audit-of-due-at = Due
audit-of-grants = Roles
audit-of-period = Quarter
audit-of-revoked = Taken away
audit-of-signature = Signature
audit-reason-access-review = Access review

action-access-review-started = Started an access review
action-access-review-kept = Kept roles in an access review
action-access-review-revoked = Took a role away in an access review
action-access-review-signed = Signed an access review
action-access-review-exported = Exported an access review
