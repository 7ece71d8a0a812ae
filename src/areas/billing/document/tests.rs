use proptest::prelude::*;

use super::super::discount::Worth;
use super::super::samples::{any_currency, omr};
use super::*;

fn item(kind: LineKind, quantity: i64, unit: Money, vat_basis_points: u16) -> Item {
    Item { kind, item: "x".to_owned(), quantity, unit, period: None, of_days: None, vat_basis_points }
}

fn discount(worth: Worth) -> Discount {
    Discount { code: "CODE".to_owned(), worth, until: None }
}

fn draft(items: Vec<Item>) -> Draft {
    Draft::invoice(Currency::Omr, items)
}

#[test]
fn every_code_reads_back() {
    assert!(LineKind::ALL.into_iter().all(|kind| LineKind::from_code(kind.code()) == Some(kind)));
    for kind in LineKind::ALL {
        assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.code()));
    }
}

#[test]
fn a_discount_comes_off_before_tax_and_only_off_what_recurs() {
    let items = vec![
        item(LineKind::Subscription, 1, omr(29_000), 500),
        item(LineKind::AddOn, 3, omr(1_001), 500),
        item(LineKind::SetupFee, 1, omr(10_000), 500),
    ];
    let document = Draft { discounts: vec![discount(Worth::BasisPoints(1_000))], ..draft(items) }.reckon().unwrap();
    let told: Vec<_> = document.lines.iter().map(|l| [l.amount, l.discount, l.taxable, l.vat, l.total].map(|m| m.minor)).collect();
    // A tenth of 32.003 is 3.200: 2.89972… and 0.30028… are cut to 2.900 and 0.300.
    assert_eq!(told, [[29_000, 2_900, 26_100, 1_305, 27_405], [3_003, 300, 2_703, 135, 2_838], [10_000, 0, 10_000, 500, 10_500]]);
    assert_eq!(document.totals.total, omr(40_743));
    assert_eq!(document.discounts, [("CODE".to_owned(), omr(3_200))]);
}

#[test]
fn tax_is_rounded_on_each_line() {
    let line = || item(LineKind::Overage, 1, omr(10), 500);
    let document = draft(vec![line(), line(), line()]).reckon().unwrap();
    assert_eq!(document.totals.vat, omr(3), "three times half a baisa, each rounded up");
    assert_eq!(document.by_rate[&500], document.totals);
}

#[test]
fn discounts_follow_each_other_and_end_at_nothing() {
    let by_half_then_much = vec![discount(Worth::BasisPoints(5_000)), discount(Worth::Amount(omr(900)))];
    let document =
        Draft { discounts: by_half_then_much, ..draft(vec![item(LineKind::Subscription, 1, omr(1_001), 500)]) }.reckon().unwrap();
    assert_eq!(document.discounts.iter().map(|(_, off)| off.minor).collect::<Vec<_>>(), [501, 500]);
    assert_eq!(document.totals.total, omr(0));
}

#[test]
fn what_is_no_invoice_is_refused() {
    assert_eq!(draft(vec![]).reckon(), Err(BillingError::Empty));
    let credit = item(LineKind::Credit, 1, omr(-1), 0);
    assert_eq!(draft(vec![credit.clone()]).reckon(), Err(BillingError::Negative));
    let dollar = item(LineKind::Adjustment, 1, Money::new(1, Currency::Usd), 0);
    assert_eq!(draft(vec![credit, dollar]).reckon(), Err(BillingError::Currencies));
    for items in [
        vec![item(LineKind::Adjustment, 2, omr(i64::MAX), 0)],
        vec![item(LineKind::Adjustment, 1, omr(i64::MAX), 0), item(LineKind::Adjustment, 1, omr(1), 0)],
        vec![item(LineKind::Subscription, 1, omr(i64::MAX), 500)],
    ] {
        assert_eq!(draft(items).reckon(), Err(BillingError::Overflow));
    }
    let dollars = vec![discount(Worth::Amount(Money::new(1, Currency::Usd)))];
    let mixed = Draft { discounts: dollars, ..draft(vec![item(LineKind::Subscription, 1, omr(5), 0)]) };
    assert_eq!(mixed.reckon(), Err(BillingError::Currencies));
}

#[test]
fn what_comes_out_below_zero_is_settled_by_a_credit_note_and_an_invoice() {
    let items = vec![item(LineKind::Credit, 1, omr(-29_000), 500), item(LineKind::Subscription, 1, omr(10_000), 500)];
    let settled = settle(draft(items)).unwrap();
    let told: Vec<_> = settled.iter().map(|draft| (draft.kind, draft.reckon().unwrap().totals.total.minor)).collect();
    assert_eq!(told, [(DocumentKind::CreditNote, 30_450), (DocumentKind::Invoice, 10_500)]);
    assert_eq!(settle(draft(vec![item(LineKind::Subscription, 1, omr(0), 500)])), Ok(vec![]), "nothing moves");
}

