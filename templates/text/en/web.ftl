product = HQ Console
title-error = Error
environment-demo = Demonstration. Everything here is invented.

nav-group-start = Overview
nav-group-customers = Customers
nav-group-platform = Platform

error-400-title = The request could not be read
error-400-text = The address or form was not complete. Go back, reload the page and send it again.
error-403-title = You may not do this
error-403-text = Your roles do not allow it, or the form was open too long. Reload the page; if that does not help, ask a super admin for the permission.
error-404-title = There is nothing here
error-404-text = The address is wrong, or what stood here is gone.
error-405-title = This address works differently
error-405-text = Open it from the page it belongs to.
error-409-title = Somebody else was faster
error-409-text = The record changed while you were working on it. Reload it and make your change again.
error-413-title = That is too large
error-413-text = The file or form is larger than this page takes.
error-429-title = Too many requests
error-429-text =
    { $count ->
        [one] Wait one second, then try again.
       *[other] Wait { $count } seconds, then try again.
    }
error-500-title = Something went wrong here
error-500-text = Nothing was changed. The request id below helps to find out why.
error-503-title = The console cannot reach its database
error-503-text = Your data is safe. Try again in a moment.

permission-tenants-read = See tenants
permission-tenants-identity = See tenants by name and contact
permission-tenants-create = Create tenants
permission-tenants-write = Change tenants
permission-tenants-note = Write notes on tenants
permission-tenants-import = Import tenants
permission-tenants-export = Export tenants
permission-staff-read = See staff
permission-staff-manage = Manage staff
permission-audit-read = Read the audit log
permission-audit-export = Export the audit log
