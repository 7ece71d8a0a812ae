# The kit: words that every page shares.

ui-skip = Skip to the main content
ui-nav = Main
ui-nav-open = Open the menu
ui-crumbs = You are here
ui-help = Help
ui-me = Your account menu
ui-account = Your account
ui-sign-out = Sign out
ui-environment = Environment
ui-clock = Server time
ui-close = Close
ui-cancel = Cancel
ui-save = Save changes
ui-edit = Edit
ui-details = Details
ui-optional = (optional)
ui-choose = Choose one
ui-from = From
ui-to = To

# Search and keys
ui-search = Search
ui-search-go = Search everywhere
ui-search-hint = Search by name, number, email or phone
ui-search-results = Results
ui-search-none = No results. Press Enter to search everywhere.
ui-search-failed = Quick search is not responding. Press Enter to search everywhere.
ui-search-move = to move
ui-search-open = to open
ui-keys = Keyboard shortcuts
ui-keys-off = You can turn shortcuts off in your account
ui-key-search = Search
ui-key-home = Go to home
ui-key-tenants = Go to tenants
ui-key-invoices = Go to invoices
ui-key-approvals = Go to approvals
ui-key-support = Go to support
ui-key-new = Create
ui-key-move = Next and previous row
ui-key-check = Select the row
ui-key-open = Open the row
ui-key-walk = Previous and next record
ui-key-sheet = Show keyboard shortcuts

# Fields
ui-errors-title = There is a problem
ui-show-password = Show password
ui-caps-lock = Caps Lock is on
ui-count-left = Characters left: %
ui-count-over = Characters too many: %
ui-count-max = { $count ->
    [one] Up to { $shown } character
   *[other] Up to { $shown } characters
}
ui-lookup-query = Search for a name
ui-lookup-find = Find
ui-lookup-none = No matches. Try fewer letters.

# Lists
ui-filter-all = All
ui-filter-apply = Apply
ui-chips = Active filters
ui-chip-remove = Remove filter
ui-chips-clear = Clear all
ui-clear-filters = Clear filters
ui-empty-no-match-text = Change the search, or remove a filter.
ui-total = { $count ->
    [one] { $shown } result
   *[other] { $shown } results
}
ui-total-capped = { $total }+ results
ui-total-unknown = Total not counted
ui-export = Export
ui-check-all = Select all rows on this page
ui-check-row = Select { $name }
ui-row-menu = Actions
ui-bulk-count = Selected: %
ui-bulk-chosen = With selected rows
ui-bulk-all = Apply to all matching rows, not only this page
ui-pager = Pages
ui-pager-size = Rows per page
ui-pager-newer = Newer
ui-pager-older = Older

# Records
ui-walk = Adjacent records
ui-walk-previous = Previous record
ui-walk-next = Next record
ui-copy = Copy { $what }
ui-copy-id = Copy ID
ui-copied = Copied
ui-external = (opens another site)
ui-masked = Hidden
ui-reveal = Reveal
ui-missing = Not provided
ui-changed = Changed
ui-not-computed = Not calculated

# History
ui-behind = on behalf of
ui-changes = What changed
ui-diff = Before and after
ui-diff-field = Field
ui-diff-before = Before
ui-diff-after = After
ui-diff-added = added
ui-diff-removed = removed
ui-diff-changed = changed
ui-diff-same = unchanged

# Charts
ui-chart-none = No data for this period yet.
ui-chart-table = Show the data

# Confirming
ui-type-name = To confirm, type this name
ui-type-name-right = The name matches.
ui-type-name-wrong = The name does not match yet.
ui-step-up-title = Confirm your identity
ui-step-up-text = This action requires confirming your identity again. The confirmation is valid for five minutes.
ui-step-up-go = Confirm
ui-password = Password
ui-code = Code from your authenticator app
ui-code-hint = Six digits, or one of your recovery codes
ui-passkey = Use a passkey
ui-locked-title = Too many attempts

# Jobs
ui-progress-label = Progress
ui-progress-queued = Queued
ui-progress-running = Running
ui-progress-paused = Paused
ui-progress-cancelling = Stopping
ui-progress-cancelled = Stopped
ui-progress-done = Finished
ui-progress-done-with-errors = Finished with errors
ui-progress-failed = Failed
ui-progress-resumed = Resumed
ui-progress-done-count = Done
ui-progress-skipped-count = Skipped
ui-progress-failed-count = Failed
ui-progress-again = Check again
ui-progress-errors = Download errors
ui-progress-cancel = Stop

# Secrets
ui-secret-gone-title = This was shown once
ui-secret-gone-text = For security, it cannot be shown again. Create a new one if it was lost.

# Session
ui-session-title = Your session is about to end
ui-session-text = You will be signed out in two minutes. Save your work, or stay signed in.
ui-session-stay = Stay signed in
ui-session-expired = Your session has ended. Sign in again to continue; everything you saved is kept.

# Errors
ui-error-back = Go back
ui-error-again = Try again
ui-request-id = Request ID

# Paper
ui-printed = Printed
