// What each role is there for works, and what it is not there for is refused in words.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { journey } from "../lib/journey.mjs";
import { anyTenant } from "../lib/tenants.mjs";

const firstTenant = async (person) => {
  const tenant = await anyTenant(person.page);
  await person.main.locator(`#tenants a[href="${tenant}"]`).click();
  await person.isAt(tenant);
  return tenant;
};

const refused = async (person, ...paths) => {
  for (const path of paths) {
    await person.page.goto(path);
    assert.equal(person.status, 403, `${path} is open`);
    await person.reads("error-403-title");
    assert.ok(await person.named("ui-error-back").isVisible(), "there is no way back");
    assert.equal(await person.page.locator("nav.nav a").count() > 1, true, "the navigation is gone");
  }
};

const offered = (person, href) => person.page.locator(`nav.nav a[href="${href}"]`).count();

const exported = async (person) => {
  const [file] = await Promise.all([person.page.waitForEvent("download"), person.named("ui-export").click()]);
  return readFile(await file.path(), "utf8");
};

journey("billing reads and exports, and changes nothing", "billing", async (person) => {
  await person.open("/tenants");
  // By owner: what another test imports meanwhile has none.
  const maryam = person.field("owner").locator("option", { hasText: "Maryam Al Lawati" });
  await person.field("owner").selectOption(await maryam.getAttribute("value"));
  await person.press("ui-filter-apply");
  const rows = await person.main.locator("#tenants tbody tr").count();
  const file = await exported(person);
  assert.equal(file.trim().split("\n").length - 1, rows);
  assert.equal(await person.named("tenants-new").count(), 0);
  const tenant = await firstTenant(person);
  assert.equal(await person.named("ui-edit").count(), 0);
  assert.equal(await offered(person, "/staff"), 0);
  await refused(person, `${tenant}/edit`, "/tenants/new", "/tenants/import", "/staff", "/audit");
});

journey("support finds a tenant by phone and writes a note", "agent", async (person) => {
  const tenant = await firstTenant(person);
  const phone = await person.main.locator("a[href^='tel:']").first().innerText();
  await person.page.goto("/tenants");
  await person.fill({ q: phone.replaceAll(/\D/g, "") });
  await person.press("ui-filter-apply");
  await person.main.locator(`#tenants a[href="${tenant}"]`).click();
  await person.isAt(tenant);
  const text = `Called back, ${person.lang} ${person.js}.`;
  await person.main.locator("#f-body").fill(text);
  await person.press("tenants-note-add");
  await person.sees(text);
  assert.equal(await person.named("ui-edit").count(), 0);
  await refused(person, `${tenant}/edit`, "/tenants/new", "/tenants/import", "/audit");
});

journey("the analyst sees codes and nobody's name", "analyst", async (person) => {
  await person.open("/tenants");
  const names = await person.main.locator("#tenants tbody th").allInnerTexts();
  assert.ok(names.every((name) => !/laundry|clean|مغسلة/i.test(name)), names.join());
  const file = await exported(person);
  assert.doesNotMatch(file.split("\n")[0], /name|mail|phone|address|slug|city/, "a column tells who it is");
  assert.doesNotMatch(file, /@/);
  const tenant = await firstTenant(person);
  assert.equal(await person.page.locator("a[href^='mailto:'], a[href^='tel:']").count(), 0);
  await person.page.goto("/tenants?q=laundry");
  assert.equal(await person.main.locator("#tenants tbody tr").count(), 0);
  await refused(person, `${tenant}/edit`, `${tenant}/notes/new`, "/staff", "/audit");
});

journey("the auditor reads the log and the refusals in it", "auditor", async (person) => {
  await person.open("/tenants/new");
  assert.equal(person.status, 403);
  await person.page.goto("/audit?outcome=denied");
  await person.main.locator(".event-actor", { hasText: "Hamed Al Siyabi" }).first().waitFor();
  await person.main.locator(".event a[href^='/audit/']").first().click();
  await person.isAt(/^\/audit\/\d+$/);
  await person.page.goto("/audit");
  const file = await exported(person);
  assert.ok(file.trim().split("\n").length > 5);
  await person.page.goto("/staff");
  assert.equal(person.status, 200);
  assert.equal(await person.named("staff-new").count(), 0);
  await refused(person, "/staff/new", "/tenants/import", "/tenants.csv");
});
