# Tenants: the register and the pages of one tenant.

nav-tenants = Tenants
tenants-sub = The laundries and dry cleaners on the platform.
tenants-caption = Tenants
tenants-new = New tenant
tenants-import = Import
tenants-search = Search name, email, phone or code
tenants-search-code = Search by code
tenants-column-name = Name
tenants-column-code = Code
tenants-column-created = Created
tenants-pseudonyms = You see tenants under their code. Ask a super admin if your work needs their names.
tenants-pseudonym = You see this tenant under its code. Names and contact data are left out.
tenants-none-title = No tenant matches
tenants-none-code-text = You see tenants under their code, so only a code finds one. Try one such as T-00012.
tenants-empty-title = No tenants yet
tenants-empty-text = Create the first one by hand, or import a roster.
tenants-past-end-title = Nothing further on
tenants-past-end-text = The tenants that stood here are gone from this list.
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
tenants-field-slug = Web address name
tenants-field-business-type = Business
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
tenants-field-signed-on = Signed on
tenants-field-stage = Stage
tenants-field-since = Since
tenants-field-reason = Reason
tenants-field-trial-ends = Trial ends
tenants-field-subscription = Subscription
tenants-field-cycle = Billed
tenants-field-period = Current period
tenants-field-role = Role
tenants-field-note = Note
tenants-field-pinned = Pin to the top
tenants-field-date-format = Dates are written
tenants-field-time-format = Clock
tenants-field-first-day-of-week = Week starts on
tenants-field-tax-id = Tax number
tenants-field-commercial-registration = Commercial registration number
tenants-field-primary-color = Main colour
tenants-field-secondary-color = Second colour
tenants-field-accent-color = Accent colour
tenants-field-logo = Logo
tenants-field-remove-logo = Take the present logo away

# Values
tenants-business-laundry = Laundry
tenants-business-dry-cleaning = Dry cleaning
tenants-business-both = Laundry and dry cleaning
tenants-owner-none = Nobody
tenants-tags-none = No tags
tenants-tags-known = Tags in use:
tenants-from-country = From the country
tenants-time-24h = 24 hours (14:05)
tenants-time-12h = 12 hours (2:05 pm)
tenants-day-sunday = Sunday
tenants-day-monday = Monday
tenants-day-tuesday = Tuesday
tenants-day-wednesday = Wednesday
tenants-day-thursday = Thursday
tenants-day-friday = Friday
tenants-day-saturday = Saturday
tenants-plan-by-contract = Price by contract
tenants-plan-monthly = OMR { $price } a month
tenants-plan-free-days = { $count ->
    [one] Free for { $shown } day
   *[other] Free for { $shown } days
}
tenants-trial-left = { $count ->
    [0] last day
    [one] { $shown } day left
   *[other] { $shown } days left
}
tenants-trial-over = over
tenants-no-subscription = No running subscription
tenants-cycle-monthly = Monthly
tenants-cycle-quarterly = Quarterly
tenants-cycle-annual = Yearly
tenants-subscription-trialing = On trial
tenants-subscription-active = Active
tenants-subscription-past-due = Past due
tenants-subscription-suspended = Suspended
tenants-subscription-cancelled = Cancelled
tenants-subscription-expired = Expired

