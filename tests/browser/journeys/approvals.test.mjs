// Two people for what is dangerous: one asks, another looks at what it touches and decides.
import assert from "node:assert/strict";
import { signedIn } from "../lib/accounts.mjs";
import { Person, journey } from "../lib/journey.mjs";

/** The address of an active tenant nobody else in these journeys works on: the oldest, since others bring in new ones. */
const activeTenant = async (person, place) => {
  await person.open("/tenants?stage=active&sort=created");
  return new URL(await person.main.locator("tbody th a").nth(place).getAttribute("href"), person.page.url()).pathname;
};

const ways = ["enjs", "arjs", "enplain", "arplain"];
const placeOf = ({ lang, js }) => ways.indexOf(`${lang}${js ? "js" : "plain"}`);

journey("a suspension is asked for, looked at, approved and undone", "billing", async (person) => {
  const tenant = await activeTenant(person, placeOf(person));
  await person.open(`${tenant}/suspension`);
  await person.reads("approvals-needs-one");
  // The card goes with the choice, without script too.
  const shown = () => person.main.locator(".blast tr[data-when]:visible").evaluateAll((rows) => rows.map((row) => row.dataset.when));
  assert.deepEqual(await shown(), ["mode-read_only"]);
  await person.choose("mode", "blocked");
  assert.deepEqual(await shown(), ["mode-blocked"]);
  await person.send();
  await person.isToldOff("category", "reason");
  await person.field("category").selectOption("payment_overdue");
  await person.fill({ reason: "Three invoices unpaid" });
  await person.send();
  await person.isAt(/^\/approvals\/[0-9a-f-]{36}$/);
  await person.reads("approvals-asked");
  await person.reads("approvals-hint-own");
  const request = person.path;

  const desk = await signedIn("super2", person);
  const second = new Person(await desk.newPage(), { lang: person.lang, js: person.js, account: "super2" });
  await second.open("/approvals");
  assert.ok(await second.main.locator(`a[href="${request}"]`).count(), "it waits in the inbox");
  await second.open(request);
  await second.reads("approvals-blast-title");
  await second.sees("Three invoices unpaid");
  if (await second.named("approvals-confirm-first").count()) {
    await second.open(`/step-up?next=${request}`);
    await second.open(request);
  }
  await second.press("approvals-approve");
  await second.reads("approvals-decided-executed");
  assert.deepEqual(second.heard.faults, []);
  await desk.close();

  await person.open(`${tenant}/lifecycle`);
  await person.reads("lifecycle-access-blocked");
  await person.open(`${tenant}/reinstatement`);
  await person.send();
  await person.isAt(`${tenant}/lifecycle`);
  await person.reads("lifecycle-done-reinstate");
  await person.reads("lifecycle-access-full");
});

journey("several tenants are ticked and tagged", "support", async (person) => {
  // The oldest: what another journey brings in and takes back again is newer.
  await person.open("/tenants?stage=active&sort=created");
  const boxes = person.main.locator("tbody input[name=ids]");
  await boxes.nth(6).check();
  await boxes.nth(7).check();
  await person.press("bulk-tags");
  await person.isAt(/^\/tenants\/bulk\/[0-9a-f-]{36}\/tags$/);
  await person.send();
  await person.isToldOff("add");
  const tag = `wave-${placeOf(person)}-${Date.now()}`;
  await person.fill({ add: tag });
  await person.send();
  await person.isAt("/tenants");
  await person.open(`/tenants?tag=${tag}`);
  assert.equal(await person.main.locator("tbody tr").count(), 2);
});
