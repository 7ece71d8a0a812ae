//! What a tenant did, and the course of its score, drawn.

use chrono::NaiveDate;

use super::queries::DayFigures;
use crate::core::lang::Message;
use crate::core::money::{Currency, Money};
use crate::web::Page;
use crate::web::ui::{ChartSpec, LineChart, Series};

/// The charts of the page; those without figures say so themselves.
pub(super) struct Drawn {
    pub orders: LineChart,
    pub revenue: LineChart,
    pub people: LineChart,
    pub course: LineChart,
}

pub(super) fn draw(page: &Page, figures: &[DayFigures], history: &[(NaiveDate, Option<i16>)], currency: &str) -> Drawn {
    let rtl = page.dir() == "rtl";
    let days: Vec<String> = figures.iter().map(|day| page.format().day_of_month(day.day)).collect();
    let currency = Currency::parse(currency).ok();
    let money = move |value: i64| match currency {
        Some(currency) => page.format().digits.write(Money::new(value, currency).amount()),
        None => page.num(value),
    };
    let whole = |value: i64| page.num(value);
    let spec = |id: &'static str, title: &str, finding: String, unit: String, values: Vec<i64>| ChartSpec {
        id,
        title: page.t(title),
        finding,
        unit,
        axis: page.t("health-day"),
        labels: days.clone(),
        series: vec![Series::new(page.t(title), values)],
        rtl,
        stale: None,
    };
    let sum = |key, total: String| page.msg(&Message::new(key).text("total", total));
    let orders: Vec<i64> = figures.iter().map(|day| day.orders).collect();
    let revenue: Vec<i64> = figures.iter().map(|day| day.revenue_minor).collect();
    let people: Vec<i64> = figures.iter().map(|day| day.people).collect();
    let unit = currency.map(|currency| currency.code().to_owned()).unwrap_or_default();
    Drawn {
        orders: LineChart::new(
            &spec("orders", "health-chart-orders", sum("health-finding-total", whole(orders.iter().sum())), String::new(), orders),
            &whole,
        ),
        revenue: LineChart::new(
            &spec("revenue", "health-chart-revenue", sum("health-finding-total", money(revenue.iter().sum())), unit, revenue),
            &money,
        ),
        people: LineChart::new(
            &spec(
                "people",
                "health-chart-people",
                sum("health-finding-most", whole(people.iter().copied().max().unwrap_or_default())),
                String::new(),
                people,
            ),
            &whole,
        ),
        course: course(page, history, rtl),
    }
}

fn course(page: &Page, history: &[(NaiveDate, Option<i16>)], rtl: bool) -> LineChart {
    let known: Vec<i64> = history.iter().filter_map(|(_, score)| score.map(i64::from)).collect();
    let finding = match (known.first(), known.last()) {
        (Some(first), Some(last)) => {
            page.msg(&Message::new("health-finding-course").text("first", page.num(*first)).text("last", page.num(*last)))
        }
        _ => String::new(),
    };
    // Days without a score leave a gap; where there is none at all, the chart says so.
    let shown: &[_] = if known.is_empty() { &[] } else { history };
    LineChart::new(
        &ChartSpec {
            id: "course",
            title: page.t("health-chart-course"),
            finding,
            unit: String::new(),
            axis: page.t("health-day"),
            labels: shown.iter().map(|(day, _)| page.format().day_of_month(*day)).collect(),
            series: vec![Series { label: page.t("health-score"), values: shown.iter().map(|(_, score)| score.map(i64::from)).collect() }],
            rtl,
            stale: None,
        },
        &|value| page.num(value),
    )
}
