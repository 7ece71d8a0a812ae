# Subscriptions: what a tenant pays for, and how that is changed.

nav-subscriptions = Subscriptions
subscriptions-sub = Who is subscribed to what, what it brings a month, and when it is charged next.
subscriptions-search = Search tenants
subscriptions-field-tenant = Tenant
subscriptions-field-price = Price a period
subscriptions-field-until = Period until
subscriptions-field-special = Worth a look
subscriptions-field-due-from = Charged next from
subscriptions-field-due-to = Charged next until
subscriptions-paying = Paying
subscriptions-ends = Ends { $day }
subscriptions-special-late = Due and not charged
subscriptions-special-free = Brings nothing
subscriptions-special-agreed = Agreed price
subscriptions-special-ends = Ends with its period
subscriptions-special-changes = Change scheduled
subscriptions-special-contract = Contract ends soon
subscriptions-none-title = No subscription matches
subscriptions-empty-title = No subscriptions yet
subscriptions-empty-text = Whoever begins a trial or a plan appears here.
subscriptions-unsummed = Narrow the list to see what it brings: more than { $most } subscriptions are not added up.
action-subscriptions-exported = Exported the list of subscriptions
audit-kind-subscription = Subscription

subscription-card-history = What it was before
subscription-card-ways = Change it
subscription-column-from = From
subscription-column-until = Until
subscription-column-price = Charged a period
subscription-field-on = On
subscription-show-day = Show this day
subscription-field-price = Price
subscription-price-agreed = { $price }, agreed
subscription-field-add-ons = Add-ons
subscription-no-add-ons = None
subscription-field-monthly = Revenue a month
subscription-field-due = Charged next on
subscription-scheduled-title = A change is scheduled
subscription-scheduled = From { $day }: { $plan }, { $cycle }, { $price }. Add-ons: { $addons }.

subscription-change-plan = Change the plan
subscription-change-plan-text = A dearer plan holds at once and is charged by the day; a cheaper one holds from the end of the period.
subscription-change-cycle = Change the billing cycle
subscription-change-cycle-text = Monthly, quarterly or yearly, at the end of the period or at once.
subscription-change-price = Agree on a price
subscription-change-price-text = A price of this tenant’s own, also for a plan that is priced by contract. Somebody else approves it.
subscription-change-add-ons = Change the add-ons
subscription-change-add-ons-text = Services beside the plan, charged with each period. Somebody else approves them.
subscription-change-trial = Extend the trial
subscription-change-trial-text = The tenant goes on for free until another day.
subscription-change-withdrawal = Take the scheduled change back
subscription-change-withdrawal-text = The subscription goes on as it is now.

subscription-change-version = Move to the version on offer
subscription-change-version-text = The same plan as new subscribers get it, from the end of the period. What was agreed with the tenant stays. Somebody else approves it.

moving-link = Move subscribers
moving-title = Move subscribers to { $version }
moving-sub = Whoever subscribed keeps the version they subscribed to, until they are moved to the one on offer.
moving-ready = { $count ->
    [one] { $count } subscription is moved.
   *[other] { $count } subscriptions are moved.
}
moving-when = For each it holds from the end of the period that runs; nothing is charged or given back now. Until then it can be taken back on the subscription’s page, and nothing else can be changed there.
moving-agreed = Agreed prices and add-ons stay as they are. Tenants are not told by this page: tell them before.
moving-stays = { $count ->
    [one] { $count } subscription stays where it is: on trial, suspended, due, ending or changing with its period, not to be reckoned, or more than are moved at once.
   *[other] { $count } subscriptions stay where they are: on trial, suspended, due, ending or changing with their period, not to be reckoned, or more than are moved at once.
}
moving-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
moving-card-ready = Price of a period, now and then
moving-card-kept = Cannot be moved now
moving-column-why = Why
moving-deed = Move them
moving-done = The subscriptions move when their periods end.
moving-error-due = Something is due and not charged yet; a billing run charges it.
moving-error-none = Nobody can be moved now.
moving-error-offered = This version is on offer itself, or never was: there is nowhere to move to.
moving-error-superseded = That version is on offer no longer.
moving-field-exceeded = They know that they use more than the other version allows
moving-error-contract = It has a contract of its own
moving-error-moved = Who can be moved, or at what price, has changed since. Look at it again: this is how it is now.
mail-version-moved-subject = Your plan { $plan } changes on { $day }
mail-version-moved-body =
    Hello { $tenant },

    From { $day } on, your plan { $plan } follows its present terms. A period costs { $then } then, without VAT; until that day it costs { $price }.

    What the plan allows and opens then is told in your account. If you have a question about it, answer this mail.
command-tenants-move = Move subscribers to another version

