# Importing a list of tenants from a file.

imports-title = Import tenants
imports-sub = Import a list of tenants from a spreadsheet. No tenant is created until you have reviewed the rows.
imports-title-one = Import of { $file }
imports-steps = Steps of the import
imports-step-file = Choose a file
imports-step-check = Review rows
imports-step-run = Import
imports-step-result = Result

# The file
imports-file = Tenant list
imports-file-hint = A CSV file with a header row, up to 20 MB and 100,000 rows. In Excel: Save As, "CSV UTF-8".
imports-upload = Upload and review
imports-help-title = Good to know
imports-help-columns = Columns are recognised by their headers, in English or Arabic, in any order. Name and email are required; everything else is optional.
imports-help-safe = Uploading changes nothing. You review every row first, and you can undo an import afterwards.
imports-help-known = A tenant whose email already exists is left unchanged, so you can import the same file again without creating duplicates.
imports-help-mail = Imported tenants do not receive a welcome email.
imports-earlier = Previous imports
imports-error-no-file = Choose the file to import
imports-error-empty = This file is empty. Choose another one
imports-error-no-rows = This file has a header but no rows. Choose another one
imports-error-not-text = This is not a CSV file. Save it as CSV and choose it again
imports-error-too-large = Choose a file of at most 20 MB, or split the list into several files
imports-error-too-many-columns = Choose a file of at most { $most } columns
imports-error-too-many-rows = Choose a file of at most { $most } rows, or split the list into several files

# The columns of lists
imports-column-file = File
imports-column-state = Status
imports-column-at = Uploaded on
imports-column-by = Uploaded by
imports-column-total = Rows
imports-column-imported = Imported
imports-column-refused = Rejected
imports-column-row = Row
imports-column-verdict = Status
imports-column-remark = Remarks
imports-column-unnamed = Column { $number } (no header)
imports-column-none = Not in the file

# States of an import
imports-state-mapped = Waiting for review
imports-state-running = Running
imports-state-stopped = Stopped
imports-state-done = Finished
imports-state-undoing = Undoing
imports-state-undone = Undone

# Status of rows
imports-row-ready = Ready
imports-row-refused = Rejected
imports-row-known = Existing
imports-row-imported = Imported
imports-row-undone = Removed
imports-row-kept = Kept
imports-tile-ready = Will become new tenants
imports-tile-refused = Have errors and are not imported
imports-tile-known = Already exist as tenants
imports-tile-imported = Became new tenants
imports-tile-undone = Removed again
imports-tile-kept = Kept because somebody has worked on them

# Review
imports-uploaded = Uploaded by { $by }, { $at }
imports-errors-download = Download rejected rows
imports-discard = Discard
imports-twin-title = This file was imported before
imports-twin-text = The same file was uploaded on { $at }.
imports-twin-count = { $count ->
    [one] { $shown } of its rows is already a tenant.
   *[other] { $shown } of its rows are already tenants.
}
imports-twin-open = Open that import
imports-go-title = { $count ->
    [one] { $shown } row is ready to be imported
   *[other] { $shown } rows are ready to be imported
}
imports-go-text = Each row becomes a tenant with a main branch and a subscription. No welcome email is sent. You can stop at any time, and undo the import afterwards.
imports-go = Import
imports-nothing-title = Nothing is left to import
imports-nothing-text = Every row is rejected or already exists. Correct the rejected rows and upload them again.
imports-another = Import another file
imports-mapping-title = Columns
imports-mapping-text = Choose which column of the file holds each field. All rows are checked again after a change.
imports-mapping-example = For example:
imports-mapping-save = Save and check again
imports-mapping-unread = { $count ->
    [one] { $shown } column is not used
   *[other] { $shown } columns are not used
}
imports-mapping-unread-list = Not used:
imports-error-column-missing = Choose the column for: { $field }
imports-error-column-twice = This column is already used for { $field }. Choose another one
imports-error-column-unknown = Choose one of the columns of the file
imports-flash-mapped = Columns saved. All rows have been checked again.
imports-flash-remapped = The columns were changed in the meantime. Check the rows again before importing.
imports-flash-incomplete = Choose the columns for name and email first.
imports-flash-discarded = The upload was discarded. No tenants were created.
imports-rows-title = Rows
imports-rows-by-verdict = Rows by status
imports-rows-all = All rows
imports-rows-none = No rows
imports-rows-none-text = No rows of this import have this status.

# At work
imports-progress-run = Importing
imports-progress-undo = Undoing the import
imports-progress-troubled = The last attempt failed. It will be retried automatically; no row is lost or imported twice.
imports-progress-rate = { $count ->
    [one] { $shown } row per second.
   *[other] { $shown } rows per second.
}
imports-progress-left = { $count ->
    [0] Almost done.
    [one] About { $shown } second left.
   *[other] About { $shown } seconds left.
}
imports-leave = You can leave this page. The work continues in the background, and the result will appear here.
imports-troubled-title = Waiting to retry
imports-troubled-text = Retries are automatic, with a longer wait each time. You do not have to wait.
imports-repeat = Retry now
imports-stopped-title = The import is stopped
imports-stopped-text = Imported tenants stay. The remaining rows wait until you resume.
imports-resume = Resume

