// Somebody is invited, comes in through the link, and leaves again when told to.
import assert from "node:assert/strict";
import { enterCode } from "../lib/accounts.mjs";
import { profile } from "../lib/browser.mjs";
import { Person, journey } from "../lib/journey.mjs";
import { linkTo } from "../lib/letters.mjs";

journey("a colleague is invited, sets up and works, until disabled", "super2", async (person, context) => {
  const address = `invited-${person.lang}-${person.js}-${Date.now()}@example.om`;
  await person.open("/staff/new");
  await person.send();
  await person.isToldOff("email", "name", "roles");
  await person.fill({ name: "Ruqaya Al Amri", email: address });
  await person.choose("roles", "support");
  await person.choose("language", person.lang);
  await person.send();
  await person.sees(address);
  await person.press("staff-open", { values: { name: "Ruqaya Al Amri" } });
  const record = person.path;

  const desk = await profile({ lang: person.lang, js: person.js });
  const invitee = new Person(await desk.newPage(), { lang: person.lang, js: person.js });
  const link = await linkTo(context, address);
  await invitee.page.goto(link);
  await invitee.reads("invitation-title");
  await invitee.fill({ password: "short" });
  await invitee.send();
  await invitee.isToldOff("password");
  await invitee.fill({ password: "nine patient camels cross the river" });
  await invitee.send();
  await invitee.isAt("/enrol");
  const secret = (await invitee.main.locator(".secret-one code").innerText()).replaceAll(/\s/g, "");
  await enterCode(invitee.page, secret);
  await invitee.reads("codes-title");
  assert.equal(await invitee.main.locator(".secret-values li").count(), 10);
  await invitee.press("codes-go");
  await invitee.isAt("/");
  await invitee.page.goto("/tenants");
  assert.equal(invitee.status, 200);
  await invitee.page.goto("/staff");
  assert.equal(invitee.status, 403);
  await invitee.reads("error-403-title");

  // The link was good once.
  const stranger = await profile({ lang: person.lang, js: person.js });
  const late = new Person(await stranger.newPage(), { lang: person.lang, js: person.js });
  await late.page.goto(link);
  await late.reads("invitation-gone-title");
  await stranger.close();

  await person.open(`${record}/disable`);
  await person.fill({ reason: "Left the company" });
  await person.send();
  await person.isAt(record);
  await person.reads("staff-status-disabled");
  await invitee.page.goto("/tenants");
  await invitee.isAt("/login");
  await desk.close();
});
