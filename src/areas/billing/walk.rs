//! For tests: a subscription that is lived through day by day, and every document that comes of it.

use chrono::NaiveDate;

use super::changes::{Change, Effect, Refusal, apply};
use super::document::{Document, Draft, Item};
use super::overage::{self, Usage};
use super::period::Period;
use super::subscription::Subscription;
use super::vat;
use crate::core::country::Country;

pub struct Walk<'a> {
    pub subscription: Subscription,
    pub country: Country,
    pub issued: Vec<(NaiveDate, Document)>,
    /// The months of use that ended, and what was used.
    pub used: Vec<(Period, Usage)>,
    pub usage: &'a mut dyn FnMut(Period) -> Usage,
    /// The month of use that runs contains this day.
    pub day: NaiveDate,
}

impl Walk<'_> {
    /// Whatever falls due up to and with this day.
    pub fn advance(&mut self, to: NaiveDate) {
        while !self.subscription.status.has_ended() {
            let window = self.subscription.usage_window(self.day).unwrap();
            if window.ends > to {
                return;
            }
            self.day = window.ends;
            let rate = vat::rate_on(self.country, self.day);
            let before = self.subscription.clone();
            let renewed = window.ends == before.bill.period.ends;
            let (after, mut items) = if renewed { before.renew(rate).unwrap() } else { (before.clone(), Vec::new()) };
            items.extend(self.above(&before, window));
            self.subscription = after;
            let drafts = self.subscription.documents(items).unwrap();
            self.issue(self.day, &drafts);
        }
    }

    /// Makes a change on a day not before those so far, or says why not.
    pub fn make(&mut self, change: &Change, on: NaiveDate) -> Result<Effect, Refusal> {
        self.advance(on);
        let before = self.subscription.clone();
        let effect = apply(&before, change, on, vat::rate_on(self.country, on))?;
        if let Some(window) = effect.cut {
            let items = self.above(&before, window);
            self.issue(on, &before.documents(items).unwrap());
        }
        self.issue(on, &effect.documents);
        self.subscription = effect.after.clone();
        self.day = on;
        Ok(effect)
    }

    fn above(&mut self, before: &Subscription, window: Period) -> Vec<Item> {
        if !before.status.is_charged() {
            return Vec::new();
        }
        let used = (self.usage)(window);
        self.used.push((window, used));
        let plan = &before.terms.plan;
        overage::lines(&used, &plan.limits, &plan.overage, window, vat::rate_on(self.country, window.ends)).unwrap()
    }

    pub fn issue(&mut self, on: NaiveDate, drafts: &[Draft]) {
        self.issued.extend(drafts.iter().map(|draft| (on, draft.reckon().unwrap())));
    }
}
