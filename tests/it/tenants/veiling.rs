//! Readers who may see tenants but not know who they are.

use super::{create, names};
use crate::support::Console;

/// Everything in the form that tells who the tenant is.
const TELLING: [&str; 8] = ["Noor", "النور", "al-noor", "Ahmed", "info@noor", "95908301", "9590 8301", "Khuwair"];

#[tokio::test]
async fn an_analyst_sees_codes_on_every_page_and_in_every_file() {
    let console = Console::start().await;
    let mut manager = console.staff("support_manager").await;
    let path = create(&mut manager, &[]).await;
    manager.open(&path).await.ok();
    manager.form(&format!("{path}/notes/new")).fill("body", "Noor likes Ahmed").submit().await.expect(303);
    manager.open(&format!("{path}/contacts/new")).await.ok();
    manager.form(&format!("{path}/contacts/new")).fill("name", "Ahmed").fill("email", "info@noor.example.om").submit().await.expect(303);
    manager.open(&format!("{path}/settings")).await.ok();
    manager.form(&format!("{path}/settings")).fill("tax_id", "Noor-1").submit().await.expect(303);

    let mut analyst = console.staff("analyst").await;
    for address in [
        "/tenants",
        "/tenants?sort=name",
        "/tenants?stage=active",
        "/tenants.csv",
        &path,
        &format!("{path}/settings"),
        &format!("{path}/audit"),
    ] {
        let page = analyst.get(address).await;
        let body = page.ok().body_text().to_owned();
        assert!(body.contains("T-00001"), "{address}");
        for telling in TELLING {
            assert!(!body.contains(telling), "{address} tells {telling}");
        }
    }
    analyst.get(&format!("{path}/logo")).await.expect(403);
    analyst.open("/tenants?lang=ar").await.ok();
    assert_eq!(names(&analyst), ["T-00001"]);
}

#[tokio::test]
async fn an_analyst_finds_by_code_and_by_nothing_else() {
    let console = Console::start().await;
    create(&mut console.staff("support_manager").await, &[]).await;
    let mut analyst = console.staff("analyst").await;
    for q in ["noor", "النور", "info@noor.example.om", "95908301", "al-noor-laundry", "ahmed", "no"] {
        analyst.open(&format!("/tenants?q={q}")).await.ok().says("No matching tenants").says("so search by code");
        assert_eq!(analyst.get(&format!("/tenants.csv?q={q}")).await.ok().body_text().lines().count(), 1, "{q}");
    }
    analyst.open("/tenants?q=T-00001").await.ok();
    assert_eq!(names(&analyst), ["T-00001"]);
}