# Result
imports-imported-by = Imported by { $by }, { $at }.
imports-undone-by = Undone by { $by }, { $at }.
imports-took = { $count ->
    [one] It took { $shown } second.
   *[other] It took { $shown } seconds.
}
imports-refused-title = Correct the rejected rows
imports-refused-text = Download them, correct the cells and upload that file. Its first four columns are ignored, and tenants that already exist are left unchanged.

# Undo
imports-undo = Undo
imports-undo-title = Undo the import of { $file }
imports-undo-deed = Undo import
imports-undo-gone = { $count ->
    [0] No tenants will be removed.
    [one] { $shown } tenant will be removed, with its branch, subscription and note.
   *[other] { $shown } tenants will be removed, with their branches, subscriptions and notes.
}
imports-undo-kept = { $count ->
    [one] { $shown } tenant will be kept, because somebody has worked on it since. You will see which one and why.
   *[other] { $shown } tenants will be kept, because somebody has worked on them since. You will see which ones and why.
}
imports-undo-again = You can import the file again later; the tenants will then get new codes.
imports-undo-audit = The audit log keeps a record of both the import and the undo.
imports-undo-idle = Somebody has worked on every tenant of this import since, so nothing would be removed.
imports-undo-back = Back to the import
imports-kept-edited = Kept: it was edited afterwards.
imports-kept-moved = Kept: its stage, subscription or onboarding has changed.
imports-kept-noted = Kept: somebody added a note to it.
imports-kept-extended = Kept: contacts, branches or branding were added.
imports-kept-acted-on = Kept: the audit log shows later actions on it.
imports-kept-in-use = Kept: another record refers to it.

# Fields
imports-field-row = Row
imports-field-notes = Notes

# Why a row is rejected
imports-reason-cell-count = The row has { $found } cells, but the header has { $expected }. Look for an extra separator.
imports-reason-open-quote = A quotation mark is opened but not closed in the same cell.
imports-reason-missing = This value is required.
imports-reason-unreadable = Some characters were lost when the file was saved. Enter them again and save as CSV UTF-8.
imports-reason-too-short = { $count ->
    [one] Use at least { $shown } character.
   *[other] Use at least { $shown } characters.
}
imports-reason-too-long = { $count ->
    [one] Use at most { $shown } character.
   *[other] Use at most { $shown } characters.
}
imports-reason-no-letters = Enter a name that contains letters or digits.
imports-reason-not-an-email = Enter one full email address, such as name@example.com.
imports-reason-duplicate-of = Row { $row } has the same value. Keep only one of them.
imports-reason-taken = Another tenant already uses this value. Choose another.
imports-reason-phone-characters = Enter one phone number, with digits only.
imports-reason-phone-length = This number has too few or too many digits.
imports-reason-phone-not-in-country = This does not look like a phone number in { $country }. Check the digits or the country.
imports-reason-phone-needs-country = Start the number with its country code, such as +968.
imports-reason-phone-code = No country has the code this number begins with. Check its first digits.
imports-reason-unknown-country = Enter the country's name or its two-letter code, such as OM.
imports-reason-unknown-plan = Enter one of the plans: FREE_TRIAL, STARTER, GROWTH, PRO or ENTERPRISE.
imports-reason-unknown-business-type = Enter laundry, dry cleaning or both.
imports-reason-unknown-currency = Enter the currency's three-letter code, such as OMR.
imports-reason-unknown-timezone = Enter a time zone such as Asia/Muscat.
imports-reason-unknown-language = Enter en or ar.
imports-reason-slug-characters = Use the letters a to z, digits and hyphens only.
imports-reason-slug-hyphens = Use single hyphens, only between letters or digits.
imports-reason-slug-reserved = This word is reserved by the platform. Choose another.
imports-reason-not-a-date = Enter a date such as 2026-11-22.
imports-reason-no-such-day = This date does not exist.
imports-reason-date-serial-number = This is a spreadsheet's internal number for a date. Format the cell as a date and save again.
imports-reason-date-hijri = This looks like a Hijri date. Enter the Gregorian date.
imports-reason-date-too-early = The year is before { $year }. Check it.
imports-reason-date-too-late = The date is after { $date }. Check the year.
imports-reason-not-saved = This row could not be saved. Report its number to the support team.

action-import-uploaded = Uploaded an import file
action-import-mapped = Mapped the columns
action-import-started = Started an import
action-import-stopped = Stopped an import
action-import-resumed = Resumed an import
action-import-finished = Finished an import
action-import-discarded = Discarded an import file
action-import-undo-started = Started undoing an import
action-import-undone = Undid an import
action-import-errors-exported = Downloaded rejected rows
action-tenant-removed = Removed the tenant