fn any_kind() -> impl Strategy<Value = LineKind> {
    proptest::sample::select(LineKind::ALL.to_vec())
}

fn any_worth() -> impl Strategy<Value = (bool, i64)> {
    (any::<bool>(), 0..12_000_i64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// In every currency, with every mixture of lines, rates and discounts.
    #[test]
    fn totals_are_sums_of_lines_and_each_line_is_rounded_once(
        currency in any_currency(),
        lines in prop::collection::vec((any_kind(), 0..1_000_i64, -1_000_000_i64..100_000_000, proptest::sample::select(vec![0_u16, 500, 1_000, 1_500, 733])), 1..8),
        worths in prop::collection::vec(any_worth(), 0..3),
        everything in any::<bool>(),
    ) {
        let items: Vec<Item> = lines.iter().map(|(kind, quantity, unit, rate)| item(*kind, *quantity, Money::new(*unit, currency), *rate)).collect();
        let worth = |(percent, value): (bool, i64)| {
            if percent { Worth::BasisPoints(u16::try_from(value).unwrap()) } else { Worth::Amount(Money::new(value * 1_000, currency)) }
        };
        let discounts: Vec<_> = worths.into_iter().map(|drawn| discount(worth(drawn))).collect();
        let covers = if everything { Covers::Everything } else { Covers::Recurring };
        let draft = Draft { discounts, covers, ..Draft::invoice(currency, items) };
        let document = match draft.reckon() {
            Err(BillingError::Negative) => return Ok(()),
            document => document.unwrap(),
        };
        let sum = |of: fn(&Line) -> Money| document.lines.iter().map(|line| i128::from(of(line).minor)).sum::<i128>();
        let totals = &document.totals;
        prop_assert_eq!(sum(|line| line.amount), i128::from(totals.amount.minor));
        prop_assert_eq!(sum(|line| line.discount), i128::from(totals.discount.minor));
        prop_assert_eq!(sum(|line| line.taxable), i128::from(totals.taxable.minor));
        prop_assert_eq!(sum(|line| line.vat), i128::from(totals.vat.minor));
        prop_assert_eq!(sum(|line| line.total), i128::from(totals.total.minor));
        prop_assert_eq!(document.by_rate.values().map(|share| share.vat.minor).sum::<i64>(), totals.vat.minor);
        prop_assert_eq!(document.by_rate.values().map(|share| share.taxable.minor).sum::<i64>(), totals.taxable.minor);
        prop_assert_eq!(document.discounts.iter().map(|(_, off)| off.minor).sum::<i64>(), totals.discount.minor);
        prop_assert!(totals.total.minor >= 0);
        for line in &document.lines {
            prop_assert_eq!(line.amount.minor, line.item.quantity * line.item.unit.minor);
            prop_assert_eq!(line.taxable.minor, line.amount.minor - line.discount.minor);
            prop_assert_eq!(line.total.minor, line.taxable.minor + line.vat.minor);
            prop_assert!(line.discount.minor == 0 || (everything || line.item.kind.recurs()) && line.discount.minor <= line.amount.minor);
            let exact = i128::from(line.taxable.minor) * i128::from(line.item.vat_basis_points);
            let rounded = (2 * exact.abs() + 10_000).div_euclid(20_000) * exact.signum();
            prop_assert_eq!(i128::from(line.vat.minor), rounded, "half away from zero");
            let all = [line.amount, line.discount, line.taxable, line.vat, line.total];
            prop_assert!(all.iter().all(|money| money.currency == currency));
        }
    }

    /// What is settled is what was drafted: the same lines, none lost, and the same sum before tax.
    #[test]
    fn settling_loses_nothing(lines in prop::collection::vec((any_kind(), 0..3_i64, -1_000_000_i64..1_000_000), 0..6)) {
        let items: Vec<Item> = lines.iter().map(|(kind, quantity, unit)| item(*kind, *quantity, omr(*unit), 500)).collect();
        let moving = items.iter().filter(|item| item.quantity * item.unit.minor != 0).count();
        let before: i64 = items.iter().map(|item| item.quantity * item.unit.minor).sum();
        let settled = settle(draft(items)).unwrap();
        prop_assert!(settled.len() <= 2);
        prop_assert_eq!(settled.iter().map(|draft| draft.items.len()).sum::<usize>(), moving);
        let after = settled.iter().map(|draft| draft.reckon().unwrap().totals.taxable.minor * if draft.kind == DocumentKind::Invoice { 1 } else { -1 });
        prop_assert_eq!(after.sum::<i64>(), before);
    }
}
