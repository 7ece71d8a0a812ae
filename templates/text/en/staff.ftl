nav-staff = Staff
language-own-name = English

staff-sub = Everybody with an account on this console, and what they may do.
staff-search = Search by name or e-mail
staff-caption = Staff accounts
staff-new = Invite somebody
staff-none-title = Nobody matches
staff-empty-title = There is nobody on this page
staff-empty-text = Accounts appear here as soon as somebody is invited.
staff-list-separator = { ", " }
staff-yes = Yes
staff-no = No
staff-never = Never

staff-status-invited = Invited
staff-status-active = Active
staff-status-disabled = Disabled

staff-field-name = Name
staff-field-email = E-mail
staff-field-role = Role
staff-field-roles = Roles
staff-field-status = Status
staff-field-language = Language
staff-field-last-sign-in = Last sign-in
staff-field-factor = Second factor
staff-field-created = Added
staff-field-activated = Set up
staff-field-inviter = Invited by
staff-field-password-changed = Password changed
staff-field-authenticator = Authenticator
staff-field-authenticator-since = Authenticator since
staff-field-recovery-codes = Recovery codes
staff-field-reason = Reason

staff-hint-email = Their work address. They sign in with it, and it cannot be changed later.
staff-hint-language = Of the invitation, and of the console until they choose themselves.
staff-hint-roles = Changing roles ends the person's sessions. They sign in again with the new rights.
staff-hint-own-roles = Your own roles can only be changed by a colleague.
staff-hint-reason = Kept in the audit log

staff-new-title = Invite somebody
staff-new-sub = They get a link to choose a password and set up a second factor. It works once, within seven days.
staff-new-go = Send the invitation
staff-new-another = Invite somebody else
staff-invited-title = { $name } is invited
staff-link-copy = Copy the one-time link
staff-link-mailed = The link has been sent to
staff-link-once-title = One-time link, shown only now
staff-link-once-text = Hand it over yourself only if the mail does not arrive. Whoever opens it first sets the password.
staff-link-until = Invited, but not set up yet. The link works until { $time }.
staff-link-over = Invited, but not set up. The link has run out: send a new one.
staff-open = Go to { $name }

staff-edit-title = Edit { $name }
staff-edited-done = { $name } has been saved.
staff-edited-nothing = Nothing was changed.

staff-menu = More for { $name }
staff-account = Account
staff-sessions = Where they are signed in
staff-sessions-none = Not signed in anywhere.
staff-sessions-end = End all
staff-sessions-own = Manage your sessions
staff-sessions-ended-done = { $name } has been signed out everywhere.
staff-history = History
staff-history-none = Nothing recorded yet.
staff-history-by = All by this person
staff-history-about = All about this person
staff-may = What these roles allow
staff-factor-none = Not set up
staff-recovery-codes-left = { $count ->
    [0] None left
    [one] { $shown } left
   *[other] { $shown } left
}

session-field-device = Device
session-field-address = Address
session-field-signed-in = Signed in
session-field-last-seen = Last seen
session-end = End
session-ended-done = The session has ended.
session-ended-before = That session had ended already.
device-known = { $browser } on { $system }
device-unknown = Unknown device

staff-disable = Disable the account
staff-disable-title = Disable the account of { $name }?
staff-disable-effect-sessions = They are signed out everywhere at once.
staff-disable-effect-sign-in = They cannot sign in, and an open invitation stops working.
staff-disable-kept = Their roles and history stay. You can enable the account again.
staff-disable-deed = Disable { $name }
staff-disabled-done = The account of { $name } is disabled.
staff-disabled-since = Disabled since { $time }. Nobody can sign in with this account.
staff-enable = Enable
staff-enable-title = Enable the account of { $name }?
staff-enable-effect-sign-in = They can sign in again with their password and second factor.
staff-enable-effect-roles = They hold the same roles as before.
staff-enable-deed = Enable { $name }
staff-enabled-done = { $name } can sign in again.
staff-enabled-invited-done = The account of { $name } is open again. Send a new link so that it can be set up.

staff-invitation = Send a new link
staff-invitation-title = Send a new link?
staff-invitation-text = The link { $name } was sent before stops working. The new one goes to
staff-invitation-go = Send the new link

staff-reset = Reset the sign-in
staff-reset-title = Reset the sign-in of { $name }?
staff-reset-effect-factors = Their password, authenticator and recovery codes are removed.
staff-reset-effect-sessions = They are signed out everywhere at once.
staff-reset-effect-mail = A link to start over goes to { $email }. Make sure that the person asking is really them.
staff-reset-deed = Reset { $name }
staff-reset-done-title = { $name } starts over

staff-refused-title = This cannot be done
staff-error-name-missing = Enter the name
staff-error-name-short = Enter the whole name, two letters at least
staff-error-name-long = Shorten the name to 250 letters
staff-error-email-missing = Enter the e-mail address
staff-error-email-long = Use an address of at most 250 letters
staff-error-email-not-address = Enter an address like name@example.com
staff-error-email-taken = There is already an account with this address
staff-error-role-missing = Choose at least one role
staff-error-role-unknown = One of the roles does not exist any more. Choose again
staff-error-last-super-admin = This would leave the console without an active super admin. Make somebody else a super admin first
staff-error-oneself = Nobody changes their own standing. Ask a colleague who manages staff
staff-error-beyond-own = This needs rights that your own roles do not hold. Ask a super admin
staff-error-disabled = The account is disabled
staff-error-not-disabled = The account is not disabled
staff-error-already-set-up = The account has been set up already. Reset the sign-in if the person cannot get in
staff-error-stale = Somebody else changed this account meanwhile
staff-error-reason-missing = Say why
staff-error-reason-long = Shorten the reason to 500 letters

conflict-title = Somebody saved this before you
conflict-text = Nothing of yours has been saved yet. Check what differs; saving now replaces what is there.
conflict-caption = What differs
conflict-theirs = Saved now
conflict-yours = Yours
conflict-leave = Leave it as it is saved now

action-staff-renamed = Renamed
action-staff-exported = Exported the staff list
action-staff-session-ended = Ended a session of
