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

    manager.open(&path).await.ok();
    manager.form(&format!("{path}/tags")).fill("tags", "noor-of-khuwair").submit().await.expect(303);
    sqlx::query(
        "insert into sys_tenant_branches (id, tenant_id, name, name2, city, created_at)
         select gen_random_uuid(), id, 'Noor Khuwair', 'فرع النور', 'Khuwair', now() from sys_tenants",
    )
    .execute(&console.db)
    .await
    .unwrap();

    let mut analyst = console.staff("analyst").await;
    for address in [
        "/tenants",
        "/tenants?lang=ar",
        "/tenants?lang=en&tag=noor-of",
        "/tenants?sort=name",
        "/tenants?stage=active",
        "/tenants.csv",
        &path,
        &format!("{path}/settings"),
        &format!("{path}/activity"),
        &format!("{path}/subscription"),
        &format!("{path}/support"),
        &format!("{path}/onboarding"),
        "/onboarding",
    ] {
        let page = analyst.get(address).await;
        let body = page.ok().body_text().to_owned();
        assert!(body.contains("T-00001"), "{address}");
        for telling in TELLING.into_iter().chain(["noor-of-khuwair"]) {
            assert!(!body.contains(telling), "{address} tells {telling}");
        }
    }
    let file = analyst.get(&format!("{path}/activity.csv")).await.ok().body_text().to_owned();
    assert!(file.lines().count() > 5 && !TELLING.iter().any(|telling| file.contains(telling)), "{file}");
    analyst.open(&path).await.ok().says("Branch 1 Main").says("Branch 2");
    assert_eq!(analyst.page().count(".care .label"), 0);
    analyst.get(&format!("{path}/logo")).await.expect(403);
    for tag in ["noor-of-khuwair", "another"] {
        analyst.open(&format!("/tenants?tag={tag}")).await.ok();
        assert_eq!(names(&analyst), ["T-00001"], "whether it carries the tag is not told");
        assert_eq!(analyst.get(&format!("/tenants.csv?tag={tag}")).await.ok().body_text().lines().count(), 2, "{tag}");
    }
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
