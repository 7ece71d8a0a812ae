# Bringing a roster of tenants in from a file.

imports-title = Import tenants
imports-sub = Bring a roster in from a spreadsheet. Nothing enters the register before you have seen what would become of every row.
imports-title-one = Import of { $file }
imports-steps = Steps of the import
imports-step-file = Choose the file
imports-step-check = Check the rows
imports-step-run = Import
imports-step-result = Result

# The file
imports-file = Roster
imports-file-hint = A CSV file of up to 20 MB and 100,000 rows, with a header line. From Excel: Save as, "CSV UTF-8".
imports-upload = Upload and check
imports-help-title = Good to know
imports-help-columns = Columns are recognised by their headers, in English or Arabic, in any order. A name and an email address are needed; the rest may be missing.
imports-help-safe = Uploading changes nothing. You see every row first, and an import can be undone afterwards.
imports-help-known = A tenant whose email is in the register already is left as it is, so the same file can be imported again without doubles.
imports-help-mail = Imported tenants get no welcome mail.
imports-earlier = Earlier imports
imports-error-no-file = Choose the file to import
imports-error-empty = Choose a file with something in it: this one is empty
imports-error-no-rows = Choose a file with rows below its header: this one has a header only
imports-error-not-text = Save the file as CSV and choose it again: this is a workbook, a picture or another kind of file
imports-error-too-large = Choose a file of 20 MB or less, or split the roster into several files
imports-error-too-many-rows = Choose a file of { $most } rows or fewer, or split the roster into several files

# The columns of lists
imports-column-file = File
imports-column-state = State
imports-column-at = Uploaded
imports-column-by = By
imports-column-total = Rows
imports-column-imported = Imported
imports-column-refused = Refused
imports-column-row = Row
imports-column-verdict = Verdict
imports-column-remark = Remarks
imports-column-unnamed = Column { $number }, no header
imports-column-none = Not in the file

# States of an import
imports-state-mapped = Waiting for review
imports-state-running = Running
imports-state-stopped = Stopped
imports-state-done = Finished
imports-state-undoing = Being undone
imports-state-undone = Undone

# Verdicts on rows
imports-row-ready = Ready
imports-row-refused = Refused
imports-row-known = Known
imports-row-imported = Imported
imports-row-undone = Removed
imports-row-kept = Kept
imports-tile-ready = Would become new tenants
imports-tile-refused = Have a fault and stay out
imports-tile-known = Are in the register already
imports-tile-imported = Became new tenants
imports-tile-undone = Taken out of the register again
imports-tile-kept = Left, because somebody worked on them

# Review
imports-uploaded = Uploaded by { $by }, { $at }
imports-errors-download = Download the refused rows
imports-discard = Discard
imports-twin-title = This file was imported before
imports-twin-text = The very same file was uploaded on { $at }.
imports-twin-count = { $count ->
    [one] { $shown } of its rows is in the register.
   *[other] { $shown } of its rows are in the register.
}
imports-twin-open = Open that import
imports-go-title = { $count ->
    [one] { $shown } row is ready to be imported
   *[other] { $shown } rows are ready to be imported
}
imports-go-text = Each becomes a tenant with its main branch and its subscription. No welcome mail is sent. You can stop at any time, and undo afterwards.
imports-go = Import
imports-nothing-title = Nothing is left to import
imports-nothing-text = Every row is refused or in the register already. Put the refused rows right and upload them again.
imports-another = Import another file
imports-mapping-title = Columns
imports-mapping-text = Which column of the file holds what. After a change every row is checked anew.
imports-mapping-example = For example:
imports-mapping-save = Save and check again
imports-mapping-unread = { $count ->
    [one] { $shown } column is not used
   *[other] { $shown } columns are not used
}
imports-mapping-unread-list = Not used:
imports-error-column-missing = Choose the column that holds: { $field }
imports-error-column-twice = Choose another column: this one holds { $field } already
imports-error-column-unknown = Choose one of the columns of the file
imports-flash-mapped = The columns are saved and every row was checked again.
imports-flash-remapped = The columns were changed while you were looking. Check the rows again before you import them.
imports-flash-incomplete = Choose a column for the name and for the email first.
imports-flash-discarded = The upload was discarded. Nothing had entered the register.
imports-rows-title = Rows
imports-rows-by-verdict = Rows by verdict
imports-rows-all = All rows
imports-rows-none = No row stands here
imports-rows-none-text = No row of this import has this verdict.

# At work
imports-progress-run = Importing
imports-progress-undo = Undoing the import
imports-progress-troubled = The last attempt failed. It will be repeated by itself; no row is lost or imported twice.
imports-progress-rate = { $count ->
    [one] { $shown } row a second.
   *[other] { $shown } rows a second.
}
imports-progress-left = { $count ->
    [0] Almost done.
    [one] About { $shown } second left.
   *[other] About { $shown } seconds left.
}
imports-leave = You can leave this page: the work goes on, and this is where its result will be.
imports-troubled-title = The work waits to be repeated
imports-troubled-text = This happens by itself, each time after a longer wait. You need not wait.
imports-repeat = Try now
imports-stopped-title = The import is stopped
imports-stopped-text = What is in stays in. The rest waits until you go on.
imports-resume = Go on

