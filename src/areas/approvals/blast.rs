//! The blast-radius card: what an act touches, before anybody says yes.

use super::words;
use crate::areas::billing::{runs, seller};
use crate::core::approvals::{Effect, SubjectKind};
use crate::core::money::{Currency, Money};
use crate::web::Page;
use crate::web::ui::{Action, DiffRow, StatTile};

/// So many subjects are listed by name.
const MOST_NAMED: usize = 12;

/// The card in the reader's words.
pub struct Blast {
    pub tiles: Vec<StatTile>,
    /// What changes, each different change once.
    pub changes: Vec<DiffRow>,
    pub subjects: Vec<Action>,
    /// How many more there are, in words; empty when all are named.
    pub more: String,
    /// Those, to be unfolded: what is approved is approved for each.
    pub rest: Vec<Action>,
}

/// A way in which an act could be done: the choice that makes it so, and what it would do then.
#[derive(Clone, Debug)]
pub struct Way {
    pub when: &'static str,
    pub effect: Effect,
}

impl Blast {
    /// The card of an act that can be done in several ways, before one is chosen for good: what differs between them says of which it is.
    pub fn of_ways(page: &Page, effect: &Effect, ways: &[Way]) -> Self {
        let told: Vec<(&'static str, Vec<DiffRow>)> = ways.iter().map(|way| (way.when, changes(page, &way.effect))).collect();
        let mut rows: Vec<DiffRow> = Vec::new();
        for (when, row) in told.iter().flat_map(|(when, rows)| rows.iter().map(|row| (*when, row))) {
            if !told.iter().all(|(_, others)| others.contains(row)) {
                rows.push(DiffRow { when: Some(when), ..row.clone() });
            } else if !rows.contains(row) {
                rows.push(row.clone());
            }
        }
        let this = Self::of(page, effect);
        if rows.is_empty() { this } else { Self { changes: rows, ..this } }
    }

    pub fn of(page: &Page, effect: &Effect) -> Self {
        let mut named = effect.subjects.iter().map(|subject| {
            let href = match subject.kind {
                SubjectKind::Tenant => format!("/tenants/{}", subject.id),
                // Somebody who is to be invited has no page yet.
                SubjectKind::Staff if subject.id.contains('@') => String::new(),
                SubjectKind::Staff => format!("/staff/{}", subject.id),
                SubjectKind::Policy => super::POLICIES.to_owned(),
                SubjectKind::Role => format!("/roles/{}", subject.id),
                SubjectKind::Run => format!("{}?to={}", runs::NEW, subject.id),
                SubjectKind::Seller => seller::PATH.to_owned(),
            };
            let label = if subject.kind == SubjectKind::Policy { words::command(page, &subject.label) } else { subject.label.clone() };
            Action::new(label, href)
        });
        let more = effect.subjects.len().saturating_sub(MOST_NAMED);
        Self {
            tiles: tiles(page, effect),
            changes: changes(page, effect),
            subjects: named.by_ref().take(MOST_NAMED).collect(),
            rest: named.collect(),
            more: if more > 0 { page.n("approvals-more-subjects", more) } else { String::new() },
        }
    }
}

fn tiles(page: &Page, effect: &Effect) -> Vec<StatTile> {
    let count = |kind| effect.subjects.iter().filter(|subject| subject.kind == kind).count();
    let mut tiles = Vec::new();
    let tenants = count(SubjectKind::Tenant);
    if tenants > 0 {
        tiles.push(StatTile::new(page.t("approvals-tile-tenants"), page.num(tenants)));
        let money = Money::new(effect.monthly_minor, Currency::Omr);
        let mut revenue =
            StatTile::new(page.t("approvals-field-monthly"), page.format().digits.write(money.amount())).unit(Currency::Omr.code());
        if effect.unpriced > 0 {
            revenue = revenue.note(page.n("approvals-unpriced", effect.unpriced));
        }
        tiles.push(revenue);
    }
    let people = count(SubjectKind::Staff);
    if people > 0 {
        tiles.push(StatTile::new(page.t("approvals-tile-people"), page.num(people)));
    }
    if let Some(amount) = effect.amount {
        let shown = page.format().digits.write(amount.amount());
        tiles.push(StatTile::new(page.t("approvals-tile-amount"), shown).unit(amount.currency.code()));
    }
    tiles.extend(effect.many.map(|many| StatTile::new(page.t("approvals-tile-many"), page.num(many))));
    tiles.extend(effect.around.iter().map(|(key, many)| StatTile::new(page.t(key), page.num(*many))));
    tiles
}

/// Of many subjects that change alike, the change stands once.
fn changes(page: &Page, effect: &Effect) -> Vec<DiffRow> {
    let mut rows: Vec<DiffRow> = Vec::new();
    for change in &effect.changes {
        let told = |value: &Option<String>| value.as_deref().map(|code| words::value(page, &change.field, code));
        let row = DiffRow::new(words::field(page, &change.field), told(&change.before), told(&change.after));
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}
