//! What somebody asks to be changed, as typed, and as the rules have it.

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::agree::{Agreed, to_plan};
use super::recycle::Recycle;
use super::standing::Standing;
use crate::areas::billing::add_ons::Extra;
use crate::areas::billing::changes::{Change, When};
use crate::areas::billing::document::MOST;
use crate::areas::billing::period::Cycle;
use crate::areas::billing::plans::model::{FREE, Version};
use crate::areas::billing::subscription;
use crate::areas::billing::terms::{AddOn, Terms};
use crate::core::ids::PlanVersionId;
use crate::core::lang::Message;
use crate::core::money::{AmountError, Money};
use crate::core::text;
use crate::web::Errors;

/// So many days ahead a trial may be made to end.
const LONGEST_TRIAL: u64 = 90;
/// So many of one add-on at most.
const MOST_OF_ONE: u32 = 10_000;

/// Which part of a subscription is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Plan,
    Cycle,
    Price,
    AddOns,
    Trial,
    /// To the version of its plan that is on offer.
    Version,
    /// Takes a scheduled change back.
    Withdrawal,
}

impl What {
    pub const ALL: [Self; 7] = [Self::Plan, Self::Cycle, Self::Price, Self::AddOns, Self::Trial, Self::Version, Self::Withdrawal];

    /// The last part of its address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Cycle => "cycle",
            Self::Price => "price",
            Self::AddOns => "add-ons",
            Self::Trial => "trial",
            Self::Version => "version",
            Self::Withdrawal => "withdrawal",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Plan => "subscription-change-plan",
            Self::Cycle => "subscription-change-cycle",
            Self::Price => "subscription-change-price",
            Self::AddOns => "subscription-change-add-ons",
            Self::Trial => "subscription-change-trial",
            Self::Version => "subscription-change-version",
            Self::Withdrawal => "subscription-change-withdrawal",
        }
    }

    pub fn text(self) -> &'static str {
        match self {
            Self::Plan => "subscription-change-plan-text",
            Self::Cycle => "subscription-change-cycle-text",
            Self::Price => "subscription-change-price-text",
            Self::AddOns => "subscription-change-add-ons-text",
            Self::Trial => "subscription-change-trial-text",
            Self::Version => "subscription-change-version-text",
            Self::Withdrawal => "subscription-change-withdrawal-text",
        }
    }

    /// Whether a subscription as it stands takes such a change.
    pub fn fits(self, standing: &Standing) -> bool {
        use subscription::Status::{Active, PastDue, Trialing};
        let this = standing.subscription();
        let free = this.scheduled.is_none() && !this.ends_with_period;
        match self {
            Self::Plan => matches!(this.status, Active | PastDue) && free,
            Self::Cycle | Self::AddOns => this.status == Active && free,
            Self::Price => matches!(this.status, Active | PastDue) && free,
            Self::Version => {
                let plan = &this.terms.plan;
                matches!(this.status, Active | PastDue)
                    && free
                    && !standing.offers.is_contract(plan.version)
                    && standing.offers.on_offer(&plan.code).is_some_and(|id| id != plan.version)
            }
            Self::Trial => this.status == Trialing && !this.ends_with_period,
            Self::Withdrawal => this.scheduled.is_some() && matches!(this.status, Active | PastDue),
        }
    }

    /// Whether there is anything to choose.
    pub fn is_filled_in(self) -> bool {
        !matches!(self, Self::Version | Self::Withdrawal)
    }

    pub fn has_plan(self) -> bool {
        matches!(self, Self::Plan | Self::Price)
    }

    pub fn has_cycle(self) -> bool {
        self == Self::Cycle
    }

    pub fn has_price(self) -> bool {
        self == Self::Price
    }

    pub fn has_add_ons(self) -> bool {
        self == Self::AddOns
    }

    pub fn has_when(self) -> bool {
        matches!(self, Self::Cycle | Self::Price)
    }

    pub fn has_until(self) -> bool {
        self == Self::Trial
    }

    /// Whether it must be said why.
    pub fn wants_reason(self) -> bool {
        matches!(self, Self::Price | Self::AddOns | Self::Trial | Self::Version)
    }
}

/// What is asked for, as an address has it; each page has some of these.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Look {
    plan: String,
    cycle: String,
    when: String,
    price: String,
    quantity: Vec<String>,
    unit: Vec<String>,
    until: String,
    /// Said once it was filled in: show what would happen.
    pub look: String,
}

impl From<Look> for ChangeForm {
    fn from(look: Look) -> Self {
        let Look { plan, cycle, when, price, quantity, unit, until, look: _ } = look;
        Self { plan, cycle, when, price, quantity, unit, until, ..Self::default() }
    }
}

