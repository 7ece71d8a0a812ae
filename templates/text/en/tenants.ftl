# Tenants: the list and the pages of one tenant.

nav-tenants = Tenants
tenants-sub = The laundries and dry cleaners on the platform.
tenants-caption = Tenants
tenants-new = New tenant
tenants-import = Import
tenants-search = Search by name, email, phone or code
tenants-search-code = Search by code
tenants-column-name = Name
tenants-column-code = Code
tenants-column-created = Created
tenants-pseudonyms = You see tenants by code only. Ask a super admin if your work requires their names.
tenants-pseudonym = You see this tenant by code only. Names, contact details and tags are hidden.
tenants-none-title = No matching tenants
tenants-none-code-text = You see tenants by code only, so search by code, such as T-00012.
tenants-empty-title = No tenants yet
tenants-empty-text = Create the first one manually, or import a list.
tenants-past-end-title = No more results
tenants-past-end-text = The tenants on this page are no longer in the list.
tenants-past-end-go = Back to the first page

# Stages
tenants-stage-trial = Trial
tenants-stage-active = Active
tenants-stage-suspended = Suspended
tenants-stage-cancelled = Cancelled
tenants-stage-churned = Churned
tenants-mode-read-only = Read-only
tenants-mode-blocked = Blocked
tenants-closed = This tenant has churned. It is kept as it was and cannot be changed.

# Fields
tenants-field-name = Name
tenants-field-name2 = Name in Arabic
tenants-field-slug = URL slug
tenants-field-business-type = Business type
tenants-field-contact-name = Contact person
tenants-field-email = Email
tenants-field-phone = Phone
tenants-field-address = Address
tenants-field-city = City
tenants-field-country = Country
tenants-field-timezone = Time zone
tenants-field-currency = Currency
tenants-field-default-language = Language
tenants-field-plan = Plan
tenants-field-owner = Account owner
tenants-field-tag = Tag
tenants-field-tags = Tags
tenants-field-signed-on = Sign-up date
tenants-field-stage = Stage
tenants-field-since = Since
tenants-field-reason = Reason
tenants-field-trial-ends = Trial ends
tenants-field-subscription = Subscription
tenants-field-cycle = Billing cycle
tenants-field-period = Current period
tenants-field-role = Role
tenants-field-note = Note
tenants-field-pinned = Pin to the top
tenants-field-date-format = Date format
tenants-field-time-format = Time format
tenants-field-first-day-of-week = Week starts on
tenants-field-tax-id = Tax number
tenants-field-commercial-registration = Commercial registration number
tenants-field-primary-color = Primary colour
tenants-field-secondary-color = Secondary colour
tenants-field-accent-color = Accent colour
tenants-field-logo = Logo
tenants-field-remove-logo = Remove the current logo

# Values
tenants-business-laundry = Laundry
tenants-business-dry-cleaning = Dry cleaning
tenants-business-both = Laundry and dry cleaning
tenants-owner-none = Unassigned
tenants-tags-none = No tags
tenants-tags-known = Tags in use:
tenants-from-country = Based on country
tenants-time-24h = 24 hours (14:05)
tenants-time-12h = 12 hours (2:05 pm)
tenants-day-sunday = Sunday
tenants-day-monday = Monday
tenants-day-tuesday = Tuesday
tenants-day-wednesday = Wednesday
tenants-day-thursday = Thursday
tenants-day-friday = Friday
tenants-day-saturday = Saturday
tenants-plan-by-contract = Custom pricing
tenants-plan-monthly = OMR { $price } per month
tenants-plan-free-days = { $count ->
    [one] Free for { $shown } day
   *[other] Free for { $shown } days
}
tenants-trial-left = { $count ->
    [0] last day
    [one] { $shown } day left
   *[other] { $shown } days left
}
tenants-trial-over = ended
tenants-no-subscription = No active subscription
tenants-cycle-monthly = Monthly
tenants-cycle-quarterly = Quarterly
tenants-cycle-annual = Yearly
tenants-subscription-trialing = Trial
tenants-subscription-active = Active
tenants-subscription-past-due = Past due
tenants-subscription-suspended = Suspended
tenants-subscription-cancelled = Cancelled
tenants-subscription-expired = Expired

