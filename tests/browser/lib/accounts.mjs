// The demonstration's accounts, and getting in with them. A code counts once per account, so a file signs each account in
// once and gives its visitors that session; several profiles of one person are then one session, as in several tabs.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { profile } from "./browser.mjs";
import { code, stepNow, until } from "./totp.mjs";

export const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
export const email = (account) => `${account}@demo.test`;
export const password = (account) => `demo-${account}-Passw0rd!`;

const submit = (page) => page.locator("main form [type=submit]").last().click();

/** Types codes until one is taken. The console allows one step of tolerance either way, so three may be had without waiting. */
export const enterCode = async (page, secret = SECRET) => {
  const asked = new URL(page.url()).pathname;
  let step = stepNow() - 1;
  for (;;) {
    if (step > stepNow() + 1) await pause(until(step - 1));
    await page.locator("[name=code]").fill(code(secret, step));
    await submit(page);
    await page.waitForLoadState();
    // The page it leads to may ask for a code of its own.
    if (new URL(page.url()).pathname !== asked || !(await page.locator("[name=code]").count())) return;
    // Shown again: the code was used by another sign-in, or its half minute just ended.
    assert.equal(await page.locator("#e-code").count(), 1, `the code was refused without a word at ${page.url()}`);
    step += 1;
  }
};

/** Fills both sign-in forms, from wherever they stand now. */
export const passSignIn = async (page, account) => {
  await page.locator("[name=email]").fill(email(account));
  await page.locator("[name=password]").fill(password(account));
  await submit(page);
  await page.waitForURL(/\/login\/code/);
  await enterCode(page);
};

const states = new Map();

const stateOf = (account) => {
  if (!states.has(account)) {
    states.set(account, (async () => {
      const context = await profile();
      const page = await context.newPage();
      await page.goto("/login");
      await passSignIn(page, account);
      const state = await context.storageState();
      await context.close();
      return state;
    })());
  }
  return states.get(account);
};

/** A browser profile in which the account is signed in. */
export const signedIn = async (account, options = {}) => profile({ ...options, state: await stateOf(account) });

/** Passes the second factor if the page asks for it. The session gets a new id by that, which later profiles must have. */
export const passStepUp = async (page, account) => {
  if (new URL(page.url()).pathname !== "/step-up") return false;
  await enterCode(page);
  states.set(account, page.context().storageState());
  return true;
};
