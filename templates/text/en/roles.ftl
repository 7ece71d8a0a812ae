nav-roles = Roles
roles-sub = A role is a set of permissions. People hold one role or several, and may do what any of them allows.
roles-new = New role
roles-new-title = New role
roles-new-go = Create role
roles-new-done = The role { $name } has been created. Nobody holds it yet.
roles-copy = Copy
roles-copy-title = Copy { $name }
roles-copy-name = Copy of { $name }
roles-edit-title = Edit { $name }
roles-edit-done = The role { $name } has been saved.
roles-widened = The permissions have been added to the role.
roles-removal = Remove role
roles-removal-title = Remove the role { $name }?
roles-removal-effect = The role disappears from every list. Its history stays in the audit log.
roles-removal-deed = Remove { $name }
roles-removal-done = The role { $name } has been removed.

roles-column-name = Role
roles-field-name = Name
roles-field-name2 = Name in Arabic
roles-field-description = Description
roles-field-description2 = Description in Arabic
roles-field-permissions = Permissions
roles-field-opens = Areas
roles-field-holders = Held by
roles-field-code = Code

roles-form-sub = When permissions change, everyone else who holds the role is signed out and signs in again with the new ones.
roles-hint-permissions = You can only give or take away permissions that you hold yourself.
roles-hint-reason = Needed when you add permissions to a role whose holders manage people, roles or approvals: a second person decides about that.
roles-not-yours = You do not hold this permission.
roles-fixed = A super admin may do everything. This cannot be changed, so that there is always somebody who can help.

roles-everything = Everything
roles-built-in = Built-in
roles-allows = What this role allows
roles-about = About this role
roles-held-by-nobody = Nobody holds this role.
roles-holders-of = People who hold the role { $name }
roles-history-all = All entries
roles-pages = { $count ->
    [one] { $shown } address
   *[other] { $shown } addresses
}

roles-error-name-missing = Enter the name
roles-error-name-short = Use at least two letters for the name
roles-error-name-long = Use at most 60 characters for the name
roles-error-name-taken = Another role already has this name
roles-error-name2-taken = Another role already has this Arabic name
roles-error-description-long = Use at most 200 characters for the description
roles-error-permission-missing = Choose at least one permission
roles-error-permission-unknown = One of the permissions no longer exists. Choose again
roles-error-beyond-own = Your own roles do not include: { $what }. Ask a super admin
roles-error-fixed = The permissions of the super admin role cannot be changed
roles-error-system = A built-in role can be edited, but not removed
roles-error-held = Somebody still holds this role. Take it away from them first
roles-error-gone = This role no longer exists

staff-error-last-keeper = This would leave nobody who can manage both staff and roles. Give these permissions to another person first
staff-error-not-held = The person no longer holds this role

permission-area-tenants = Tenants
permission-area-staff = Staff
permission-area-roles = Roles
permission-area-audit = Audit log

permission-roles-read = View roles and permissions
permission-roles-manage = Manage roles
permission-tenants-read-text = Open the tenant list and each tenant's page. Without “View tenant names and contacts”, tenants appear by code only.
permission-tenants-identity-text = See names, addresses, phone numbers and contacts of tenants.
permission-tenants-create-text = Add new tenants.
permission-tenants-write-text = Change tenants: details, owner, contacts, tags, settings and branding.
permission-tenants-note-text = Write, pin and remove notes on tenants.
permission-tenants-import-text = Bring in tenants from a file, and undo it.
permission-tenants-export-text = Download the tenant list.
permission-staff-read-text = See who has an account, with which roles and from where they are signed in. Download the list.
permission-staff-manage-text = Invite people, change their roles, disable accounts, reset sign-in and end sessions.
permission-roles-read-text = See every role, what it allows and who may do what. Download the list.
permission-roles-manage-text = Create, copy, edit and remove roles.
permission-audit-read-text = Read everything that was done, by whom and when. Includes tenant names.
permission-audit-export-text = Download the audit log.

audit-of-permissions = Permissions
audit-of-description = Description
audit-of-description2 = Description in Arabic
audit-of-code = Code
audit-of-copied-from = Copied from

action-role-created = Created a role
action-role-copied = Copied a role
action-role-edited = Edited a role
action-role-removed = Removed a role

nav-permissions = Permissions
permissions-sub = Who may do what. Choose a role, a person or a permission to look closer.
permissions-by-role = By role
permissions-by-person = By person
permissions-caption = Permissions and who has them
permissions-permission = Permission
permissions-who = Who can
permissions-what = What can this person do
permissions-choose = Choose…
permissions-ask = Show
permissions-who-title = Who can: { $what }
permissions-what-title = What { $name } can do
permissions-through = Through
permissions-opens = Addresses it opens
permissions-nobody = Nobody can do this at the moment.
permissions-nothing = This person can do nothing beyond their own account.
permissions-person = Open the account
action-permissions-exported = Exported the permissions

together-title = Rights better held apart
together-text = Holding these together is allowed. Each access review should ask whether it has to be.
together-short = Held together:
together-people-decisions = Managing people or roles, and deciding about requests
together-people-decisions-why = They could give a second person of their choosing the right to agree.
together-rules-decisions = Changing approval policies, and deciding about requests
together-rules-decisions-why = They could decide by a rule they asked to loosen.
together-people-reviews = Managing people or roles, and signing access reviews
together-people-reviews-why = They would sign for rights they handed out themselves.
together-acts-decisions = Asking for dangerous acts, and deciding about them
together-acts-decisions-why = Nobody decides about their own request, but two like this could let each other’s pass.
