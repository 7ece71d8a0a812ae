#!/usr/bin/env python3
"""Reckons a set of subscriptions anew and compares the outcome with the documents the console made.

    billing.py FACTS.json DOCUMENTS.json

Exits with 0 when every document agrees to the last unit, with 1 when one differs, lacks or is too many (the differences are printed).

This is a second opinion, so it shares no idea with the console beyond the rules themselves (requirements 0003). It keeps no sums in
small units and takes no differences: it lives through each subscription day by day, writes down what every single day costs as an exact
fraction of a major unit, and rounds only what the rules say is rounded.

FACTS.json: {"subscriptions": [{
    "tenant": text, "country": two letters, "currency": three letters,
    "starts": day, "until": day,                                             (the days looked at, half-open)
    "trial_days": number or null, "then": terms or null,      (a trial and what it becomes)
    "terms": terms, "setup_fee": money or null,
    "changes": [{"on": day, "change": change}, …],                           (in the order they were made; refused ones are left out)
    "usage": [{"starts": day, "ends": day, "used": {measure: number}}, …],   (of each month of use that ended)
    "use": {"a_day": {measure: number}, "standing": {measure: number}}        (or: what is used every day, and what is there all the time)
}, …]}
DOCUMENTS.json: [{"tenant": text, "on": day, "document": document}, …]

Money is {"minor": number, "currency": text}; terms, change and document are as the console writes them.
"""

import calendar
import json
import sys
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

DECIMALS = {"OMR": 3, "BHD": 3, "KWD": 3, "AED": 2, "SAR": 2, "QAR": 2, "USD": 2, "EUR": 2, "GBP": 2}

# First day of each rate, in per cent; from the laws and not from the console.
VAT = {
    "OM": [("2021-04-16", 5)],
    "AE": [("2018-01-01", 5)],
    "SA": [("2018-01-01", 5), ("2020-07-01", 15)],
    "BH": [("2019-01-01", 5), ("2022-01-01", 10)],
}

MONTHS = {"monthly": 1, "quarterly": 3, "annual": 12}
# Measure and how many of it one price is for.
MEASURES = [("orders", 1), ("branches", 1), ("users", 1), ("storage", 1024), ("api_calls", 1000)]
ONE_DAY = timedelta(days=1)


def vat_rate(country, on):
    rate = Fraction(0)
    for since, per_cent in VAT.get(country, []):
        if on >= date.fromisoformat(since):
            rate = Fraction(per_cent, 100)
    return rate


def on_the_anchor(year, month, anchor):
    """The anchor's day of a month, or the month's last; the month may lie outside 1 to 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(anchor, calendar.monthrange(year, month)[1]))


def whole_period(on, months, anchor):
    """The period with this day in it, whose beginnings lie on the anchor every so many months, one of them in this day's month."""
    begins = on_the_anchor(on.year, on.month, anchor)
    if begins > on:
        return on_the_anchor(on.year, on.month - months, anchor), begins
    return begins, on_the_anchor(on.year, on.month + months, anchor)


class Currency:
    def __init__(self, code):
        self.code, self.unit = code, Fraction(1, 10 ** DECIMALS[code])

    def rounded(self, value):
        """To the smallest unit, halves away from zero."""
        units, rest = divmod(abs(value), self.unit)
        units += 2 * rest >= self.unit
        return units * self.unit if value >= 0 else -units * self.unit

    def read(self, money):
        if money is None:
            return None
        assert money["currency"] == self.code, "another currency"
        return money["minor"] * self.unit

    def minor(self, value):
        units = value / self.unit
        assert units.denominator == 1, f"{value} is no whole number of units"
        return units.numerator


