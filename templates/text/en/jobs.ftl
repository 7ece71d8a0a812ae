nav-jobs = Jobs
jobs-title = Jobs
jobs-sub = Work the console does in the background: what waits, runs, failed and ended.
jobs-search = Search by kind or job ID
jobs-tab-jobs = Jobs
jobs-tab-schedules = Schedules
jobs-tab-kinds = Kinds and workers
jobs-schedules-sub = What runs by itself. Times are in Muscat.
jobs-kinds-sub = What the console knows how to run, by which rules, and who does the work.
jobs-alerts = Background work needs attention
jobs-alert-no-worker = No worker was seen for { $span }. Nothing runs in the background until one starts.
jobs-alert-never-a-worker = No worker is running. Nothing runs in the background until one starts.
jobs-alert-long-wait = A job that is due has been waiting for { $span }.
jobs-alert-dead = { $count ->
    [one] { $shown } job was given up after its last attempt.
   *[other] { $shown } jobs were given up after their last attempt.
}
jobs-tile-due = Due now
jobs-tile-put-off = Waiting for later
jobs-tile-running = Running
jobs-tile-dead = Given up
jobs-state-waiting = Waiting
jobs-state-running = Running
jobs-state-succeeded = Succeeded
jobs-state-dead = Given up
jobs-state-cancelled = Cancelled
jobs-outcome-failed = Failed
jobs-outcome-timed-out = Took too long
jobs-outcome-lost = Worker died
jobs-outcome-interrupted = Interrupted
jobs-outcome-cancelled = Cancelled
jobs-outcome-unreadable = Could not be read
jobs-trigger-cause = A change
jobs-trigger-schedule = A schedule
jobs-trigger-manual = By hand
jobs-priority-urgent = Urgent
jobs-priority-normal = Normal
jobs-priority-low = Low
jobs-field-kind = Kind
jobs-field-name = Name
jobs-field-state = State
jobs-field-trigger = Started by
jobs-field-created = Created
jobs-field-took = Took
jobs-field-tenant = Tenant
jobs-field-note = Note
jobs-field-staff = Asked by
jobs-field-cause = Caused by
jobs-field-run-at = Next attempt
jobs-field-started = Last started
jobs-field-finished = Ended
jobs-field-attempts = Attempts
jobs-field-attempt = Attempt
jobs-field-outcome = Outcome
jobs-field-priority = Priority
jobs-field-worker = Worker
jobs-field-payload = Payload
jobs-field-version = Payload version
jobs-field-error = Error
jobs-field-last-day = Succeeded in 24 hours
jobs-field-median = Typical time
jobs-field-rules = Rules
jobs-field-seen = Last seen
jobs-field-since = Running since
jobs-field-release = Version
jobs-field-rule = When
jobs-field-next = Next
jobs-field-last = Last
jobs-field-reason = Reason
jobs-field-result = Result
jobs-cause-job = Another job
jobs-next-at = Next attempt { $time }.
jobs-milliseconds = { $n } ms
jobs-none-title = No matching jobs
jobs-empty-title = No jobs yet
jobs-empty-text = Mails, imports and everything that runs by itself appear here.
jobs-progress = Progress
jobs-attempts = Failed attempts
jobs-effects = What it did
jobs-retry = Run again
jobs-cancel = Cancel
jobs-is-paused = This kind is paused: the job waits until it is resumed.
jobs-done-retry = The job runs again now.
jobs-done-cancel = The job is cancelled.
jobs-done-cancel-asked = The job was asked to stop and ends at its next safe point.
jobs-error-retry = This job cannot run again: it succeeded, it is running, or a newer one waits in its place.
jobs-error-cancel = This job has already ended.
jobs-pause = Pause
jobs-resume = Resume
jobs-paused = Paused
jobs-pause-title = Pause “{ $kind }”
jobs-pause-effect-waiting = Jobs of this kind wait until somebody resumes it.
jobs-pause-effect-running = Jobs that are already running come to their end.
jobs-done-pause = “{ $kind }” is paused.
jobs-done-resume = “{ $kind }” goes on.
jobs-error-paused = This kind is already paused.
jobs-error-resumed = This kind is not paused.
jobs-error-reason-missing = Say why, so that colleagues know when to resume it.
jobs-error-reason-long = Use { $max } characters at most.
jobs-rule-attempts = attempts:
jobs-rule-limit = time limit:
jobs-rule-kept = kept:
jobs-rule-per-tenant = at once per tenant:
jobs-workers = Workers
jobs-no-workers = No worker is running. Start the console with its default role, or a worker beside it.
jobs-draining = Ending
jobs-no-schedules = No worker has run yet, so nothing is scheduled.
jobs-rule-minutes = { $count ->
    [one] Every minute
   *[other] Every { $shown } minutes
}
jobs-rule-hour = Hourly at { $minute }
jobs-rule-day = Daily at { $time }
jobs-rule-week = { $day } at { $time }
jobs-rule-month = On day { $day } of the month at { $time }
jobs-misfire-once = Missed times are made up once.
jobs-misfire-skip = Missed times are left out.
jobs-overlap-skip = Left out while the run before lasts.
jobs-overlap-queue = Waits for the run before.
jobs-firing-missed = Missed
jobs-firing-overlapped = Left out
jobs-switched-by = { $name }, { $time }
jobs-switched-off = Switched off
jobs-switch-off = Switch off
jobs-switch-on = Switch on
jobs-run-now = Run now
jobs-never = Never
jobs-done-run = The job is on its way.
jobs-done-switched-on = “{ $kind }” is switched on.
jobs-done-switched-off = “{ $kind }” is switched off.
jobs-error-switched = Somebody has already switched it.
jobs-day-sunday = Sundays
jobs-day-monday = Mondays
jobs-day-tuesday = Tuesdays
jobs-day-wednesday = Wednesdays
jobs-day-thursday = Thursdays
jobs-day-friday = Fridays
jobs-day-saturday = Saturdays
jobs-span-seconds = { $count ->
    [one] { $shown } second
   *[other] { $shown } seconds
}
jobs-span-minutes = { $count ->
    [one] { $shown } minute
   *[other] { $shown } minutes
}
jobs-span-hours = { $count ->
    [one] { $shown } hour
   *[other] { $shown } hours
}
jobs-span-days = { $count ->
    [one] { $shown } day
   *[other] { $shown } days
}
jobs-act-retry = Run again
jobs-act-cancel = Cancel jobs
jobs-act-title-retry = { $count ->
    [one] Run { $shown } job again
   *[other] Run { $shown } jobs again
}
jobs-act-title-cancel = { $count ->
    [one] Cancel { $shown } job
   *[other] Cancel { $shown } jobs
}
jobs-act-left-out = { $count ->
    [one] { $shown } of the chosen jobs cannot be acted on as it stands now.
   *[other] { $shown } of the chosen jobs cannot be acted on as they stand now.
}
jobs-act-more = { $count ->
    [one] and { $shown } more
   *[other] and { $shown } more
}
jobs-act-rate = Jobs are acted on in the order they were created, at most a hundred a second.
jobs-act-job = Progress
jobs-result-done = Done
jobs-result-asked = Asked to stop
jobs-result-not-possible = Not possible
jobs-gone = No longer kept
jobs-done-act = The jobs are being acted on.
jobs-error-act = This was already set going.
jobs-error-none = No jobs were chosen.
jobs-error-many = Choose { $most } jobs at most: narrow the list first.

