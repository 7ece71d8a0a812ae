# The first page.

nav-home = Home
home-good-morning = Good morning, { $name }
home-good-afternoon = Good afternoon, { $name }
home-good-evening = Good evening, { $name }
home-all = Show all

# How things stand
home-stages = Tenants by stage
home-share-of-all = { $percent } of all
home-trials-ending-note = { $count ->
    [0] None ends this week
    [one] { $shown } ends within 7 days
   *[other] { $shown } end within 7 days
}
home-trials-ending-many = More than { $shown } end within 7 days
home-growth-title = New tenants a month
home-growth-finding = { $month } so far: { $now }. { $last }: { $before }.
home-month = Month
home-plans-title = Plans
home-plans-note = Active tenants
home-countries-title = Countries
home-countries-note = All tenants
home-countries-rest = Other countries
home-register-empty = Tenants appear here as soon as somebody creates the first one.

# What waits
home-chores-title = For you now
home-chores-none = Nothing waits for you.
home-chore-mail = { $count ->
    [one] { $shown } mail was not sent
   *[other] { $shown } mails were not sent
}
home-chore-trials = { $count ->
    [one] { $shown } trial ends within 7 days
   *[other] { $shown } trials end within 7 days
}
home-chore-stalled = { $count ->
    [one] { $shown } onboarding stands still
   *[other] { $shown } onboardings stand still
}
home-chore-stalled-note = { $count ->
    [one] Nothing happened for a day
   *[other] Nothing happened for { $shown } days
}
home-chore-import = { $count ->
    [one] { $shown } row of an import was refused
   *[other] { $shown } rows of an import were refused
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
home-stalled-title = Onboarding stands still
home-stalled-none = Every onboarding is moving.
home-steps = { $done } of { $all } steps
home-since = since { $date }
home-newest-title = Newest tenants
home-newest-none = There are no tenants yet.
home-edited-title = Edited last
home-edited-none = Nothing was edited yet.
home-unreachable-title = Nobody to call
home-unreachable-none = Every tenant has a contact.
home-unsent-title = Mail that was not sent
home-mail-failed = Given up
home-mail-waiting = Still trying

# The log
home-watch-failed = Failed sign-ins
home-watch-denied = Refused pages
home-watch-sign-ins = Sign-ins
home-watch-week = Last 7 days
home-activity-title = Entries a day
home-activity-entries = Entries
home-activity-finding = Busiest day: { $day } with { $entries }.
home-day = Day
home-acts-title = Acts that matter most
home-acts-none = No such act yet.

# For those with few rights
home-open-title = What you can open