class Subscription:
    """One subscription, lived through."""

    def __init__(self, facts):
        self.facts, self.until = facts, date.fromisoformat(facts["until"])
        self.money = Currency(facts["currency"])
        self.country = facts["country"]
        self.documents = []
        self.usage = {(one["starts"], one["ends"]): one["used"] for one in facts["usage"]}
        self.next_terms = self.period = None
        self.trialing = self.leaving = self.over = False

    # Prices ---------------------------------------------------------------------------------------------------------------------------

    def gross(self, terms):
        agreed = self.money.read(terms["price_override"])
        plan = agreed if agreed is not None else self.money.read(terms["plan"]["price"])
        return plan + sum(extra["quantity"] * self.money.read(extra["unit"]) for extra in terms["add_ons"])

    def discount(self, terms, begins):
        found = terms["discount"]
        if found and (found["until"] is None or begins < date.fromisoformat(found["until"])):
            return found
        return None

    def taken_off(self, discount, covered, part=Fraction(1)):
        """What a discount takes off; of a fixed amount only this part, in whole units."""
        if discount is None or covered <= 0:
            return Fraction(0)
        worth = discount["worth"]
        if "basis_points" in worth:
            off = self.money.rounded(covered * worth["basis_points"] / 10000)
        else:
            off = self.money.rounded(self.money.read(worth["amount"]) * part)
        return max(Fraction(0), min(off, covered))

    def net(self, terms, begins):
        gross = self.gross(terms)
        return gross - self.taken_off(self.discount(terms, begins), gross)

    # Periods --------------------------------------------------------------------------------------------------------------------------

    def open(self, terms, on):
        """Begins a period today and tells its lines."""
        self.terms = terms
        whole_begins, ends = whole_period(on, MONTHS[terms["cycle"]], terms["anchor"])
        self.whole, self.begins, self.ends = (ends - whole_begins).days, on, ends
        self.rate_then = vat_rate(self.country, on)
        self.part = Fraction((ends - on).days, self.whole)
        self.window_begins = on
        agreed = terms["price_override"] or terms["plan"]["price"]
        priced = [("subscription", terms["plan"]["code"], 1, self.money.read(agreed))]
        priced += [("add_on", extra["code"], extra["quantity"], self.money.read(extra["unit"])) for extra in terms["add_ons"]]
        if self.part != 1:
            priced = [(kind, code, 1, self.money.rounded(number * unit * self.part)) for kind, code, number, unit in priced]
        lines = [(kind, code, number, unit, self.rate_then) for kind, code, number, unit in priced]
        covered = sum(number * unit for _, _, number, unit in priced)
        self.base = covered - self.taken_off(self.discount(terms, on), covered, self.part)
        # Every day of the period, and what a whole period costs at that day's price.
        self.first_price = self.net(terms, on)
        self.days = [self.first_price] * (ends - on).days
        return lines

    def charged(self):
        """All that was charged for the period so far: its beginning, and its days where they cost something else since, rounded once.
        Never below nothing: what was rounded down line by line is not given back rounded up."""
        return max(Fraction(0), self.base + self.money.rounded(sum(price - self.first_price for price in self.days) / self.whole))

    def reprice(self, on, price):
        before, first = self.charged(), (on - self.begins).days
        self.days[first:] = [price] * (len(self.days) - first)
        return self.charged() - before

    def difference(self, kind, code, due, on):
        if due < 0:
            return ("credit", code, 1, due, self.rate_then)
        return (kind, code, 1, due, vat_rate(self.country, on))

    # Days -----------------------------------------------------------------------------------------------------------------------------

    def live(self):
        facts, today = self.facts, date.fromisoformat(self.facts["starts"])
        changes = defaultdict(list)
        for one in facts["changes"]:
            changes[date.fromisoformat(one["on"])].append(one["change"])
        if facts["trial_days"]:
            self.trialing, self.terms, self.begins = True, facts["terms"], today
            self.ends, self.next_terms = today + facts["trial_days"] * ONE_DAY, facts["then"]
        else:
            lines = self.open(facts["terms"], today)
            self.issue(today, lines + self.setting_up(facts["setup_fee"], facts["terms"]))
        while not self.over and today < self.until:
            self.morning(today)
            for change in changes[today]:
                assert not self.over, "a change to what has ended"
                getattr(self, "do_" + change["change"])(change, today)
            today += ONE_DAY
        return self.documents

    def setting_up(self, fee, terms):
        fee = self.money.read(fee)
        return [("setup_fee", terms["plan"]["code"], 1, fee, self.rate_then)] if fee else []

    def morning(self, today):
        """What falls due at a day's beginning: the month's use, then the next period."""
        ends = today == self.ends
        if self.trialing:
            if not ends:
                return
            lines = []
        else:
            month_ends = today != self.begins and today == on_the_anchor(today.year, today.month, self.terms["anchor"])
            if not ends and not month_ends:
                return
            lines = self.above_the_plan(today)
        if ends:
            if self.leaving or (self.trialing and self.next_terms is None):
                self.over = True
            else:
                lines = self.open(self.next_terms or self.terms, today) + lines
                self.trialing, self.next_terms = False, None
        self.issue(today, lines)

    def above_the_plan(self, today):
        """Lines for the month of use that ends today."""
        used = self.used(self.window_begins, today)
        self.window_begins = today
        lines, plan = [], self.terms["plan"]
        for measure, size in MEASURES:
            limit, price = plan["limits"][measure], self.money.read(plan["overage"][measure])
            if limit is not None and price and used[measure] > limit:
                units = -((limit - used[measure]) // size)
                lines.append(("overage", measure, units, price, vat_rate(self.country, today)))
        return lines

    def used(self, begins, ends):
        every = self.facts.get("use")
        if every is None:
            return self.usage.pop((begins.isoformat(), ends.isoformat()))
        counted = {measure: number * (ends - begins).days for measure, number in every["a_day"].items()}
        return {**counted, **every["standing"]}

    def cut_month(self, today):
        if today > self.window_begins:
            self.issue(today, self.above_the_plan(today))

    # Changes --------------------------------------------------------------------------------------------------------------------------

    def at_once(self, terms, today):
        due = self.reprice(today, self.net(terms, self.begins))
        self.terms = terms
        self.issue(today, [self.difference("proration", terms["plan"]["code"], due, today)])

    def do_upgrade(self, change, today):
        self.at_once({**self.terms, "plan": change["plan"], "price_override": change["price_override"]}, today)

    def do_downgrade(self, change, today):
        self.next_terms = {**self.terms, "plan": change["plan"], "price_override": change["price_override"]}

    def do_price_override(self, change, today):
        terms = {**self.terms, "price_override": change["price"]}
        if change["when"] == "now":
            self.at_once(terms, today)
        else:
            self.next_terms = terms

    def do_add_ons(self, change, today):
        terms = {**self.terms, "add_ons": change["add_ons"]}
        if self.gross(terms) < self.gross(self.terms):
            self.next_terms = terms
        else:
            self.at_once(terms, today)

    def do_cycle_change(self, change, today):
        terms = {**self.terms, **{name: change[name] for name in ("cycle", "plan", "price_override", "add_ons")}}
        if change["cycle"] == "monthly":
            terms["anchor"] = 1
        elif change["when"] == "now":
            terms["anchor"] = today.day
        if change["when"] != "now":
            self.next_terms = terms
            return
        self.cut_month(today)
        credit = self.difference("credit", self.terms["plan"]["code"], self.reprice(today, Fraction(0)), today)
        self.issue(today, [credit] + self.open(terms, today))

    def do_activate(self, change, today):
        self.trialing, self.leaving, self.next_terms = False, False, None
        lines = self.open(change["terms"], today)
        self.issue(today, lines + self.setting_up(change["setup_fee"], change["terms"]))

    def do_extend_trial(self, change, today):
        self.ends = date.fromisoformat(change["until"])

    def do_cancel_now(self, change, today):
        if not self.trialing:
            self.cut_month(today)
            due = self.reprice(today, Fraction(0))
            self.issue(today, [self.difference("credit", self.terms["plan"]["code"], due, today)])
        self.over = True

    def do_cancel_at_period_end(self, change, today):
        self.leaving = True  # What is scheduled waits, in case they stay.

    def do_resume(self, change, today):
        self.leaving = False

    def do_withdraw(self, change, today):
        self.next_terms = None

    # Documents ------------------------------------------------------------------------------------------------------------------------

    def issue(self, on, lines):
        lines = [line for line in lines if line[2] * line[3] != 0]
        if not lines:
            return
        document = self.reckoned("invoice", lines)
        if document["total"] >= 0:
            self.documents.append((on.isoformat(), document))
            return
        back = [(kind, code, number, -unit, rate) for kind, code, number, unit, rate in lines if unit < 0]
        charges = [line for line in lines if line[3] > 0]
        self.documents.append((on.isoformat(), self.reckoned("credit_note", back)))
        if charges:
            self.documents.append((on.isoformat(), self.reckoned("invoice", charges)))

    def reckoned(self, document_kind, lines):
        recurring = [number * unit if kind in ("subscription", "add_on") else Fraction(0) for kind, _, number, unit, _ in lines]
        discount = None if self.trialing or document_kind == "credit_note" else self.discount(self.terms, self.begins)
        whole_off = self.taken_off(discount, sum(recurring), getattr(self, "part", Fraction(1)))
        reckoned = []
        for (kind, code, number, unit, rate), off in zip(lines, self.dealt_out(whole_off, recurring)):
            taxable = number * unit - off
            vat = self.money.rounded(taxable * rate)
            figures = [self.money.minor(value) for value in (unit, number * unit, off, taxable, vat, taxable + vat)]
            reckoned.append((kind, code, number, int(rate * 10000), *figures))
        sums = {name: sum(line[place] for line in reckoned) for place, name in zip(range(5, 10), SUMS)}
        return {"kind": document_kind, "lines": sorted(reckoned), **sums}

    def dealt_out(self, off, weights):
        """Shares in whole units: first what each has for certain, then one by one to whoever is owed most."""
        shares, everything = [Fraction(0)] * len(weights), sum(weights)
        if not off:
            return shares
        owed = [off * weight / everything for weight in weights]
        shares = [share // self.money.unit * self.money.unit for share in owed]
        while sum(shares) < off:
            poorest = max(range(len(shares)), key=lambda line: (owed[line] - shares[line], -line))
            shares[poorest] += self.money.unit
        return shares


SUMS = ("amount", "discount", "taxable", "vat", "total")


def told(document):
    """A document of the console's in the form it is compared in."""
    lines = []
    for line in document["lines"]:
        figures = [line[name]["minor"] for name in ("unit", *SUMS)]
        lines.append((line["kind"], line["item"], line["quantity"], line["vat_basis_points"], *figures))
    return {"kind": document["kind"], "lines": sorted(lines), **{name: document["totals"][name]["minor"] for name in SUMS}}


def text(document):
    lines = "".join(f"\n      {line}" for line in document["lines"])
    return f"{document['kind']} {', '.join(f'{name} {document[name]}' for name in SUMS)}{lines}"


def main(facts_path, documents_path):
    with open(facts_path, encoding="utf-8") as file:
        facts = json.load(file)
    with open(documents_path, encoding="utf-8") as file:
        documents = json.load(file)
    made = defaultdict(list)
    for one in documents:
        made[one["tenant"]].append((one["on"], told(one["document"])))
    differing = reckoned = 0
    for subscription in facts["subscriptions"]:
        tenant = subscription["tenant"]
        expected = Subscription(subscription).live()
        reckoned += len(expected)
        for on in sorted({on for on, _ in expected} | {on for on, _ in made[tenant]}):
            ours = sorted((document for day, document in expected if day == on), key=repr)
            theirs = sorted((document for day, document in made[tenant] if day == on), key=repr)
            if ours != theirs:
                differing += 1
                if differing <= 20:
                    print(f"{tenant} on {on}")
                    for name, side in (("expected", ours), ("made", theirs)):
                        print("\n".join(f"    {name}: {text(document)}" for document in side) or f"    {name}: nothing")
        made.pop(tenant, None)
    for tenant, extra in made.items():
        differing += len(extra)
        print(f"{tenant}: {len(extra)} documents of a tenant nothing is known of")
    print(f"{len(facts['subscriptions'])} subscriptions, {reckoned} documents reckoned, {len(documents)} made, {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