# The form
tenants-new-sub = Creates the tenant with its main branch, subscription and onboarding checklist, and sends a welcome email.
tenants-create = Create the tenant
tenants-edit = Edit { $name }
tenants-section-identity = Business
tenants-section-identity-hint = What customers and staff know it by.
tenants-section-contact = Contact
tenants-section-contact-hint = Who we write to and call.
tenants-section-place = Country and language
tenants-section-place-hint = Time zone and currency follow the country unless chosen.
tenants-section-plan = Plan
tenants-section-plan-hint = A trial starts today. A paid plan is active at once.
tenants-section-care = Account care
tenants-section-care-hint = Who looks after the tenant at head office.
tenants-hint-name2 = As customers in Arabic see it.
tenants-hint-slug = Small letters, digits and hyphens. Left empty, it is made from the name.
tenants-hint-email = Receives the welcome email. Each tenant has an address of its own.
tenants-hint-phone = With country code, or as it is dialled in the country.
tenants-hint-default-language = The language of our emails to the tenant.
tenants-hint-signed-on = Today when left empty.
tenants-hint-tags = Separate tags with commas.
tenants-hint-plan-fixed = The plan changes with the subscription, not here.
tenants-error-name-missing = Enter the name
tenants-error-name-length = Use 2 to 250 characters for the name
tenants-error-name-letters = Use letters or digits in the name
tenants-error-name2-length = Use 2 to 250 characters for the name in Arabic
tenants-error-name2-letters = Use letters or digits in the name in Arabic
tenants-error-slug-missing = Enter the web address name
tenants-error-slug-length = Use 3 to 50 characters for the web address name
tenants-error-slug-characters = Use only the letters a to z, digits and hyphens for the web address name
tenants-error-slug-hyphens = Put hyphens only between letters or digits in the web address name, one at a time
tenants-error-slug-reserved = The platform uses this web address name itself. Choose another
tenants-error-slug-taken = Another tenant has this web address name. Choose another
tenants-error-business-type = Choose what the business does
tenants-error-contact-name-long = Use at most 250 characters for the contact person
tenants-error-email-missing = Enter the email
tenants-error-email-wrong = Enter the email in the form name@example.com
tenants-error-email-taken = Another tenant has this email. Enter one of its own
tenants-error-phone-characters = Use only digits, spaces and one + in the phone number
tenants-error-phone-length = Enter the phone number with its country code, such as +968 9212 3456
tenants-error-phone-country = { $country } has no phone number like this. Check the digits, or begin with + and the country code
tenants-error-address-long = Use at most 500 characters for the address
tenants-error-city-long = Use at most 100 characters for the city
tenants-error-country-missing = Choose the country
tenants-error-country-unknown = Choose a country from the list
tenants-error-timezone = Choose a time zone from the list, such as Asia/Muscat
tenants-error-currency = Choose a currency from the list
tenants-error-language = Choose English or Arabic
tenants-error-plan = Choose the plan
tenants-error-plan-fixed = The plan cannot be changed here. It changes with the subscription
tenants-error-owner = Choose somebody from the list, or nobody
tenants-error-owner-stale = The owner was changed while you were choosing. Check and save again
tenants-error-tags-many = Use at most 20 tags
tenants-error-tags-long = Use at most 40 characters for a tag
tenants-error-tags-stale = The tags were changed while you were typing. Check and save again
tenants-error-signed-on = Enter the day of signing as year, month and day, such as 2026-03-14
tenants-error-signed-on-range = Enter a day of signing between 1970 and a year from now

# One tenant
tenants-tabs = Pages of this tenant
tenants-tab-overview = Overview
tenants-tab-settings = Settings
tenants-tab-history = History
tenants-menu = Actions for { $name }
tenants-change = Change
tenants-remove = Remove
tenants-removed-kept = What it said stays in the history.
tenants-card-identity = Business
tenants-card-contact = Main contact
tenants-card-plan = Plan and subscription
tenants-card-contacts = More contacts
tenants-card-notes = Notes
tenants-card-care = Account care
tenants-card-onboarding = Onboarding
tenants-card-branches = Branches
tenants-card-history = Recent history
tenants-branch-main = Main
tenants-history-all = Whole history
tenants-history-empty-title = Nothing has happened yet
tenants-history-empty-text = Every change to this tenant appears here.
tenants-onboarding-progress = { $done } of { $all } done
tenants-step-done = done
tenants-step-setup-business-info = Enter business details
tenants-step-configure-branding = Set up branding
tenants-step-add-products = Add services and prices
tenants-step-invite-team = Invite the team
tenants-step-create-first-order = Create the first order
tenants-step-configure-workflows = Set up workflows
tenants-owner-change = Change the account owner
tenants-tags-change = Change the tags

