//! The overview: who the tenant is, what it has, how far it has come, and what happened last.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use uuid::Uuid;

use super::face::{Face, Tab, face};
use super::facts;
use super::model::{Branch, Record};
use super::queries;
use crate::areas::tenants::contacts::{self, Contact};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::list::queries::choices;
use crate::areas::tenants::notes::{self, Note};
use crate::areas::tenants::onboarding::{self, onboarding_path};
use crate::areas::tenants::{LIST_PATH, activity, activity_path, edit_path, labels};
use crate::core::ids::TenantId;
use crate::core::lang::Message;
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{SummaryRow, TimelineDay};
use crate::web::{AppState, Db, Errors, Page, Path, Result, SignedIn};

/// How much of the history the overview shows.
const RECENT: i64 = 6;

#[derive(Template)]
#[template(path = "tenants/show.html")]
struct ShowPage {
    page: Page,
    /// The inline forms have none: what is wrong with them is said on their own pages.
    errors: Errors,
    face: Face,
    record: Record,
    identity: Identity,
    identity_facts: Vec<SummaryRow>,
    contact_facts: Vec<SummaryRow>,
    plan_facts: Vec<SummaryRow>,
    branches: Vec<(String, String, bool)>,
    steps: Vec<Step>,
    contacts: Vec<ContactCard>,
    notes: Vec<NoteCard>,
    history: Vec<TimelineDay>,
    owners: Vec<(String, String)>,
    note_idem: Uuid,
    may_edit: bool,
    may_note: bool,
}

/// A step of the onboarding checklist.
struct Step {
    label: String,
    required: bool,
    done: bool,
}

struct ContactCard {
    contact: Contact,
    phone_shown: String,
    edit_href: String,
    remove_href: String,
}

struct NoteCard {
    note: Note,
    at: String,
    iso: String,
    pin_action: String,
    remove_href: String,
}

impl ShowPage {
    fn done_steps(&self) -> usize {
        self.steps.iter().filter(|step| step.done).count()
    }

    fn progress_text(&self) -> String {
        let (done, all) = (self.page.num(self.done_steps() as i64), self.page.num(self.steps.len() as i64));
        let message = Message::new("tenants-onboarding-progress").text("done", done).text("all", all);
        self.page.msg(&message)
    }

    /// The list, narrowed to one tag.
    fn tag_href(&self, tag: &str) -> String {
        format!("{LIST_PATH}?{}", serde_html_form::to_string([("tag", tag)]).unwrap_or_default())
    }

    fn menu_id(&self, kind: &str, id: &Uuid) -> String {
        format!("{kind}-{id}")
    }

    fn edit_href(&self) -> String {
        edit_path(self.record.id)
    }

    fn history_href(&self) -> String {
        activity_path(self.record.id)
    }

    /// The checklist's own page, for whoever may open it.
    fn onboarding_href(&self) -> Option<String> {
        self.page.can(Permission::OnboardingRead).then(|| onboarding_path(self.record.id))
    }

    fn tags_text(&self) -> String {
        self.record.tags.join(", ")
    }

    fn owner_id(&self) -> String {
        self.record.owner_id.map(|id| id.to_string()).unwrap_or_default()
    }

    fn new_note_action(&self) -> String {
        notes::new_path(self.record.id)
    }

    fn owner_action(&self) -> String {
        labels::owner_path(self.record.id)
    }

    fn tags_action(&self) -> String {
        labels::tags_path(self.record.id)
    }

    fn new_contact_href(&self) -> String {
        contacts::new_path(self.record.id)
    }
}

pub(in crate::areas::tenants) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
) -> Result<Response> {
    let identity = Identity::of(&staff);
    let record = queries::find(&mut db, id, identity).await?.ok_or(crate::web::Error::NotFound)?;
    let branches = queries::branches(&mut db, id, identity).await?;
    let (contacts, notes) =
        if identity.is_known() { (contacts::of(&mut db, id).await?, notes::of(&mut db, id).await?) } else { (Vec::new(), Vec::new()) };
    let history = activity::recent(&mut db, &page, id, identity, RECENT).await?;
    let checklist = onboarding::checklist(&mut db, id).await?;
    let may_edit = page.can(Permission::TenantsWrite) && identity.is_known() && record.is_open();
    let choices = if may_edit { choices(&mut db, page.language(), record.owner_id.map(|id| id.0)).await? } else { Default::default() };
    drop(db);

    let (page, face) = face(page, &record, Tab::Overview);
    html(&ShowPage {
        identity_facts: facts::identity(&page, &record, identity),
        contact_facts: facts::contact(&page, &record),
        plan_facts: facts::plan(&page, &record, staff.visitor().at),
        branches: branches.iter().zip(1_i64..).map(|(branch, number)| shown(&page, branch, number)).collect(),
        steps: checklist.map(|checklist| steps(&page, &checklist)).unwrap_or_default(),
        contacts: contacts.into_iter().map(|contact| contact_card(id, contact)).collect(),
        notes: notes.into_iter().map(|note| note_card(&page, id, note)).collect(),
        history,
        owners: choices.owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        note_idem: app.clock.new_id(),
        may_edit,
        may_note: page.can(Permission::TenantsNote) && identity.is_known(),
        errors: Errors::new(),
        page,
        face,
        record,
        identity,
    })
}

/// A branch's name or number, its city, and whether it is the main one.
fn shown(page: &Page, branch: &Branch, number: i64) -> (String, String, bool) {
    let name = match branch.name_in(page.language()) {
        "" => page.ts("tenants-branch-unnamed", "number", page.num(number)),
        name => name.to_owned(),
    };
    (name, branch.city.clone().unwrap_or_default(), branch.is_main)
}

fn steps(page: &Page, checklist: &onboarding::Checklist) -> Vec<Step> {
    let step = |step: &onboarding::Step| Step {
        label: step.name_in(page.language()).to_owned(),
        required: step.required,
        done: step.done.is_some(),
    };
    checklist.steps.iter().map(step).collect()
}

fn contact_card(tenant: TenantId, contact: Contact) -> ContactCard {
    let phone = contact.particulars.phone.as_deref();
    ContactCard {
        phone_shown: phone.map(facts::pretty_phone).unwrap_or_default(),
        edit_href: contacts::edit_path(tenant, contact.id),
        remove_href: contacts::remove_path(tenant, contact.id),
        contact,
    }
}

fn note_card(page: &Page, tenant: TenantId, note: Note) -> NoteCard {
    NoteCard {
        at: page.datetime(note.created_at),
        iso: page.iso(note.created_at),
        pin_action: notes::pin_path(tenant, note.id),
        remove_href: notes::remove_path(tenant, note.id),
        note,
    }
}
