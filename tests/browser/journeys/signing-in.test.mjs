// Coming in and going out: password, code, the address one wanted, other devices.
import assert from "node:assert/strict";
import { email, enterCode, passSignIn, password } from "../lib/accounts.mjs";
import { profile } from "../lib/browser.mjs";
import { Person, journey } from "../lib/journey.mjs";

// Another account each way: a code counts once per account.
const ACCOUNTS = { "en true": "agent", "ar true": "billing", "en false": "analyst", "ar false": "auditor" };

journey("somebody signs in and out", null, async (person) => {
  const { page } = person;
  const account = ACCOUNTS[`${person.lang} ${person.js}`];
  await page.goto("/tenants?stage=trial");
  await person.isAt("/login");

  await person.send();
  await person.isToldOff("email", "password");
  await person.fill({ email: email(account), password: "not the password at all" });
  await person.send();
  assert.equal(person.status, 422);
  await person.reads("login-error-wrong");
  assert.equal(await person.field("email").inputValue(), email(account));
  assert.equal(await person.field("password").inputValue(), "", "a password is never sent back");

  await person.fill({ password: password(account) });
  await person.send();
  await person.isAt("/login/code");
  await person.fill({ code: "12" });
  await person.send();
  await person.isToldOff("code");
  await enterCode(page);
  assert.equal(person.path, "/tenants?stage=trial", "the page that was wanted");

  await person.press("ui-sign-out", { within: page.locator("header.top") });
  await person.isAt("/login");
  await page.goBack();
  await page.goto("/tenants");
  await person.isAt("/login");
});

journey("a session is ended from another device", "super2", async (person) => {
  const elsewhere = await profile({ lang: person.lang, js: person.js });
  const other = new Person(await elsewhere.newPage(), person);
  await other.page.goto("/login");
  await passSignIn(other.page, "super2");
  await other.page.goto("/tenants");
  assert.equal(other.status, 200);

  await person.open("/account/sessions");
  const rows = person.main.locator("#sessions tbody tr");
  const before = await rows.count();
  assert.equal(await person.main.getByText(person.say("account-session-this")).count(), 1);
  // The latest used stands first among the others.
  await rows.filter({ hasNotText: person.say("account-session-this") }).first().getByRole("button").click();
  await person.reads("session-ended-done");
  assert.equal(await rows.count(), before - 1);

  await other.page.goto("/tenants");
  await other.isAt("/login");
  await elsewhere.close();
}, { ways: [{ lang: "en", js: true }, { lang: "ar", js: false }] });
