//! The register of tenants through its pages.

mod creating;
mod editing;
mod listing;
mod looking;
mod people;
mod settings;
mod veiling;

use hq_console::areas::tenants::{self, Identity};

use crate::support::{Browser, Console};

/// The fields of the form for a tenant that can be created, in the order of the page.
const FORM: [(&str, &str); 13] = [
    ("name", "Al Noor Laundry"),
    ("name2", "مغسلة النور"),
    ("slug", ""),
    ("business_type", "laundry"),
    ("contact_name", "Ahmed Al Balushi"),
    ("email", "info@noor.example.om"),
    ("phone", "9590 8301"),
    ("address", "Way 41, Al Khuwair"),
    ("country_code", "OM"),
    ("timezone", ""),
    ("currency", ""),
    ("default_language", "ar"),
    ("plan", "STARTER"),
];

/// The form with some fields otherwise.
fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    FORM.into_iter().map(|(name, value)| changes.iter().find(|(n, _)| *n == name).copied().unwrap_or((name, value))).collect()
}

/// Creates a tenant through the form and returns its address.
async fn create(browser: &mut Browser, changes: &[(&str, &str)]) -> String {
    browser.open("/tenants/new").await.ok();
    let mut form = browser.form("/tenants/new");
    for (name, value) in with(changes) {
        form = match name {
            "business_type" | "country_code" | "timezone" | "currency" | "default_language" | "plan" => form.choose(name, value),
            _ => form.fill(name, value),
        };
    }
    let path = form.submit().await.expect(303).location().to_owned();
    assert!(path.starts_with("/tenants/"), "{path}");
    path
}

/// Creates `count` tenants, `name(n)` each, in this order.
async fn create_many(browser: &mut Browser, count: usize, name: impl Fn(usize) -> String) -> Vec<String> {
    let mut paths = Vec::new();
    for n in 0..count {
        let (name, email) = (name(n), format!("info@tenant{n}.example.om"));
        paths.push(create(browser, &[("name", &name), ("name2", ""), ("email", &email)]).await);
    }
    paths
}

/// Names on a list page, in order.
fn names(browser: &Browser) -> Vec<String> {
    browser.page().texts("#tenants tbody th a")
}

#[tokio::test]
async fn the_search_over_everything_finds_tenants_by_whatever_is_known_of_them() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    create(&mut browser, &[]).await;
    create(
        &mut browser,
        &[("name", "Shams Laundry"), ("name2", ""), ("contact_name", "Huda Al Said"), ("email", "info@shams.example.om"), ("phone", "")],
    )
    .await;
    let mut db = console.db.acquire().await.unwrap();
    for q in
        ["noor", "al-noor-laundry", "النُّور", "T-00001", "t1", "1", "INFO@noor.example.om", "+968 9590 8301", "٩٥٩٠٨٣٠١", "no", "balushi"]
    {
        let hits = tenants::search(&mut db, q, Identity::Known, 5).await.unwrap();
        assert_eq!(hits.iter().map(|hit| hit.name.as_str()).collect::<Vec<_>>(), ["Al Noor Laundry"], "{q}");
        let id = tenants::search(&mut db, &hits[0].id.to_string(), Identity::Known, 5).await.unwrap();
        assert_eq!(id, hits);
    }
    assert_eq!(tenants::search(&mut db, "laundry", Identity::Known, 1).await.unwrap().len(), 1);
    assert_eq!(tenants::search(&mut db, "shams", Identity::Known, 5).await.unwrap()[0].name, "Shams Laundry");
    assert_eq!(tenants::search(&mut db, "  ", Identity::Known, 5).await.unwrap(), []);
    for q in ["noor", "info@noor.example.om", "95908301", "النور"] {
        assert_eq!(tenants::search(&mut db, q, Identity::Pseudonym, 5).await.unwrap(), [], "{q}");
    }
    let hits = tenants::search(&mut db, "T-00001", Identity::Pseudonym, 5).await.unwrap();
    assert_eq!(hits.iter().map(|hit| (hit.name.as_str(), hit.name2.as_deref())).collect::<Vec<_>>(), [("T-00001", None)]);
}
