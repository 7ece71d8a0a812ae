//! The table of an import's rows: by verdict, page by page, in the order of the file.

use super::model::{Import, Line, RowState};
use super::{queries, show_path, words};
use crate::areas::tenants::import::{Field, Refusal, Spot};
use crate::core::keyset::Total;
use crate::core::lang::Lang;
use crate::web::list::ListRequest;
use crate::web::ui::{Column, EmptyKind, EmptyState, Pager, StatTile, Tab, Tag};
use crate::web::{AppState, Db, Page, Result, Visitor};

/// The list's name in its cursors.
const LIST: &str = "import rows";

/// The rows a page shows, and the links between its pages.
pub(super) struct Rows {
    pub tabs: Vec<Tab>,
    pub columns: Vec<Column>,
    pub lines: Vec<Shown>,
    pub pager: Pager,
    pub empty: Option<EmptyState>,
    /// The ready rows show what they will become, field by field, in place of remarks.
    pub as_drafts: bool,
}

/// One row, in words.
pub(super) struct Shown {
    pub number: String,
    pub name: String,
    pub email: String,
    pub tag: Tag,
    pub remarks: Vec<Remark>,
    /// Where the tenant it became, or was already, stands.
    pub href: Option<String>,
    /// Of a ready row: what it will be in the register.
    pub draft: Vec<Value>,
}

/// A value of a row to be; codes and numbers read from the left in either language.
pub(super) struct Value {
    pub text: String,
    pub ltr: bool,
}

/// What is to be said of a row. `field` and `typed` are empty where there is nothing to point at.
pub(super) struct Remark {
    pub field: String,
    pub text: String,
    pub typed: String,
}

/// The table as the address asks for it.
pub(super) async fn read(app: &AppState, visitor: &Visitor, page: &Page, db: &mut Db, import: &Import) -> Result<Rows> {
    let list = ListRequest::read(app, visitor, LIST, queries::ROW_SORTS)?;
    let chosen = list.filter("verdict").and_then(RowState::from_code);
    let lines = queries::lines(db, import.id, chosen, &list.page).await?;
    let slice = list.page.slice(&app.secrets, LIST, lines, queries::line_key);
    let as_drafts = chosen == Some(RowState::Ready);
    let plans = if as_drafts { queries::plan_names(db).await? } else { Vec::new() };
    let total = chosen.map_or(import.tally.total(), |state| import.tally.of(state));
    let drafts = Drafts { page, plans: &plans };
    let empty = slice.rows.is_empty().then(|| {
        EmptyState::new(EmptyKind::NoMatch, page.t("imports-rows-none"), page.t("imports-rows-none-text"))
            .offering(page.t("imports-rows-all"), list.cleared())
    });
    Ok(Rows {
        tabs: tabs(page, &list, import, chosen),
        columns: columns(page, as_drafts),
        lines: slice.rows.iter().map(|line| shown(page, import, line, &drafts)).collect(),
        pager: list.pager(&slice, Total::Exactly(total)),
        empty,
        as_drafts,
    })
}

fn tabs(page: &Page, list: &ListRequest, import: &Import, chosen: Option<RowState>) -> Vec<Tab> {
    let all = Tab::new(page.t("imports-rows-all"), list.without("verdict"), chosen.is_none()).counting(page.num(import.tally.total()));
    let of = |state: RowState| {
        let tab = Tab::new(page.t(words::row_state_key(state)), list.with("verdict", state.code()), chosen == Some(state));
        tab.counting(page.num(import.tally.of(state)))
    };
    let worth_a_tab = |state: &RowState| import.tally.of(*state) > 0 || chosen == Some(*state);
    std::iter::once(all).chain(RowState::ALL.into_iter().filter(worth_a_tab).map(of)).collect()
}

/// A count at the head of the page; it leads to the rows it counts.
pub(super) fn tile(page: &Page, import: &Import, state: RowState, note: &str) -> StatTile {
    let href = format!("{}?verdict={}", show_path(import.id), state.code());
    StatTile::new(page.t(words::row_state_key(state)), page.num(import.tally.of(state))).note(page.t(note)).href(href)
}