subscription-field-agreed = Price of a period, without VAT
subscription-hint-agreed = Leave it empty to go back to the plan’s own price.
subscription-hint-add-ons = How many, and what one costs a period without VAT. Nothing or 0 takes an add-on away.
subscription-field-when = When it holds
subscription-when-period-end = From the end of the period
subscription-when-period-end-text = Nothing is charged now; it holds from { $day } on.
subscription-when-now = At once
subscription-when-now-text = What is left of the period is charged or given back by the day. What needs approval has to be approved today: tomorrow the amount is another.
subscription-hint-until = The first day it is no longer a trial, at most 90 days ahead.
subscription-look = Show what would happen

subscription-card-now = Charged now
subscription-nothing-now = Nothing is charged or given back now.
subscription-to-pay = To pay for it in all
subscription-due-before = Invoice, due since { $day }
subscription-card-terms = From { $day } on
subscription-card-terms-caption = The subscription before and after
subscription-column-term = Term
subscription-column-before = Now
subscription-column-after = Then
subscription-card-next = Next invoices
subscription-nothing-next = No invoice follows.
subscription-exceeded-title = More is used than the other plan allows
subscription-exceeds = { $measure }: { $used } used, { $allowed } allowed
subscription-field-exceeded = The tenant knows, and changes all the same
subscription-changed = The subscription is changed.

subscription-ahead = Next twelve months
subscription-ahead-text = What this subscription will be charged if nothing else is done to it: reckoned by the rules of the billing run, nothing is written.
subscription-ahead-use = Use above the plan
subscription-ahead-use-none = Leave it out
subscription-ahead-use-last = As from { $days }
subscription-ahead-invoices = Invoices to come
subscription-ahead-none = Nothing would be charged.
subscription-ahead-ends = It ends on { $day }.

subscription-extra-priority-support = Priority support
subscription-extra-account-manager = Account manager
subscription-extra-training = Training on site
subscription-extra-custom-report = Custom reports
subscription-extra-device-rental = Device rental
subscription-extra-message-pack = Message pack

subscription-error-none = This tenant has no subscription that runs.
subscription-error-unreadable = The subscription says something that cannot be read; it has to be put right first.
subscription-error-not-now = As the subscription stands, this cannot be changed.
subscription-error-status = In this state the subscription cannot be changed so; with something unpaid, nothing more is sold.
subscription-error-pending = Another change is scheduled. Take it back first.
subscription-error-ending = The subscription ends with its period. Take the cancellation back first.
subscription-error-nothing-pending = Nothing is scheduled any more.
subscription-error-unchanged = That is how it is already.
subscription-error-plan = Choose one of the plans on offer.
subscription-error-cycle = Choose another cycle than the present one.
subscription-error-when = Choose when it holds.
subscription-error-not-longer = The trial lasts that long already.
subscription-error-contract = The contract does not hold on the day from which this would.
subscription-error-below-zero = A price is not below zero.
subscription-error-unpriced = That has no price: agree on one.
subscription-error-cycle-unpriced = This plan has no price for that cycle.
subscription-error-period = The period of this subscription is over and not charged yet.
subscription-error-amounts = The amounts are beyond what an invoice can be over.
subscription-error-corrected = Documents of this period were corrected by hand: less is left of them than would be given back. Change it at the end of the period, or give back by hand.
subscription-error-amount = Type an amount such as 25.50.
subscription-error-decimals = At most { $many } digits after the point.
subscription-error-quantity = In row { $row }, how many is a whole number from 1 to 10,000.
subscription-error-unit = In row { $row }, type a price such as 25.50.
subscription-error-day = Choose a day.
subscription-error-before = Of that day nothing is known: it was before the subscription, or has not come.
subscription-error-trial-long = A trial is extended to at most 90 days from today.
subscription-error-exceeded = Say that this is known, or choose another plan.
subscription-error-moved = The subscription, its price or the day has changed since. Look at it again: this is how it would be now.
subscription-error-ahead = What is to come cannot be reckoned; the price or a date is missing.

permission-billing-subscriptions = Change subscriptions
permission-billing-subscriptions-text = Change plans, cycles, trials, agreed prices and add-ons of tenants.
action-tenant-subscription-changed = Changed the subscription
command-tenant-cycle = Change a cycle and give back what is unused
command-tenant-agree = Agree on a price or add-ons
audit-of-add-ons = Add-ons
audit-of-documents = Documents
audit-of-effective-on = Holds from
audit-of-scheduled = Scheduled
audit-of-to-pay = To pay now

mail-credit-given-subject = Credit note { $reference }
mail-credit-given-body =
    Hello { $tenant },

    Credit note { $reference } over { $total } is attached to this mail. It gives back days of your subscription that were charged and not used.
