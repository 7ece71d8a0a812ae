//! Which parts of the home page a person gets. Decided by what they may do, not by what their role is called: roles are data.

use crate::core::permission::Permission;
use crate::core::staff::Staff;

/// The parts, each shown or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one part of the page, and any combination may occur")]
pub struct View {
    /// How many tenants stand where.
    pub stages: bool,
    /// New tenants a month, plans and countries.
    pub figures: bool,
    /// Trials about to end, by name.
    pub trials: bool,
    /// Onboardings that stand still, by name.
    pub onboarding: bool,
    /// For those who look after tenants but have no figures to watch: the newest, the last edited, those nobody can be asked for.
    pub register: bool,
    pub imports: bool,
    /// Colleagues who have not come in yet, and mail that did not go out.
    pub house: bool,
    /// Failed sign-ins and the like as something to look into.
    pub sign_ins: bool,
    /// The log as this person's main subject.
    pub watch: bool,
    /// Reviews of access that wait for a name under them.
    pub reviews: bool,
    /// Whether background work goes on.
    pub jobs: bool,
    /// Tenants at risk, with the list of them.
    pub health: bool,
    /// One's own tasks that are due.
    pub tasks: bool,
}

impl View {
    pub fn of(staff: &Staff) -> Self {
        use Permission::{
            AuditRead, HealthRead, JobsRead, ReviewsSign, RolesRead, StaffManage, TasksRead, TenantsExport, TenantsIdentity, TenantsImport,
            TenantsNote, TenantsRead, TenantsWrite,
        };
        let reads = staff.can(TenantsRead);
        let cares = reads && (staff.can(TenantsNote) || staff.can(TenantsWrite));
        let figures = reads && staff.can(TenantsExport);
        let names = reads && staff.can(TenantsIdentity);
        let audits = staff.can(AuditRead);
        Self {
            stages: cares || figures,
            figures,
            trials: names && (cares || figures),
            onboarding: names && cares,
            register: names && cares && !figures,
            imports: staff.can(TenantsImport),
            house: staff.can(StaffManage),
            sign_ins: audits,
            watch: audits && !cares && !figures,
            reviews: staff.can(ReviewsSign) && staff.can(RolesRead),
            jobs: staff.can(JobsRead),
            health: reads && staff.can(HealthRead),
            tasks: staff.can(TasksRead),
        }
    }

    /// Whether the page would hold nothing of its own.
    pub fn is_empty(self) -> bool {
        !(self.stages || self.imports || self.house || self.sign_ins || self.reviews || self.jobs || self.health || self.tasks)
    }

    /// Whether there is anything this person could be asked to do.
    pub fn has_chores(self) -> bool {
        self.trials
            || self.onboarding
            || self.imports
            || self.house
            || self.sign_ins
            || self.reviews
            || self.jobs
            || self.health
            || self.tasks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::ids::StaffId;
    use crate::core::lang::{Digits, Lang};
    use crate::core::permission::PermissionSet;

    fn view(grants: &[&str]) -> View {
        View::of(&Staff {
            id: StaffId(uuid::Uuid::nil()),
            name: String::new(),
            email: String::new(),
            language: Lang::En,
            digits: Digits::Latin,
            theme: String::new(),
            density: String::new(),
            shortcuts: true,
            roles: Vec::new(),
            role_names: Vec::new(),
            permissions: PermissionSet::from_grants(grants),
            waiting: 0,
        })
    }

    #[test]
    fn whoever_may_not_know_tenants_is_shown_none_by_name() {
        let analyst = view(&["tenants:read", "tenants:export"]);
        assert!(analyst.stages && analyst.figures);
        assert!(!analyst.trials && !analyst.onboarding && !analyst.register && !analyst.has_chores());
    }

    #[test]
    fn an_auditor_watches_and_a_super_admin_is_told_what_to_look_into() {
        let auditor = view(&["tenants:read", "tenants:identity", "staff:read", "audit:read", "audit:export"]);
        assert!(auditor.watch && !auditor.stages && !auditor.house);
        let all = view(&["*"]);
        assert!(all.sign_ins && all.house && all.figures && all.onboarding && !all.watch && !all.register);
    }

    #[test]
    fn a_support_agent_gets_the_register_and_no_figures() {
        let agent = view(&["tenants:read", "tenants:identity", "tenants:note"]);
        assert!(agent.stages && agent.trials && agent.onboarding && agent.register);
        assert!(!agent.figures && !agent.imports && !agent.sign_ins);
    }

    #[test]
    fn somebody_without_rights_gets_an_empty_view() {
        assert!(view(&[]).is_empty());
        assert!(view(&["staff:read"]).is_empty());
        assert!(!view(&["audit:read"]).is_empty());
    }
}