/// The form that confirms it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeForm {
    /// The version of a plan.
    pub plan: String,
    pub cycle: String,
    /// `now` or `period_end`.
    pub when: String,
    pub price: String,
    /// Of each add-on there is, in their order.
    pub quantity: Vec<String>,
    pub unit: Vec<String>,
    /// The day a trial is to end.
    pub until: String,
    pub seal: String,
    pub reason: String,
    /// That limits which are exceeded already are known.
    pub exceeded: String,
}

/// What is asked for: a change, or something that is agreed on.
#[derive(Clone, Debug)]
pub enum Asked {
    Change(Box<Change>),
    Agreed(Agreed),
    Cycle(Recycle),
    /// To this version of the same plan.
    Move(PlanVersionId),
}

impl From<Change> for Asked {
    fn from(change: Change) -> Self {
        Self::Change(Box::new(change))
    }
}

impl Asked {
    pub fn change(&self, standing: &Standing) -> Result<Change, &'static str> {
        match self {
            Self::Change(change) => Ok(change.as_ref().clone()),
            Self::Agreed(agreed) => agreed.change(standing),
            Self::Cycle(asked) => asked.change(standing),
            Self::Move(version) => {
                let terms = standing.terms();
                let plan = standing.offers.offer(*version, terms.cycle, standing.currency()).ok_or("subscription-error-plan")?;
                Ok(Change::Move { plan })
            }
        }
    }
}

/// The form as it stands before anything was typed.
pub fn as_it_is(standing: &Standing) -> ChangeForm {
    let terms = standing.terms();
    let of = |extra: &Extra| terms.add_ons.iter().find(|add_on| add_on.code == extra.code());
    ChangeForm {
        plan: terms.plan.version.to_string(),
        when: code_of(When::PeriodEnd).to_owned(),
        price: terms.price_override.map(Money::plain).unwrap_or_default(),
        quantity: Extra::ALL.iter().map(|extra| of(extra).map(|one| one.quantity.to_string()).unwrap_or_default()).collect(),
        unit: Extra::ALL.iter().map(|extra| of(extra).map(|one| one.unit.plain()).unwrap_or_default()).collect(),
        until: standing.subscription().bill.period.ends.to_string(),
        ..ChangeForm::default()
    }
}

pub fn code_of(when: When) -> &'static str {
    match when {
        When::Now => "now",
        When::PeriodEnd => "period_end",
    }
}

fn when(typed: &str) -> Result<When, &'static str> {
    match typed {
        "now" => Ok(When::Now),
        "period_end" => Ok(When::PeriodEnd),
        _ => Err("subscription-error-when"),
    }
}

/// The versions that may be chosen: those on offer, the tenant's own contract, and with a price of the tenant's own also those a contract prices.
pub fn choices<'a>(what: What, versions: &'a [Version], standing: &Standing, on: NaiveDate) -> Vec<&'a Version> {
    let terms = standing.terms();
    let priced =
        |version: &Version| standing.offers.offer(version.id, terms.cycle, standing.currency()).is_some_and(|offer| offer.price.is_some());
    // A change holds today, or from the end of the period on.
    let days = [on, standing.subscription().bill.period.ends];
    let is_sold = |version: &Version| days.into_iter().any(|day| version.is_sold_to(standing.tenant(), day));
    let fits = |version: &&Version| match what {
        What::Price if version.id == terms.plan.version => true,
        What::Price => is_sold(version) && version.plan_code != FREE,
        _ => {
            let sold = is_sold(version) && version.plan_code != FREE;
            sold && version.id != terms.plan.version && priced(version)
        }
    };
    versions.iter().filter(fits).collect()
}

/// Reads what was asked for.
pub fn read(what: What, form: &ChangeForm, standing: &Standing, versions: &[Version], today: NaiveDate) -> Result<Asked, Errors> {
    let mut errors = Errors::new();
    let asked = match what {
        What::Plan => plan(&mut errors, form, standing, (versions, today)),
        What::Cycle => cycle(&mut errors, form, standing),
        What::Price => price(&mut errors, form, standing, (versions, today)),
        What::AddOns => Some(add_ons(&mut errors, form, standing)),
        What::Trial => trial(&mut errors, form, today),
        What::Version => move_on(&mut errors, standing),
        What::Withdrawal => Some(Change::Withdraw.into()),
    };
    asked.filter(|_| errors.is_empty()).ok_or(errors)
}

