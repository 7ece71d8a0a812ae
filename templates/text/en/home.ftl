# The first page.

nav-home = Home
home-good-morning = Good morning, { $name }
home-good-afternoon = Good afternoon, { $name }
home-good-evening = Good evening, { $name }
home-all = View all

# How things stand
home-stages = Tenants by stage
home-share-of-all = { $percent } of all
home-trials-ending-note = { $count ->
    [0] None end within 7 days
    [one] { $shown } ends within 7 days
   *[other] { $shown } end within 7 days
}
home-trials-ending-many = More than { $shown } end within 7 days
home-growth-title = New tenants per month
home-growth-finding = { $month } so far: { $now }. { $last }: { $before }.
home-month = Month
home-plans-title = Plans
home-plans-note = Active tenants
home-countries-title = Countries
home-countries-note = All tenants
home-countries-rest = Other countries
home-register-empty = Tenants appear here once the first one is created.

# What waits
home-chores-title = Needs your attention
home-chores-none = Nothing needs your attention.
home-chore-approvals = { $count ->
    [one] { $shown } request waits for your decision
   *[other] { $shown } requests wait for your decision
}
home-chore-mail = { $count ->
    [one] { $shown } email was not sent
   *[other] { $shown } emails were not sent
}
home-chore-trials = { $count ->
    [one] { $shown } trial ends within 7 days
   *[other] { $shown } trials end within 7 days
}
home-chore-stalled = { $count ->
    [one] { $shown } onboarding has stalled
   *[other] { $shown } onboardings have stalled
}
home-chore-stalled-note = { $count ->
    [one] No progress for a day
   *[other] No progress for { $shown } days
}
home-chore-import = { $count ->
    [one] { $shown } import row was rejected
   *[other] { $shown } import rows were rejected
}
home-chore-imports-more = { $count ->
    [one] and { $shown } other import
   *[other] and { $shown } other imports
}
home-chore-invited = { $count ->
    [one] { $shown } colleague has not accepted the invitation
   *[other] { $shown } colleagues have not accepted their invitations
}
home-chore-sign-ins = { $count ->
    [one] { $shown } failed sign-in in the last 7 days
   *[other] { $shown } failed sign-ins in the last 7 days
}

# Lists
home-yours = Yours
home-trials-title = Trials ending soon
home-trials-none = No trial ends within 7 days.
home-trial-ends = { $count ->
    [0] Ends today
    [one] Ends tomorrow
   *[other] Ends in { $shown } days
}
home-stalled-title = Stalled onboarding
home-stalled-none = No onboarding has stalled.
home-steps = { $done } of { $all } steps
home-since = since { $date }
home-newest-title = Newest tenants
home-newest-none = There are no tenants yet.
home-edited-title = Recently edited
home-edited-none = Nothing has been edited yet.
home-unreachable-title = Tenants without a contact
home-unreachable-none = Every tenant has a contact.
home-unsent-title = Unsent emails
home-mail-failed = Failed
home-mail-waiting = Retrying

# The log
home-watch-failed = Failed sign-ins
home-watch-denied = Denied access
home-watch-sign-ins = Sign-ins
home-watch-week = Last 7 days
home-activity-title = Entries per day
home-activity-entries = Entries
home-activity-finding = Busiest day: { $day }, with { $entries }.
home-day = Day
home-acts-title = Notable actions
home-acts-none = No notable actions yet.

# For those with few rights
home-open-title = What you can open
