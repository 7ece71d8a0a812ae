tenants-tab-usage = Usage
usage-card-limits = Use of the plan
usage-window = From { $from } to { $to }
usage-no-subscription = No subscription is running, so nothing is limited.
usage-field-measure = Limit
usage-field-used = Used
usage-field-allowed = Allowed
usage-field-share = Share
usage-unlimited = No limit
usage-megabytes = { $amount } MB
usage-percent = { $percent } %
usage-measure-orders = Orders
usage-measure-users = Users
usage-measure-branches = Branches
usage-measure-storage = Storage
usage-measure-api-calls = API calls
usage-alerts = The tenant was told
usage-alert-line = { $measure } reached { $level } % on { $time }: { $used } of { $allowed }
usage-chart-title = Orders in the last 30 days
usage-chart-axis = Day
usage-chart-finding =
    { $count ->
        [one] One order in 30 days
       *[other] { $shown } orders in 30 days
    }
usage-card-events = Last events
usage-no-events = No events have arrived in the last 40 days.
usage-field-occurred = Happened
usage-field-metric = Metric
usage-field-quantity = Quantity
usage-field-received = Received
usage-field-key = Key
usage-metric-orders-created = Orders created
usage-metric-orders-completed = Orders completed
usage-metric-orders-cancelled = Orders cancelled
usage-metric-revenue-minor = Revenue, minor units
usage-metric-new-customers = New customers
usage-metric-active-customers = Active customers
usage-metric-logins = Sign-ins
usage-metric-active-users = Active users
usage-metric-total-users = Users
usage-metric-branches = Branches
usage-metric-storage-mb = Storage, MB
usage-metric-api-calls = API calls

mail-limit-near-subject = { $measure }: { $level } % of your plan is used
mail-limit-near-body =
    Hello { $tenant },

    Your use of CleanMateX has reached { $level } % of what your plan includes. { $measure }: { $used } of { $allowed }.

    A new month of your plan begins on { $until }. If you need more before then, reply to this email and we will find the plan that fits.
mail-limit-near-owner-subject = { $tenant }: { $measure } at { $level } %
mail-limit-near-owner-body =
    { $tenant } has reached { $level } % of its plan. { $measure }: { $used } of { $allowed }.

    A new month of its plan begins on { $until }. The tenant has been told by mail.
mail-limit-near-open = Open usage

action-tenant-usage-alerted = Told a tenant about its limit
audit-of-measure = Limit
audit-of-level = Level, per cent
audit-of-used = Used
audit-of-allowed = Allowed
