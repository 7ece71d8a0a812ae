// Passkeys with the browser's own device: added, used instead of a code, and taken away. Browsers know passkeys by a name only, so this
// demonstration is called localhost.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import { email, passSignIn, password } from "../lib/accounts.mjs";
import { launch } from "../lib/browser.mjs";
import { Person, SCRIPTED } from "../lib/journey.mjs";
import { WORK } from "../lib/site.mjs";
import { until } from "../lib/until.mjs";

// Another account each way: a code counts once per account.
const ACCOUNTS = { en: "agent", ar: "billing" };

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

let demo;
let base;

before(async () => {
  const port = await freePort();
  base = `http://localhost:${port}`;
  const args = ["demo", "--data-dir", `${WORK}/passkeys`, "--listen", `127.0.0.1:${port}`, "--tenants", "5"];
  demo = spawn(process.env.HQ_CONSOLE_BIN, args, { env: { ...process.env, HQ_PUBLIC_URL: base }, stdio: "ignore" });
  await until(async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok, { within: 120_000, what: "a console named localhost" });
});

after(async () => {
  const gone = new Promise((resolve) => demo.once("exit", resolve));
  demo.kill("SIGTERM");
  await gone;
});

/** A device that is there, and whose owner always agrees. */
const plugIn = async (page) => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: false, hasUserVerification: true, isUserVerified: true };
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: { ...options, automaticPresenceSimulation: true } });
  return { cdp, authenticatorId };
};

for (const { lang, js } of SCRIPTED) {
  test(`somebody signs in with a passkey (${lang})`, async () => {
    const browser = await launch();
    const context = await browser.newContext({ baseURL: base, viewport: { width: 1440, height: 900 }, locale: lang, reducedMotion: "reduce" });
    await context.addCookies([{ name: "__Host-hq-lang", value: lang, domain: "localhost", path: "/", secure: true }]);
    context.setDefaultTimeout(15_000);
    const account = ACCOUNTS[lang];
    const person = new Person(await context.newPage(), { lang, js, account });
    const { page } = person;
    const device = await plugIn(page);

    await page.goto("/login");
    await passSignIn(page, account);
    await page.goto("/account/factors");
    await person.reads("passkey-none");
    await person.press("passkey-new");
    await person.fill({ name: "Work laptop" });
    await person.send();
    await person.isAt("/account/factors");
    await person.reads("passkey-added-done", { name: "Work laptop" });
    const { credentials } = await device.cdp.send("WebAuthn.getCredentials", { authenticatorId: device.authenticatorId });
    assert.equal(credentials.length, 1);
    assert.equal(credentials[0].rpId, "localhost");

    await person.press("ui-sign-out", { within: page.locator("header.top") });
    await person.isAt("/login");
    await person.fill({ email: email(account), password: password(account) });
    await person.send();
    await person.isAt("/login/code");
    await person.press("passkey-use");
    await page.waitForURL((address) => !address.pathname.startsWith("/login"));
    await page.goto("/account/factors");
    assert.equal(person.status, 200, "in without a code");

    // A passkey is one factor: without the password it opens nothing.
    await person.press("ui-sign-out", { within: page.locator("header.top") });
    await page.goto("/account/factors");
    await person.isAt("/login");
    await person.fill({ email: email(account), password: password(account) });
    await person.send();
    // A device that is not there, and the code stays as the other way.
    await device.cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: device.authenticatorId });
    assert.equal(await person.field("code").count(), 1);
    // The watch knows the other demonstration only.
    assert.deepEqual(person.heard.faults.filter((fault) => !fault.startsWith(`asks a stranger: ${base}/`)), []);
    await context.close();
  });
}
