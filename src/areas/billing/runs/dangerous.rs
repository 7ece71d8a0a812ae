//! Beginning a run by hand: from a number of subscriptions on it takes a second person. The run of each day is begun by the console itself.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::preview::{self, Oddity};
use super::{commands, job};
use crate::core::approvals::{Command, Effect, FieldChange, Means, Order, Subject, SubjectKind};
use crate::core::change::Change;
use crate::core::clock::business_day;
use crate::core::permission::Permission;

/// Begins a run of everything that is due by a day, if it comes to what was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    pub to: NaiveDate,
    /// [`preview::Preview::seal`].
    pub seal: String,
}

impl Command for Begin {
    const NAME: &'static str = "billing.run";
    const PERMISSION: Permission = Permission::BillingRun;

    fn subject(&self) -> String {
        self.to.to_string()
    }

    async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        commands::hold(change).await
    }

    async fn preview(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        if let Err(why) = commands::expected(db, self.to, business_day(at)).await? {
            return Ok(Err(why.key()));
        }
        let preview = preview::preview(db, self.to, None).await?;
        if preview.seal(self.to) != self.seal {
            return Ok(Err("runs-error-moved"));
        }
        let id = self.subject();
        let totals: Vec<String> = preview.totals().into_iter().map(|total| total.to_string()).collect();
        let told = |field: &str, after: String| FieldChange::new(&id, field, None, Some(&after));
        let changes = vec![
            told("invoices", preview.invoices().to_string()),
            told("total", totals.join(", ")),
            told("failed", preview.count(Oddity::Failing).to_string()),
        ];
        let subject = Subject { kind: SubjectKind::Run, label: id.clone(), id, rank: 0 };
        Ok(Ok(Effect { subjects: vec![subject], changes, many: Some(preview.subscriptions), ..Effect::default() }))
    }

    async fn execute(&self, change: &mut Change, _: Means<'_>, _: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        match commands::start(change, self.to).await? {
            Ok(id) => job::enqueue(change, id).await.map(Ok),
            Err(why) => Ok(Err(why.key())),
        }
    }
}