fn version(
    errors: &mut Errors,
    what: What,
    form: &ChangeForm,
    standing: &Standing,
    (versions, on): (&[Version], NaiveDate),
) -> Option<PlanVersionId> {
    let chosen =
        choices(what, versions, standing, on).into_iter().find(|version| version.id.to_string() == form.plan).map(|version| version.id);
    errors.take("plan", chosen.ok_or("subscription-error-plan"))
}

fn plan(errors: &mut Errors, form: &ChangeForm, standing: &Standing, versions: (&[Version], NaiveDate)) -> Option<Asked> {
    let version = version(errors, What::Plan, form, standing, versions)?;
    let terms = standing.terms();
    let plan = standing.offers.offer(version, terms.cycle, standing.currency())?;
    // A price that was agreed for the old plan does not go along.
    let change = to_plan(terms, Terms { plan, price_override: None, ..terms.clone() });
    errors.take("plan", change).map(Asked::from)
}

fn cycle(errors: &mut Errors, form: &ChangeForm, standing: &Standing) -> Option<Asked> {
    let terms = standing.terms();
    let cycle = errors.take("cycle", Cycle::from_code(&form.cycle).filter(|cycle| *cycle != terms.cycle).ok_or("subscription-error-cycle"));
    let when = errors.take("when", when(&form.when));
    let (cycle, when) = (cycle?, when?);
    let asked = Recycle { tenant: standing.tenant(), cycle, when };
    errors.take("cycle", asked.change(standing))?;
    Some(Asked::Cycle(asked))
}

fn price(errors: &mut Errors, form: &ChangeForm, standing: &Standing, versions: (&[Version], NaiveDate)) -> Option<Asked> {
    let version = version(errors, What::Price, form, standing, versions);
    let when = errors.take("when", when(&form.when));
    let price = match form.price.trim() {
        "" => Some(None),
        typed => errors.take("price", amount(typed, standing)).map(Some),
    };
    Some(Asked::Agreed(Agreed::Price { version: version?, price: price?, when: when? }))
}

/// An amount in the subscription's currency.
fn amount(typed: &str, standing: &Standing) -> Result<Money, Message> {
    match Money::parse(typed, standing.currency()) {
        Ok(price) if price.minor <= MOST => Ok(price),
        Err(AmountError::TooManyDecimals(many)) => Err(Message::new("subscription-error-decimals").text("many", many)),
        Err(AmountError::Negative) => Err("subscription-error-below-zero".into()),
        Ok(_) | Err(_) => Err("subscription-error-amount".into()),
    }
}

fn add_ons(errors: &mut Errors, form: &ChangeForm, standing: &Standing) -> Asked {
    let mut add_ons = Vec::new();
    for (place, extra) in Extra::ALL.into_iter().enumerate() {
        let typed = |typed: &[String]| text::digits_to_latin(&text::clean(typed.get(place).map_or("", String::as_str)));
        let (quantity, unit) = (typed(&form.quantity), typed(&form.unit));
        // A price alone is half of something that was meant.
        if (quantity.is_empty() && unit.is_empty()) || quantity == "0" {
            continue;
        }
        let row = place + 1;
        let quantity =
            text::ungrouped(&quantity).and_then(|digits| digits.parse::<u32>().ok()).filter(|many| (1..=MOST_OF_ONE).contains(many));
        let quantity = errors.take("quantity", quantity.ok_or(Message::new("subscription-error-quantity").text("row", row)));
        let unit = errors.take("unit", amount(&unit, standing).map_err(|_| Message::new("subscription-error-unit").text("row", row)));
        if let (Some(quantity), Some(unit)) = (quantity, unit) {
            add_ons.push(AddOn { code: extra.code().to_owned(), quantity, unit });
        }
    }
    // What is sold to them under no name of today stays.
    add_ons.extend(standing.terms().add_ons.iter().filter(|add_on| Extra::from_code(&add_on.code).is_none()).cloned());
    Asked::Agreed(Agreed::AddOns { add_ons })
}

fn trial(errors: &mut Errors, form: &ChangeForm, today: NaiveDate) -> Option<Asked> {
    let furthest = today.checked_add_days(Days::new(LONGEST_TRIAL));
    let until = match text::day(&form.until) {
        Some(day) if furthest.is_some_and(|furthest| day <= furthest) => Ok(day),
        Some(_) => Err("subscription-error-trial-long"),
        None => Err("subscription-error-day"),
    };
    errors.take("until", until).map(|until| Change::ExtendTrial { until }.into())
}

fn move_on(errors: &mut Errors, standing: &Standing) -> Option<Asked> {
    let version = standing.offers.on_offer(&standing.terms().plan.code);
    errors.take("look", version.ok_or("subscription-error-plan")).map(Asked::Move)
}
