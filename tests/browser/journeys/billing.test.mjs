// What the billing desk does: an invoice from its first line to its end, and a look at what the next run would charge.
import assert from "node:assert/strict";
import { WAYS, journey } from "../lib/journey.mjs";
import { anyTenant } from "../lib/tenants.mjs";

journey("an invoice is written, issued and taken back", "billing", async (person) => {
  const tenant = (await anyTenant(person.page)).split("/").at(-1);
  await person.open(`/billing/invoices/new?tenant=${tenant}`);
  await person.fill({ description: "Training on site", price: "1,5" });
  await person.press("invoices-save-draft");
  assert.equal(person.status, 422);
  assert.equal(await person.field("price").inputValue(), "1,5");
  await person.fill({ price: "10" });
  await person.press("invoices-add-line");
  assert.equal(await person.main.locator("[name=description]").count(), 2);
  await person.press("invoices-save-draft");
  await person.isAt(/^\/billing\/invoices\/[0-9a-f-]{36}$/);
  const invoice = person.path;
  await person.open(`${invoice}/issue`);
  await person.send();
  await person.isAt(invoice);
  await person.sees("INV-");
  await person.open(`${invoice}/void`);
  await person.fill({ reason: "Issued twice" });
  await person.send();
  await person.isAt(invoice);
  await person.reads("invoices-voided");
});

journey("the next billing run is looked at before it is begun", "billing", async (person) => {
  await person.open("/billing/runs");
  await person.press("runs-new");
  await person.reads("runs-odd");
  await person.fill({ to: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10) });
  await person.press("runs-look");
  await person.reads("runs-error-future");
  assert.equal(await person.main.locator("form[method=post] [type=submit]").count(), 0, "a day that has not come can be begun");
});

journey("a subscription is moved to a dearer plan as it was looked at", "billing", async (person) => {
  // A tenant for each way, for each is moved for good.
  const place = WAYS.findIndex(({ lang, js }) => lang === person.lang && js === person.js);
  await person.open("/tenants?sort=code&size=20&stage=active&plan=STARTER");
  const tenant = await person.page.locator("#tenants tbody th a").nth(place).getAttribute("href");
  await person.open(`${tenant}/subscription`);
  await person.press("subscription-change-plan");
  await person.press("subscription-look");
  await person.isToldOff("plan");
  await person.field("plan").selectOption({ index: 1 });
  await person.press("subscription-look");
  await person.reads("subscription-card-now");
  await person.reads("subscription-to-pay");
  await person.send();
  await person.isAt(`${tenant}/subscription`);
  await person.reads("subscription-changed");
  await person.press("subscription-ahead");
  await person.reads("subscription-ahead-text");
});