# Result
imports-imported-by = Imported by { $by }, { $at }.
imports-undone-by = Undone by { $by }, { $at }.
imports-took = { $count ->
    [one] It took { $shown } second.
   *[other] It took { $shown } seconds.
}
imports-refused-title = The refused rows can be put right
imports-refused-text = Download them, correct the cells and upload that file: its first four columns are skipped, and what is in the register already is left alone.

# Undo
imports-undo = Undo
imports-undo-title = Undo the import of { $file }
imports-undo-deed = Undo the import
imports-undo-gone = { $count ->
    [0] No tenant leaves the register.
    [one] { $shown } tenant leaves the register, with its branch, its subscription and its note.
   *[other] { $shown } tenants leave the register, with their branches, subscriptions and notes.
}
imports-undo-kept = { $count ->
    [one] { $shown } tenant stays, because somebody has worked on it since. You will see which and why.
   *[other] { $shown } tenants stay, because somebody has worked on them since. You will see which and why.
}
imports-undo-again = The file can be imported again later; the tenants then get new numbers.
imports-undo-audit = The audit log keeps both the import and the undo.
imports-undo-idle = Somebody has worked on every tenant of this import since, so nothing would be removed.
imports-undo-back = Back to the import
imports-kept-edited = Stays: it was edited since.
imports-kept-moved = Stays: its stage, subscription or onboarding went on.
imports-kept-noted = Stays: somebody wrote a note on it.
imports-kept-extended = Stays: contacts, branches or branding were added.
imports-kept-acted-on = Stays: the audit log knows of later work on it.
imports-kept-in-use = Stays: another record refers to it.

# Fields
imports-field-row = Row
imports-field-notes = Notes

# Why a row is refused
imports-reason-cell-count = The row has { $found } cells and the header { $expected }. Look for a missing or extra separator.
imports-reason-open-quote = A quotation mark is opened and never closed.
imports-reason-missing = Fill this in.
imports-reason-unreadable = Letters were lost when the file was saved. Type them again and save as CSV UTF-8.
imports-reason-too-short = { $count ->
    [one] Write at least { $shown } letter.
   *[other] Write at least { $shown } letters.
}
imports-reason-too-long = { $count ->
    [one] Write at most { $shown } letter.
   *[other] Write at most { $shown } letters.
}
imports-reason-no-letters = Write a name with letters or digits in it.
imports-reason-not-an-email = Write one full email address, like name@example.com.
imports-reason-duplicate-of = Row { $row } has the same. Keep one of them.
imports-reason-taken = A tenant in the register has this one. Choose another.
imports-reason-phone-characters = Write one phone number, with digits only.
imports-reason-phone-length = This has too few or too many digits for a phone number.
imports-reason-phone-not-in-country = No number in { $country } looks like this. Check the digits or the country.
imports-reason-phone-needs-country = Begin the number with its country code, like +968.
imports-reason-unknown-country = Write the country's name or its two-letter code, like OM.
imports-reason-unknown-plan = Write one of the plans: FREE_TRIAL, STARTER, GROWTH, PRO or ENTERPRISE.
imports-reason-unknown-business-type = Write laundry, dry cleaning or both.
imports-reason-unknown-currency = Write the currency's three-letter code, like OMR.
imports-reason-unknown-timezone = Write the time zone as Asia/Muscat.
imports-reason-unknown-language = Write en or ar.
imports-reason-slug-characters = Use the letters a to z, digits and hyphens only.
imports-reason-slug-hyphens = Put single hyphens between letters or digits, not at an end.
imports-reason-slug-reserved = The platform needs this word itself. Choose another.
imports-reason-not-a-date = Write a date as 2026-11-22.
imports-reason-no-such-day = There is no such day in the calendar.
imports-reason-date-serial-number = This is a spreadsheet's number for a date. Format the cell as a date and save again.
imports-reason-date-hijri = This looks like a Hijri date. Write the Gregorian one.
imports-reason-date-too-early = The year lies before { $year }. Check it.
imports-reason-date-too-late = The date lies after { $date }. Check the year.
imports-reason-not-saved = The register would not take this row. Give its number to the support team.

action-import-uploaded = Uploaded the roster
action-import-mapped = Chose the columns of
action-import-started = Started the import of
action-import-stopped = Stopped the import of
action-import-resumed = Went on with the import of
action-import-finished = Finished the import of
action-import-discarded = Discarded the roster
action-import-undo-started = Began to undo the import of
action-import-undone = Undid the import of
action-import-errors-exported = Downloaded the refused rows of
action-tenant-removed = Removed the tenant
