health-tab = Health
health-score = Health score
health-risk = Risk of leaving
health-risk-short = Churn risk
health-order-risk = Order by risk of leaving
health-order-score = Order by health
health-day = Day
health-band-new = New
health-band-unknown = Not enough data
health-band-healthy = Healthy
health-band-good = Good
health-band-fair = Fair
health-band-at-risk = At risk
health-risk-is-high = High churn risk
health-risk-is-critical = Critical churn risk
health-risk-low = Low
health-risk-medium = Medium
health-risk-high = High
health-risk-critical = Critical
health-trend-improving = Improving
health-trend-stable = Stable
health-trend-declining = Declining
health-as-of = As of { $day }, computed { $time }, method { $method }
health-week-before = A week before it was { $score }.
health-no-week-before = There is no score of a week before to compare with.
health-new-text = This tenant signed less than 30 days ago. It gets a score once a month of figures can be compared.
health-unknown-text = There are fewer than 30 days of figures for this tenant. Any score would be a guess, so there is none yet.
health-none-title = No score yet
health-none-text = Scores are computed every night, for tenants in trial, active or suspended.
health-alike = All tenants at this level
health-reasons-none = Nothing speaks for it.
health-reason-few-orders = Fewer than 10 orders in 30 days
health-reason-orders-fell = Orders fell by more than 20% in half a month, or there were none
health-reason-no-recent-login = Nobody has signed in for more than 14 days
health-reason-few-active = On the busiest day, fewer than 30% of its people signed in
health-reason-payment-failed = A payment failed
health-reason-long-overdue = Suspended for an unpaid invoice
health-parts = What the score is made of
health-points = { $earned } of { $most } points
health-part-usage = Usage
health-part-engagement = Engagement
health-part-financial = Payment
health-part-support = Support
health-part-growth = Growth
health-now-usage = Orders in 30 days: { $orders }. Expected: { $expected }.
health-now-engagement = People on the busiest of the last 30 days: { $people } of { $all }.
health-now-growth = Orders in the last 15 days: { $late }. In the 15 days before: { $early }.
health-now-support = No data yet: the console does not keep tickets, so nothing is taken off.
health-now-financial-active = The subscription runs and nothing is overdue.
health-now-financial-trialing = On trial: nothing is due yet.
health-now-financial-past-due = A payment is overdue.
health-now-financial-suspended = The subscription is suspended.
health-now-financial-none = No subscription runs.
health-raise-usage = What would raise it: more orders. Missing to reach 100: { $missing }.
health-raise-engagement = What would raise it: more of its { $all } people signing in on the same day.
health-raise-engagement-nobody = What would raise it: people of the tenant signing in. No account of theirs is known.
health-raise-financial-past-due = What would raise it: the overdue payment being made.
health-raise-financial-suspended = What would raise it: the tenant paying and being reinstated.
health-raise-financial-none = What would raise it: a subscription.
health-raise-growth = What would raise it: more orders in the last 15 days than in the 15 days before.
health-rule-usage = Orders in 30 days against the larger of 30% of what the plan allows and the tenant’s own 90-day mean. Where the plan sets no limit, its own mean alone.
health-rule-engagement = How many of its people signed in on the busiest of the last 30 days, of all it has.
health-rule-financial = 100 while the subscription runs or is on trial, 70 when a payment is overdue, 40 when suspended, 0 without a subscription.
health-rule-support = Will go by tickets. Until tickets are kept it stands at 100.
health-rule-growth = 50, raised or lowered by the percentage by which orders of the last 15 days differ from the 15 before. 0 without orders, 100 when all orders are from the last 15 days.
health-chart-orders = Orders, 30 days
health-chart-revenue = Revenue, 30 days
health-chart-people = Active users, 30 days
health-chart-course = Health score, 90 days
health-finding-total = In total { $total }
health-finding-most = At most { $total } on one day
health-finding-course = From { $first } to { $last }
health-warnings = Early warnings
health-warnings-none = No warning is open.
health-warning-since = Since { $day }
health-warning-orders = Orders dropped within a week: { $week }, after { $before } the week before
health-warning-login = { $count ->
    [one] Nobody has signed in for { $shown } day
   *[other] Nobody has signed in for { $shown } days
}
health-warning-no-login = Nobody has signed in for 90 days or more
health-warning-order = { $count ->
    [one] No order for { $shown } day, though the tenant is active
   *[other] No order for { $shown } days, though the tenant is active
}
health-warning-score = The score fell within a week: { $now }, after { $before }
health-warning-payment = A payment is overdue
health-actions = What you can do
health-actions-none = Nothing in particular.
health-do-subscription = Look at its lifecycle and subscription
health-do-call = Plan a call about its orders
health-do-contacts = See whom to call
health-do-onboarding = Help it finish the onboarding
health-playbooks = Playbooks
health-playbooks-none = None has been needed.
health-playbook-medium = Tips and a check-in
health-playbook-medium-text = Mails tips to the tenant and hands out a task to look in on it. Starts by itself.
health-playbook-high = A call by the account owner
health-playbook-high-text = Hands the account owner a task with high priority.
health-playbook-critical = Rescue
health-playbook-critical-text = Alerts the account owner by email and hands out an urgent task.
health-playbook-proposed = Proposed
health-playbook-running = Under way
health-playbook-ended = Ended
health-playbook-start = Start the playbook
health-playbook-task = Its task
health-playbook-started = Playbook started. The task has been handed out.
health-playbook-started-alert = Playbook started. The task has been handed out and the account owner, where there is one, alerted.
health-playbook-started-before = A colleague has started this playbook already.
health-playbook-not-started = This playbook has not been started yet.
health-outcome = How it ended
health-outcome-saved = Outcome saved.
health-method = Method
health-method-text = A score from 0 to 100, reckoned every night from the last whole day backwards. Each part counts for the share beside its name.
health-bands-text = 80 and above is healthy, 60 to 79 good, 40 to 59 fair, below 40 at risk. Whoever signed less than 30 days ago is new; whoever has fewer than 30 days of figures gets no score.
health-churn-text = The risk of leaving is added up from what the page names: 20% each for few and for falling orders, 15% for no sign-in in 14 days, 10% for few active people, 15% for a failed payment, 10% for a suspension for non-payment. Up to 20% is low, up to 50% medium, up to 75% high, above critical. Tickets and satisfaction would count too, but are not known yet.
health-compute = Compute now
health-computed = The score has been computed from the figures as they are now.
health-left = Tenants that were cancelled or have churned are not scored.
action-tenant-health-computed = Computed the health score
action-tenant-playbook-started = Started a playbook
action-tenant-playbook-ended = Recorded how a playbook ended
action-tenants-scored = Scored the health of all tenants
audit-of-band = Band
audit-of-playbook = Playbook
permission-area-health = Health
permission-health-read = View health
permission-health-read-text = Open a tenant’s health page: its score, what it is made of, warnings and playbooks.
permission-health-compute = Compute health and run playbooks
permission-health-compute-text = Compute a score now, start proposed playbooks and record how they ended.
home-chore-at-risk = { $count ->
    [one] { $shown } tenant is at risk
   *[other] { $shown } tenants are at risk
}
mail-tenant-tips-subject = Getting more out of CleanMateX
mail-tenant-tips-body =
    Hello,

    We noticed that { $tenant } has been quieter than usual, and would like to help.

    Three things that work well for others: take every order in the system, so that nothing is forgotten; invite each colleague with an account of their own; and let customers follow their orders by themselves.

    Somebody from our team will get in touch. Simply reply if you would like a call sooner.
mail-owner-alert-subject = { $tenant } is likely to leave
mail-owner-alert-body =
    Hello,

    The risk that { $tenant } leaves is critical. A task with urgent priority has been handed out.

    The health page says what stands behind it.
mail-owner-alert-action = Open the health page
styleguide-gauge = Health score: 72
