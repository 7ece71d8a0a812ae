//! The blast-radius card: what an act touches, before anybody says yes.

use super::words;
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

impl Blast {
    pub fn of(page: &Page, effect: &Effect) -> Self {
        let mut named = effect.subjects.iter().map(|subject| {
            let href = match subject.kind {
                SubjectKind::Tenant => format!("/tenants/{}", subject.id),
                // Somebody who is to be invited has no page yet.
                SubjectKind::Staff if subject.id.contains('@') => String::new(),
                SubjectKind::Staff => format!("/staff/{}", subject.id),
                SubjectKind::Policy => super::POLICIES.to_owned(),
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