# The form
tenants-new-sub = Creates the tenant with its main branch, subscription and onboarding checklist, and sends a welcome email.
tenants-create = Create tenant
tenants-edit = Edit { $name }
tenants-section-identity = Business
tenants-section-identity-hint = The name customers and staff know it by.
tenants-section-contact = Contact
tenants-section-contact-hint = The person we write to and call.
tenants-section-place = Country and language
tenants-section-place-hint = Time zone and currency follow the country unless you choose others.
tenants-section-plan = Plan
tenants-section-plan-hint = A trial starts today. A paid plan is active immediately.
tenants-section-care = Account management
tenants-section-care-hint = Who looks after this tenant at head office.
tenants-hint-name2 = As customers see it in Arabic.
tenants-hint-slug = Lowercase letters, digits and hyphens. If left empty, it is created from the name.
tenants-hint-email = Receives the welcome email. Each tenant has its own email address.
tenants-hint-phone = With the country code, or as dialled within the country.
tenants-hint-default-language = The language of our emails to the tenant.
tenants-hint-signed-on = If left empty, today's date is used.
tenants-hint-tags = Separate tags with commas.
tenants-hint-plan-fixed = The plan changes with the subscription, not here.
tenants-error-name-missing = Enter the name
tenants-error-name-length = Use 2 to 250 characters for the name
tenants-error-name-letters = Use letters or digits in the name
tenants-error-name2-length = Use 2 to 250 characters for the name in Arabic
tenants-error-name2-letters = Use letters or digits in the name in Arabic
tenants-error-slug-missing = Enter the URL slug
tenants-error-slug-length = Use 3 to 50 characters for the URL slug
tenants-error-slug-characters = Use only the letters a to z, digits and hyphens for the URL slug
tenants-error-slug-hyphens = Use single hyphens in the URL slug, only between letters or digits
tenants-error-slug-reserved = This URL slug is reserved by the platform. Choose another
tenants-error-slug-taken = Another tenant already uses this URL slug. Choose another
tenants-error-business-type = Choose the business type
tenants-error-contact-name-long = Use at most 250 characters for the contact person
tenants-error-email-missing = Enter the email
tenants-error-email-wrong = Enter the email in the form name@example.com
tenants-error-email-taken = Another tenant already uses this email. Enter a different one
tenants-error-phone-characters = Use only digits, spaces and one + in the phone number
tenants-error-phone-length = Enter the phone number with its country code, such as +968 9212 3456
tenants-error-phone-code = No country has the code this number begins with. Check its first digits
tenants-error-phone-country = This does not look like a phone number in { $country }. Check the digits, or start with + and the country code
tenants-error-address-long = Use at most 500 characters for the address
tenants-error-city-long = Use at most 100 characters for the city
tenants-error-country-missing = Choose the country
tenants-error-country-unknown = Choose a country from the list
tenants-error-timezone = Choose a time zone from the list, such as Asia/Muscat
tenants-error-currency = Choose a currency from the list
tenants-error-language = Choose English or Arabic
tenants-error-plan = Choose the plan
tenants-error-plan-fixed = The plan cannot be changed here. It changes with the subscription
tenants-error-owner = Choose a person from the list, or leave it unassigned
tenants-error-owner-stale = The account owner was changed in the meantime. Check and save again
tenants-error-tags-many = Use at most 20 tags
tenants-error-tags-long = Use at most 40 characters per tag
tenants-error-tags-stale = The tags were changed in the meantime. Check and save again
tenants-error-signed-on = Enter the sign-up date as year, month and day, such as 2026-03-14
tenants-error-signed-on-range = Enter a sign-up date between 1970 and one year from now

# One tenant
tenants-tabs = Pages of this tenant
tenants-tab-overview = Overview
tenants-tab-settings = Settings
tenants-menu = Actions for { $name }
tenants-change = Change
tenants-remove = Remove
tenants-removed-kept = Its content stays in the history.
tenants-card-identity = Business
tenants-card-contact = Main contact
tenants-card-plan = Plan and subscription
tenants-card-contacts = Other contacts
tenants-card-notes = Notes
tenants-card-care = Account management
tenants-card-onboarding = Onboarding
tenants-card-branches = Branches
tenants-card-history = Recent activity
tenants-branch-main = Main
tenants-branch-unnamed = Branch { $number }
tenants-history-all = All activity
tenants-history-empty-title = No changes yet
tenants-onboarding-progress = { $done } of { $all } done
tenants-step-done = done
tenants-owner-change = Change account owner
tenants-tags-change = Change tags

