// A journey: a person with a task, in each language, with script and without.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { passStepUp, signedIn } from "./accounts.mjs";
import { close, profile } from "./browser.mjs";
import { pathOf } from "./site.mjs";
import { watch } from "./watch.mjs";
import { say } from "./words.mjs";

export const WAYS = [
  { lang: "en", js: true },
  { lang: "ar", js: true },
  { lang: "en", js: false },
  { lang: "ar", js: false },
];
export const SCRIPTED = WAYS.filter(({ js }) => js);

/** Somebody at a page, who reads the console's words and presses what is written on things. */
export class Person {
  constructor(page, { lang, js, account }) {
    Object.assign(this, { page, lang, js, account, main: page.locator("main") });
    this.heard = watch(page);
  }

  say(key, values) {
    return say(this.lang, key, values);
  }

  get path() {
    return pathOf(this.page.url());
  }

  get status() {
    return this.heard.document?.status();
  }

  /** Opens an address, showing the second factor again where it is asked for. */
  async open(path) {
    await this.page.goto(path);
    if (this.account && (await passStepUp(this.page, this.account))) await this.page.goto(path);
  }

  /** A link or button by the words on it. */
  named(key, { within = this.main, values } = {}) {
    const name = this.say(key, values);
    return within.getByRole("link", { name, exact: true }).or(within.getByRole("button", { name, exact: true })).first();
  }

  async press(key, options) {
    await this.named(key, options).click();
    await this.page.waitForLoadState();
  }

  /** Sends the form that is the page's matter. */
  async send() {
    await this.main.locator("form [type=submit]").last().click();
    await this.page.waitForLoadState();
  }

  field(name) {
    return this.main.locator(`[name="${name}"]:not([type=hidden])`).first();
  }

  async fill(fields) {
    for (const [name, value] of Object.entries(fields)) await this.field(name).fill(value);
  }

  async choose(name, value) {
    await this.main.locator(`[name="${name}"][value="${value}"]`).check();
  }

  async isAt(path) {
    await this.page.waitForURL((address) => (path instanceof RegExp ? path.test(address.pathname) : address.pathname === path));
  }

  async sees(text) {
    await this.main.getByText(text).first().waitFor();
  }

  async reads(key, values) {
    await this.sees(this.say(key, values));
  }

  /** The page says no to an act, on fields: in a summary that has the focus, and beside each field. */
  async isToldOff(...fields) {
    assert.equal(this.status, 422);
    const told = await this.main.locator("#errors a").evaluateAll((links) => links.map((link) => link.getAttribute("href").replace("#f-", "")));
    assert.deepEqual(told.sort(), [...fields].sort());
    for (const field of fields) assert.equal(await this.page.locator(`#e-${field}`).count(), 1, `nothing stands beside ${field}`);
    const title = this.say("title-error");
    assert.ok((await this.page.title()).startsWith(title), "the title does not say so");
    // Without script the browser cannot be told to; the summary is an alert all the same.
    if (this.js) assert.equal(await this.page.evaluate(() => document.activeElement.id), "errors");
  }

  /** Another tab or device of the same person, or of a stranger. */
  async beside(context) {
    return new Person(await context.newPage(), this);
  }
}

const title = (name, { lang, js }) => `${name} (${lang}, ${js ? "with" : "without"} script)`;

/** One test for each way. `account` is signed in, or null for somebody outside. */
export const journey = (name, account, walk, { ways = WAYS, ...options } = {}) => {
  for (const way of ways) {
    test(title(name, way), async () => {
      const who = typeof account === "function" ? account(way) : account;
      const context = who ? await signedIn(who, { ...way, ...options }) : await profile({ ...way, ...options });
      const person = new Person(await context.newPage(), { ...way, account: who });
      await walk(person, context);
      assert.deepEqual(person.heard.faults, []);
      await context.close();
    });
  }
};

after(close);