# Contacts
tenants-contact-new = Add a contact
tenants-contact-edit = Edit the contact
tenants-contact-remove = Remove { $name }
tenants-contact-remove-effect = The contact no longer appears on the tenant's page.
tenants-contacts-none = Nobody else is listed. The main contact is above.
tenants-hint-role = Such as owner, accountant or branch manager.
tenants-error-contact-name-missing = Enter the contact's name
tenants-error-contact-name-length = Use 2 to 250 characters for the contact's name
tenants-error-contact-name-letters = Use letters in the contact's name
tenants-error-contact-role-long = Use at most 250 characters for the role
tenants-error-contact-unreachable = Enter an email or a phone number, so that the contact can be reached

# Notes
tenants-note-new = Add a note
tenants-note-add = Add the note
tenants-note-pin = Pin
tenants-note-unpin = Unpin
tenants-note-remove = Remove this note
tenants-note-placeholder = What should colleagues know?
tenants-notes-none = No notes yet.
tenants-pinned = Pinned
tenants-error-note-missing = Write something in the note
tenants-error-note-long = Use at most 5,000 characters for the note

# Settings
tenants-section-regional = Regional settings
tenants-section-registration = Registration
tenants-section-branding = Branding
tenants-section-colours = Colours
tenants-section-colours-hint = Six digits each, such as #1f5fae.
tenants-section-logo = Logo
tenants-branding-edit = Edit branding
tenants-branding-sub = Shown to the tenant's customers on receipts and pages.
tenants-colours-now = Colours now
tenants-logo-none = No logo yet.
tenants-logo-alt = Logo
tenants-hint-logo = PNG or JPEG, at most 512 KB and 2,000 by 2,000 pixels.
tenants-contrast = { $ratio } : 1 on white
tenants-contrast-low = Too pale for text on white
tenants-error-date-format = Choose how dates are written
tenants-error-time-format = Choose 24 or 12 hours
tenants-error-first-day = Choose the day the week starts on
tenants-error-tax-id-long = Use at most 50 characters for the tax number
tenants-error-registration-long = Use at most 50 characters for the commercial registration number
tenants-error-colour = Enter the colour as # and six digits or letters a to f, such as #1f5fae
tenants-error-logo-large = Choose a logo of at most 512 KB
tenants-error-logo-kind = Choose a logo that is a whole PNG or JPEG picture
tenants-error-logo-pixels = Choose a logo of at most 2,000 by 2,000 pixels

# Said after an act
tenants-created = The tenant is created and a welcome email is on its way.
tenants-saved = The changes are saved.
tenants-unchanged = Nothing was changed, since everything stood that way already.
tenants-settings-saved = The settings are saved.
tenants-branding-saved = The branding is saved.
tenants-owner-changed = The account owner is changed.
tenants-tags-changed = The tags are changed.
tenants-contact-added = The contact is added.
tenants-contact-saved = The contact is saved.
tenants-contact-removed = The contact is removed.
tenants-note-added = The note is added.
tenants-note-pinned = The note is pinned.
tenants-note-unpinned = The note is no longer pinned.
tenants-note-removed = The note is removed.

# The audit log
action-tenant-created = Created the tenant
action-tenant-edited = Edited the tenant
action-tenant-activated = Activated the tenant
action-tenant-suspended = Suspended the tenant
action-tenant-reactivated = Reactivated the tenant
action-tenant-cancelled = Cancelled the tenant
action-tenant-churned = Closed the tenant for good
action-tenant-settings-changed = Changed the settings of
action-tenant-branding-changed = Changed the branding of
action-tenant-owner-changed = Changed the account owner of
action-tenant-tags-changed = Changed the tags of
action-tenant-contact-added = Added the contact
action-tenant-contact-edited = Edited the contact
action-tenant-contact-removed = Removed the contact
action-tenant-note-added = Added a note on
action-tenant-note-pinned = Pinned a note on
action-tenant-note-unpinned = Unpinned a note on
action-tenant-note-removed = Removed a note on
action-tenants-exported = Exported the list of tenants

# Mail
mail-welcome-subject = Welcome to CleanMateX, { $tenant }
mail-welcome-body =
    Hello { $contact },

    { $tenant } now has its place on CleanMateX. Our team is setting it up with you: business details, services and prices, and the first order.

    You will hear from us about the next step. Until then, simply answer this email with any question.
