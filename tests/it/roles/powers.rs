//! Rights that make a role powerful, and what a reader is told of a role.

use super::{db_role, grants, seeded};
use crate::support::Console;

#[tokio::test]
async fn a_role_somebody_holds_does_not_become_a_powerful_one_by_the_way() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let edit = format!("{}/edit", db_role(&console, "herons", &["tenants:read"]).await);
    let person = console.db_person(&["herons"]).await;
    admin.open(&edit).await.ok();
    let form = admin.form(&edit).fill("name", "Grey herons").fill("name2", "بلشون").check_value("permissions", "staff:manage");
    form.submit().await.expect(422);
    assert_eq!(admin.page().faulty(), ["reason"]);
    // With a reason it is asked for, and holds once somebody else has agreed.
    assert!(admin.form(&edit).fill("reason", "Herons hire").submit().await.expect(303).location().starts_with("/approvals/"));
    assert_eq!(admin.follow().await.ok().texts(".blast .diff ins"), ["Manage staff, View tenants"], "in words, not in codes");
    assert_eq!(grants(&console, "herons").await, ["tenants:read"]);
    // What is not powerful is added to a role somebody holds, and what is, to one that nobody does.
    admin.open(&edit).await.ok();
    let form = admin.form(&edit).fill("name", "Grey herons").fill("name2", "بلشون").check_value("permissions", "tenants:note");
    form.submit().await.expect(303);
    assert_eq!(grants(&console, "herons").await, ["tenants:note", "tenants:read"]);
    sqlx::query("delete from sys_platform_user_roles where user_id = $1").bind(person.id.0).execute(&console.db).await.unwrap();
    admin.open(&edit).await.ok();
    admin.form(&edit).check_value("permissions", "staff:manage").submit().await.expect(303);
    assert_eq!(grants(&console, "herons").await, ["staff:manage", "tenants:note", "tenants:read"]);
}

#[tokio::test]
async fn a_role_is_told_in_the_readers_language_with_its_permissions_by_area() {
    let console = Console::start().await;
    let role = seeded(&console, "support").await;
    let words = "update sys_platform_roles set description = 'Helps tenants', description2 = 'يساعد المستأجرين' where code = 'support'";
    sqlx::query(words).execute(&console.db).await.unwrap();
    let name2: String =
        sqlx::query_scalar("select name2 from sys_platform_roles where code = 'support'").fetch_one(&console.db).await.unwrap();
    let mut browser = console.staff("super_admin").await;
    let page = browser.open(&role).await.ok();
    page.says("Helps tenants").says_not("يساعد المستأجرين").says("Tenants");
    assert!(page.texts("h2, h3").iter().any(|heading| heading == "Tenants"), "the area is named: {:?}", page.texts("h2, h3"));
    let (plan, plan2): (String, String) =
        sqlx::query_as("select name, name2 from sys_plans where rank = (select max(rank) from sys_plans)")
            .fetch_one(&console.db)
            .await
            .unwrap();
    let put = "update sys_approval_policies set min_rank = (select max(rank) from sys_plans) where command = 'tenant.suspend'";
    sqlx::query(put).execute(&console.db).await.unwrap();
    browser.open("/approvals/policies").await.ok().says(&plan).says_not(&plan2);
    browser.get("/account?lang=ar").await.ok();
    browser.open(&role).await.ok().says(&name2).says("يساعد المستأجرين").says_not("Helps tenants");
    browser.open("/approvals/policies").await.ok().says(&plan2).says_not(&plan);
}
