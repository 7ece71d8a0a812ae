nav-staff = Staff
language-own-name = English

staff-sub = Everyone with an account on this console, and what they are allowed to do.
staff-search = Search by name or email
staff-caption = Staff accounts
staff-new = Invite staff
staff-none-title = No matching staff
staff-empty-title = No staff on this page
staff-empty-text = Accounts appear here as soon as someone is invited.
staff-list-separator = { ", " }
staff-yes = Yes
staff-no = No
staff-never = Never

staff-status-invited = Invited
staff-status-active = Active
staff-status-disabled = Disabled

staff-field-name = Name
staff-field-email = Email
staff-field-role = Role
staff-field-roles = Roles
staff-field-status = Status
staff-field-language = Language
staff-field-last-sign-in = Last sign-in
staff-field-factor = Two-factor authentication
staff-field-created = Added on
staff-field-activated = Set up on
staff-field-inviter = Invited by
staff-field-password-changed = Password changed on
staff-field-authenticator = Authenticator
staff-field-authenticator-since = Authenticator since
staff-field-recovery-codes = Recovery codes
staff-field-reason = Reason

staff-hint-email = Their work email. They sign in with it, and it cannot be changed later.
staff-hint-language = Used for the invitation, and for the console until they choose their own.
staff-hint-roles = Changing roles ends the person's sessions. They sign in again with the new permissions.
staff-hint-own-roles = Your own roles can only be changed by a colleague.
staff-hint-powerful = Required when a role can grant rights or decide about requests: a second person approves it then.
staff-hint-reason = Kept in the audit log

staff-new-title = Invite staff
staff-new-sub = They receive a link to choose a password and set up two-factor authentication. It works once, within seven days.
staff-new-go = Send invitation
staff-new-another = Invite another person
staff-invited-title = { $name } has been invited
staff-link-copy = Copy one-time link
staff-link-mailed = The link has been sent to
staff-link-once-title = One-time link, shown only once
staff-link-once-text = Share it yourself only if the email does not arrive. Whoever opens it first sets the password.
staff-link-until = Invited, but not set up yet. The link is valid until { $time }.
staff-link-over = Invited, but not set up. The link has expired: send a new one.
staff-open = Go to { $name }

staff-edit-title = Edit { $name }
staff-edited-done = Changes to { $name } saved.
staff-edited-nothing = Nothing was changed.

staff-menu = More actions for { $name }
staff-account = Account
staff-sessions = Active sessions
staff-sessions-none = No active sessions.
staff-sessions-end = End all sessions
staff-sessions-own = Manage your sessions
staff-sessions-ended-done = { $name } has been signed out everywhere.
staff-history = History
staff-history-none = Nothing recorded yet.
staff-history-by = Actions by this person
staff-history-about = Actions on this account
staff-may = What these roles allow
staff-factor-none = Not set up
staff-recovery-codes-left = { $count ->
    [0] None left
    [one] { $shown } left
   *[other] { $shown } left
}

session-field-device = Device
session-field-address = IP address
session-field-signed-in = Signed in
session-field-last-seen = Last active
session-end = End
session-ended-done = The session has ended.
session-ended-before = That session had already ended.
device-known = { $browser } on { $system }
device-unknown = Unknown device

staff-disable = Disable account
staff-disable-title = Disable the account of { $name }?
staff-disable-effect-sessions = They are signed out everywhere immediately.
staff-disable-effect-sign-in = They cannot sign in, and a pending invitation stops working.
staff-disable-kept = Their roles and history are kept. You can enable the account again.
staff-disable-deed = Disable { $name }
staff-disabled-done = The account of { $name } has been disabled.
staff-disabled-since = Disabled since { $time }. Nobody can sign in with this account.
staff-enable = Enable
staff-enable-title = Enable the account of { $name }?
staff-enable-effect-sign-in = They can sign in again with their password and second factor.
staff-enable-effect-roles = They hold the same roles as before.
staff-enable-deed = Enable { $name }
staff-enabled-done = { $name } can sign in again.
staff-enabled-invited-done = The account of { $name } has been enabled. Send a new link so that it can be set up.

staff-invitation = Send a new link
staff-invitation-title = Send a new link?
staff-invitation-text = The link sent to { $name } earlier stops working. The new one goes to
staff-invitation-go = Send new link

staff-reset = Reset sign-in
staff-reset-title = Reset sign-in for { $name }?
staff-reset-effect-factors = Their password, authenticator and recovery codes are removed.
staff-reset-effect-sessions = They are signed out everywhere immediately.
staff-reset-effect-mail = A link to set up the account again goes to { $email }. Make sure that the request really comes from them.
staff-reset-deed = Reset sign-in for { $name }
staff-reset-done = Reset done. A sign-in link has been emailed to { $name } at { $email }.

staff-refused-title = This action is not possible
staff-error-name-missing = Enter the name
staff-error-name-short = Enter the full name, at least two letters
staff-error-name-long = Use at most 250 characters for the name
staff-error-email-missing = Enter the email
staff-error-email-long = Use at most 250 characters for the email
staff-error-email-not-address = Enter an email in the form name@example.com
staff-error-email-taken = An account with this email already exists
staff-error-role-missing = Choose at least one role
staff-error-role-unknown = One of the roles no longer exists. Choose again
staff-error-last-super-admin = This would leave the console without an active super admin. Give the role to another person first
staff-error-oneself = You cannot change your own access. Ask a colleague who manages staff
staff-error-beyond-own = This requires permissions that your own roles do not include. Ask a super admin
staff-error-disabled = The account is disabled
staff-error-not-disabled = The account is not disabled
staff-error-already-set-up = The account is already set up. Reset sign-in if the person cannot get in
staff-error-stale = This account was changed in the meantime
staff-error-powerful = This account holds roles that two people grant. Take those roles away first, reinstate it, and grant them anew
staff-error-gone = There is no such account
staff-error-reason-missing = Enter a reason
staff-error-reason-long = Use at most 500 characters for the reason

conflict-title = This was changed while you were editing
conflict-text = Your changes have not been saved yet. Review the differences; saving now replaces the current values.
conflict-caption = Differences
conflict-theirs = Current value
conflict-yours = Your value
conflict-leave = Keep the current values

action-staff-renamed = Changed the name
action-staff-exported = Exported the staff list
action-staff-session-ended = Ended a session
staff-history-all = All entries
staff-tabs = Pages of this staff member
staff-tab-overview = Overview
staff-tab-audit = Audit
staff-audit-empty-title = Nothing recorded yet
staff-audit-empty-text = Entries appear here as soon as something happens.