# Contacts
tenants-contact-new = Add contact
tenants-contact-edit = Edit contact
tenants-contact-remove = Remove { $name }
tenants-contact-remove-effect = The contact no longer appears on the tenant's page.
tenants-contacts-none = No other contacts. The main contact is shown above.
tenants-hint-role = For example owner, accountant or branch manager.
tenants-error-contact-name-missing = Enter the contact's name
tenants-error-contact-name-length = Use 2 to 250 characters for the contact's name
tenants-error-contact-name-letters = Use letters in the contact's name
tenants-error-contact-role-long = Use at most 250 characters for the role
tenants-error-contact-unreachable = Enter an email or a phone number for the contact

# Notes
tenants-note-new = Add note
tenants-note-add = Add note
tenants-note-pin = Pin
tenants-note-unpin = Unpin
tenants-note-remove = Remove this note
tenants-note-placeholder = What should colleagues know?
tenants-notes-none = No notes yet.
tenants-pinned = Pinned
tenants-error-note-missing = Enter the note
tenants-error-note-long = Use at most 5,000 characters for the note

# Settings
tenants-section-regional = Regional settings
tenants-section-registration = Registration
tenants-section-branding = Branding
tenants-section-colours = Colours
tenants-section-colours-hint = # and six hexadecimal digits each, such as #1f5fae.
tenants-section-logo = Logo
tenants-branding-edit = Edit branding
tenants-branding-sub = Shown to the tenant's customers on receipts and pages.
tenants-colours-now = Current colours
tenants-logo-none = No logo yet.
tenants-logo-stored = The saved logo
tenants-logo-new = A new logo (choose the file again)
tenants-logo-removed = No logo
tenants-logo-alt = Logo
tenants-hint-logo = PNG or JPEG, at most 512 KB and 2,000 by 2,000 pixels.
tenants-contrast = { $ratio } : 1 on white
tenants-contrast-low = Too light for text on white
tenants-error-date-format = Choose a date format
tenants-error-time-format = Choose 24-hour or 12-hour time
tenants-error-first-day = Choose the first day of the week
tenants-error-tax-id-long = Use at most 50 characters for the tax number
tenants-error-registration-long = Use at most 50 characters for the commercial registration number
tenants-error-colour = Enter the colour as # and six digits or letters a to f, such as #1f5fae
tenants-error-logo-large = Choose a logo of at most 512 KB
tenants-error-logo-kind = Choose a complete PNG or JPEG image
tenants-error-logo-pixels = Choose a logo of at most 2,000 by 2,000 pixels

# Said after an action
tenants-created = Tenant created. A welcome email is on its way.
tenants-saved = Changes saved.
tenants-unchanged = Nothing was changed, because the values are the same as before.
tenants-settings-saved = Settings saved.
tenants-branding-saved = Branding saved.
tenants-owner-changed = Account owner changed.
tenants-tags-changed = Tags changed.
tenants-contact-added = Contact added.
tenants-contact-saved = Contact saved.
tenants-contact-removed = Contact removed.
tenants-note-added = Note added.
tenants-note-pinned = Note pinned.
tenants-note-unpinned = Note unpinned.
tenants-note-removed = Note removed.

# The audit log
action-tenant-created = Created the tenant
action-tenant-edited = Edited the tenant
action-tenant-activated = Activated the tenant
action-tenant-suspended = Suspended the tenant
action-tenant-reactivated = Reactivated the tenant
action-tenant-cancelled = Cancelled the tenant
action-tenant-churned = Marked the tenant as churned
action-tenant-settings-changed = Changed the settings
action-tenant-branding-changed = Changed the branding
action-tenant-owner-changed = Changed the account owner
action-tenant-tags-changed = Changed the tags
action-tenant-contact-added = Added a contact
action-tenant-contact-edited = Edited a contact
action-tenant-contact-removed = Removed a contact
action-tenant-note-added = Added a note
action-tenant-note-pinned = Pinned a note
action-tenant-note-unpinned = Unpinned a note
action-tenant-note-removed = Removed a note
action-tenants-exported = Exported the list of tenants

# Mail
mail-welcome-subject = Welcome to CleanMateX, { $tenant }
mail-welcome-body =
    Hello { $contact },

    { $tenant } now has an account on CleanMateX. Our team will set it up with you: business details, services and prices, and the first order.

    We will contact you about the next step. Until then, reply to this email with any questions.