jobs-kind-mail-send = Send a mail
jobs-kind-import-run = Run an import
jobs-kind-import-undo = Take back an import
jobs-kind-jobs-act = Act on many jobs
jobs-kind-jobs-sweep = Clear old job records
jobs-kind-console-sweep = Clear expired sessions and notes
jobs-kind-approvals-expire = Close overdue approval requests
jobs-kind-tenants-advance = Move tenants by date
jobs-kind-access-reviews-start = Start the access review
jobs-kind-health-score = Score the health of all tenants
jobs-kind-usage-months = Make room for the coming months
jobs-kind-usage-figures = Reckon daily figures from usage
jobs-kind-onboardings-tend = Look after onboardings

action-job-retried = Ran a job again
action-job-cancelled = Cancelled a job
action-job-paused = Paused a kind of job
action-job-resumed = Resumed a kind of job
action-job-run-by-hand = Ran a scheduled job by hand
action-job-schedule-switched = Switched a schedule
action-job-many-acted-on = Acted on many jobs
audit-kind-job = Job
audit-kind-job-kind = Kind of job
audit-kind-job-schedule = Schedule
audit-kind-job-act = Act on many jobs
audit-of-act = Act
audit-of-jobs = Jobs

permission-area-jobs = Background work
permission-jobs-read = View jobs
permission-jobs-read-text = See what works in the background, its errors and its schedules.
permission-jobs-run = Run and cancel jobs
permission-jobs-run-text = Run jobs again, cancel them, and run scheduled ones by hand.
permission-jobs-pause = Pause jobs
permission-jobs-pause-text = Pause and resume kinds of jobs, and switch schedules on and off.
