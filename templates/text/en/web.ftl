product = HQ Console
title-error = Error
environment-demo = Demonstration. All data here is fictional.

nav-group-start = Overview
nav-group-customers = Customers
nav-group-billing = Billing
nav-group-platform = Platform

error-400-title = The request could not be read
error-400-text = The address or the form was incomplete. Go back, reload the page and try again.
error-403-title = Access denied
error-403-text = Your roles do not allow this, or the form was open for too long. Reload the page; if that does not help, ask a super admin for the permission.
error-404-title = Page not found
error-404-text = The address is incorrect, or the page no longer exists.
error-405-title = This address cannot be opened directly
error-405-text = Open it from the page it belongs to.
error-408-title = Request timed out
error-408-text = The request took too long to arrive and nothing was changed. Check your connection and try again.
error-409-title = This record was changed by someone else
error-409-text = It changed while you were working on it. Reload it and make your change again.
error-413-title = Too large
error-413-text = The file or form is larger than this page accepts.
error-429-title = Too many requests
error-429-text =
    { $count ->
        [one] Wait one second, then try again.
       *[other] Wait { $count } seconds, then try again.
    }
error-500-title = Something went wrong
error-500-text = Nothing was changed. The request ID below helps us find the cause.
error-503-title = The console cannot reach its database
error-503-text = Your data is safe. Try again in a moment.

permission-tenants-read = View tenants
permission-tenants-identity = View tenant names and contacts
permission-tenants-create = Create tenants
permission-tenants-write = Edit tenants
permission-tenants-note = Add notes to tenants
permission-tenants-import = Import tenants
permission-tenants-export = Export tenants
permission-staff-read = View staff
permission-staff-manage = Manage staff
permission-audit-read = View the audit log
permission-audit-export = Export the audit log
