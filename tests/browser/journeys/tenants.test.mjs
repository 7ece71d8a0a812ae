// A tenant's life as a super admin gives it: created, corrected, quarrelled over, furnished.
import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";

const mark = ({ lang, js }) => `${lang}${js ? "js" : "plain"}`;
const create = async (person) => {
  await person.open("/tenants/new");
  await person.fill({ name: `Marina Laundry ${mark(person)}`, email: `marina-${mark(person)}-${Date.now()}@example.om` });
  await person.choose("business_type", "laundry");
  await person.field("country_code").selectOption("OM");
  await person.choose("default_language", person.lang);
  await person.choose("plan", "STARTER");
};

journey("a tenant is created after two mistakes, then edited", "super", async (person) => {
  await person.open("/tenants");
  await person.press("tenants-new");
  await create(person);
  const address = await person.field("email").inputValue();
  await person.fill({ email: "nowhere", phone: "12", name2: "مغسلة المرسى" });
  await person.send();
  await person.isToldOff("email", "phone");
  assert.equal(await person.field("email").inputValue(), "nowhere");
  assert.equal(await person.field("phone").inputValue(), "12");
  assert.equal(await person.field("name2").inputValue(), "مغسلة المرسى");
  assert.ok(await person.main.locator("[name=plan][value=STARTER]").isChecked());
  // From the summary straight to the field.
  await person.main.locator("#errors a[href='#f-phone']").click();
  assert.equal(await person.page.evaluate(() => document.activeElement.id), "f-phone");

  // Digits as an Arabic keyboard writes them.
  await person.fill({ email: address, phone: "٩٢١٢٣٤٥٦" });
  await person.send();
  await person.isAt(/^\/tenants\/[0-9a-f-]{36}$/);
  await person.reads("tenants-created");
  await person.sees(/9212 ?3456/);

  await person.press("ui-edit");
  await person.fill({ city: "Sohar" });
  await person.send();
  await person.reads("tenants-saved");
  await person.sees("Sohar");
});

journey("two tabs save the same tenant, and the second is asked", "super", async (person, context) => {
  await create(person);
  await person.send();
  await person.isAt(/^\/tenants\/[0-9a-f-]{36}$/);
  const tenant = person.path;
  const other = await person.beside(context);
  await person.open(`${tenant}/edit`);
  await other.open(`${tenant}/edit`);
  await other.fill({ city: "Nizwa" });
  await other.send();
  await other.isAt(tenant);

  await person.fill({ city: "Sur" });
  await person.send();
  assert.equal(person.status, 409);
  await person.reads("conflict-title");
  const diff = person.main.locator(".diff");
  assert.match(await diff.innerText(), /Nizwa[\s\S]*Sur/);
  assert.equal(await person.field("city").inputValue(), "Sur", "what was typed is still there");
  await person.send();
  await person.isAt(tenant);
  await person.sees("Sur");
});

journey("a tenant gets a contact, a note, tags and an owner", "super", async (person) => {
  await create(person);
  await person.send();
  await person.isAt(/^\/tenants\/[0-9a-f-]{36}$/);
  const tenant = person.path;

  await person.press("tenants-contact-new");
  await person.send();
  assert.equal(person.status, 422);
  await person.fill({ name: "زينب الفارسي", phone: "+968 9212 0000" });
  await person.send();
  await person.isAt(tenant);
  await person.reads("tenants-contact-added");
  await person.sees("زينب الفارسي");

  await person.main.locator("#f-body").fill("Calls on Sundays.");
  await person.press("tenants-note-add");
  await person.reads("tenants-note-added");
  await person.sees("Calls on Sundays.");
  await person.press("tenants-note-pin");
  await person.reads("tenants-pinned");

  // The small forms beside what they change open without script too.
  const small = (name) => person.main.locator("details", { has: person.page.locator(`[name=${name}]`) });
  await small("tags").locator("summary").click();
  await small("tags").locator("[name=tags]").fill(`vip, ${mark(person)}`);
  await small("tags").locator("[type=submit]").click();
  await person.reads("tenants-tags-changed");
  await small("owner").locator("summary").click();
  await small("owner").locator("select").selectOption({ label: "Aisha Al Zadjali" });
  await small("owner").locator("[type=submit]").click();
  await person.reads("tenants-owner-changed");

  await person.press("tenants-tab-activity");
  await person.main.locator(".event", { hasText: "Salim Al Harthy" }).first().waitFor();
  assert.ok((await person.main.locator(".event").count()) >= 5);

  await person.open("/tenants");
  await person.field("tag").selectOption(mark(person));
  await person.press("ui-filter-apply");
  assert.ok((await person.main.locator("#tenants tbody tr").count()) >= 1);
  assert.match(person.path, new RegExp(`tag=${mark(person)}`));
});