fn columns(page: &Page, as_drafts: bool) -> Vec<Column> {
    let column = |key: &str| Column::new(page.t(key));
    let mut columns = vec![column("imports-column-row").numeric(), column("tenants-field-name")];
    if as_drafts {
        columns.extend(DRAFT_FIELDS.map(|field| column(words::field_key(field))));
    } else {
        columns.extend([column("tenants-field-email").minor(), column("imports-column-verdict"), column("imports-column-remark")]);
    }
    columns
}

fn shown(page: &Page, import: &Import, line: &Line, drafts: &Drafts<'_>) -> Shown {
    let cell = |field| import.mapping.column(field).and_then(|column| line.cells.get(column)).cloned().unwrap_or_default();
    let mut remarks: Vec<Remark> = line.refusals.iter().map(|refusal| refused(page, import, line, refusal)).collect();
    if let Some(why) = line.kept_because {
        remarks.push(Remark { field: String::new(), text: page.t(words::kept_key(why)), typed: String::new() });
    }
    Shown {
        number: page.format().digits.write(line.number.to_string()),
        name: line.draft.as_ref().map_or_else(|| cell(Field::Name), |draft| draft.name.to_string()),
        email: line.draft.as_ref().map_or_else(|| cell(Field::Email), |draft| draft.email.to_string()),
        tag: Tag::new(words::row_state_tone(line.state), page.t(words::row_state_key(line.state))),
        remarks,
        href: line.tenant.map(|id| format!("/tenants/{id}")),
        draft: drafts.values(line),
    }
}

fn refused(page: &Page, import: &Import, line: &Line, refusal: &Refusal) -> Remark {
    let typed = match refusal.field {
        Spot::Row => line.cells.join(" | "),
        Spot::Field(field) => import.mapping.column(field).and_then(|column| line.cells.get(column)).cloned().unwrap_or_default(),
    };
    Remark {
        field: page.t(words::spot_key(refusal.field)),
        text: page.msg(&words::reason(refusal.reason, page.format())),
        typed: if typed.trim().is_empty() { String::new() } else { shortened(&typed, 120) },
    }
}

/// As much of a cell as shows what is wrong with it.
pub(super) fn shortened(cell: &str, most: usize) -> String {
    match cell.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}

/// What a ready row shows of its tenant to be.
const DRAFT_FIELDS: [Field; 8] =
    [Field::Name2, Field::Email, Field::Phone, Field::Country, Field::City, Field::Plan, Field::SignedOn, Field::Slug];

struct Drafts<'a> {
    page: &'a Page,
    plans: &'a [(String, String, String)],
}

impl Drafts<'_> {
    fn values(&self, line: &Line) -> Vec<Value> {
        let Some(draft) = &line.draft else { return Vec::new() };
        let arabic = self.page.language() == Lang::Ar;
        let words = |text: String| Value { text, ltr: false };
        let code = |text: String| Value { text, ltr: true };
        let value = |field| match field {
            Field::Email => code(draft.email.to_string()),
            Field::Phone => code(draft.phone.as_ref().map(crate::core::phone::Phone::pretty).unwrap_or_default()),
            Field::Country => words(if arabic { draft.country.arabic() } else { draft.country.english() }.to_owned()),
            Field::City => words(draft.city.clone().unwrap_or_default()),
            Field::Plan => words(self.plan(draft.plan.code())),
            Field::SignedOn => words(draft.signed_on.map(|date| self.page.date(date)).unwrap_or_default()),
            Field::Slug => code(draft.slug.to_string()),
            _ => words(draft.name2.as_ref().map(ToString::to_string).unwrap_or_default()),
        };
        DRAFT_FIELDS.map(value).into()
    }

    fn plan(&self, code: &str) -> String {
        let arabic = self.page.language() == Lang::Ar;
        let named = self.plans.iter().find(|(plan, _, _)| plan == code);
        named.map_or(code, |(_, name, name2)| if arabic { name2 } else { name }).to_owned()
    }
}
