// Every page the console can show: what links lead to, and what only happens to a reader – refusals, faulty forms, a
// conflict, the steps of coming in. Each entry walks somewhere and calls `look(name)` where there is something to see.
import assert from "node:assert/strict";
import { email, enterCode, passStepUp, password, signedIn } from "./accounts.mjs";
import { profile } from "./browser.mjs";
import { crawl } from "./crawl.mjs";
import { linkTo } from "./letters.mjs";
import { addContact, addNote, anyTenant, setTags, smallRoster, upload } from "./tenants.mjs";
import { say } from "./words.mjs";

const submit = (page) => page.locator("main form [type=submit]").last().click();
const goes = (path) => ({ who: "reader", name: path, walk: async (page, look) => { await page.goto(path); await look(path); } });

/** Sends the only form of a page as it stands, or with some fields filled, and expects it back with what is wrong. */
const faulty = (path, fields = {}, status = 422) => ({
  who: "reader",
  name: `${path} with faults`,
  walk: async (page, look, { heard, account }) => {
    await page.goto(path);
    if (await passStepUp(page, account)) await page.goto(path);
    for (const [name, value] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(value);
    await submit(page);
    await page.waitForLoadState();
    assert.equal(heard.document.status(), status, `${path} took it`);
    await look(`${path} with faults`);
  },
});

/** A page that answers with an error, seen by whoever is refused. */
const refused = (who, path, status) => ({
  who,
  name: `${path} for ${who}`,
  walk: async (page, look, { heard }) => {
    await page.goto(path);
    assert.equal(heard.document.status(), status);
    await look(`${status} for ${who}`);
  },
});

const comingIn = {
  who: "stranger",
  name: "coming in",
  walk: async (page, look) => {
    await page.goto("/login?next=%2Ftenants");
    await look("/login");
    await submit(page);
    await look("/login with faults");
    await page.locator("[name=email]").fill(email("agent"));
    await page.locator("[name=password]").fill(password("agent"));
    await submit(page);
    await page.waitForURL(/\/login\/code/);
    await look("/login/code");
    await submit(page);
    await look("/login/code with faults");
  },
};

const beingInvited = {
  who: "stranger",
  name: "being invited",
  walk: async (page, look, { account, lang }) => {
    const reader = await signedIn(account, { lang });
    const inviter = await reader.newPage();
    const address = `invitee-${lang}@example.om`;
    await inviter.goto("/staff/new");
    if (await passStepUp(inviter, account)) await inviter.goto("/staff/new");
    await inviter.locator("[name=name]").fill("Ruqaya Al Amri");
    await inviter.locator("[name=email]").fill(address);
    await inviter.locator("[name=roles][value=support]").check();
    await submit(inviter);
    await look("/staff/new, invited", inviter);
    await page.goto(await linkTo(reader, address));
    await reader.close();
    await look("/invitation");
    await page.locator("[name=password]").fill("short");
    await submit(page);
    await look("/invitation with faults");
    await page.locator("[name=password]").fill("a long sentence about nine camels");
    await submit(page);
    await page.waitForURL(/\/enrol/);
    await look("/enrol");
    await page.locator("[name=code]").fill("123");
    await submit(page);
    await look("/enrol with faults");
    const secret = (await page.locator(".secret-one code").innerText()).replaceAll(/\s/g, "");
    await page.locator("[name=code]").fill("");
    await enterCode(page, secret);
    await look("/enrol, the recovery codes");
    await page.goto("/");
    await look("home of a newcomer");
  },
};

const conflict = (path, field) => ({
  who: "reader",
  name: `${path} in conflict`,
  walk: async (page, look, { heard, account, lang }) => {
    await page.goto(path);
    if (await passStepUp(page, account)) await page.goto(path);
    const other = await page.context().newPage();
    await other.goto(path);
    const was = await other.locator(`[name=${field}]`).inputValue();
    await other.locator(`[name=${field}]`).fill(`${was} A`);
    // Saving a profile chooses the language it shows.
    const own = other.locator(`[name=language][value=${lang}]`);
    if (await own.count()) await own.check();
    await submit(other);
    await other.waitForURL((address) => address.pathname !== path || path === "/account");
    await other.close();
    await page.locator(`[name=${field}]`).fill(`${was} B`);
    await submit(page);
    await page.waitForLoadState();
    assert.equal(heard.document.status(), 409);
    await look(`${path} in conflict`);
  },
});

const importing = {
  who: "reader",
  name: "importing",
  walk: async (page, look, { lang, account }) => {
    await page.goto("/tenants/import");
    await submit(page);
    await look("/tenants/import with faults");
    await upload(page, smallRoster(`Gallery${lang}`));
    const here = new URL(page.url()).pathname;
    await look("an import under review");
    await page.goto(`${here}?verdict=refused`);
    await look("the refused rows of an import");
    // The page asks how the work stands and reloads when it is done; without an answer it holds still to be looked at.
    const asking = (address) => address.searchParams.has("fragment");
    await page.route(asking, () => {});
    await page.locator("form[action$='/run'] [type=submit]").click();
    await page.waitForURL((address) => address.pathname === here);
    await look("an import at work, or done");
    await page.unroute(asking);
    await page.reload();
    await page.locator("a[href$='/undo']").waitFor();
    // It may have reloaded itself on the way: what is counted are the requests of one page.
    await page.goto(here);
    await look("the result of an import");
    await page.goto(`${here}/undo`);
    if (await passStepUp(page, account)) await page.goto(`${here}/undo`);
    await look("undoing an import");
    await submit(page);
    await page.waitForURL((address) => address.pathname === here);
    await page.getByText(say(lang, "imports-tile-undone")).waitFor();
    await look("an import undone");
    await page.goto("/tenants/import");
    await look("/tenants/import with earlier ones");
  },
};

/** The gallery of one language. `account` is a super admin of its own: two galleries may be walked at once. */
export const gallery = async (lang, account) => {
  const reader = await signedIn(account, { lang });
  const page = await reader.newPage();
  const tenant = await anyTenant(page);
  await addContact(page, tenant);
  await addNote(page, tenant, "Wants the invoice in Arabic.\nCalls on Sundays.");
  await setTags(page, tenant, "vip, muscat");
  const staff = await (async () => {
    await page.goto("/staff?status=active");
    return page.locator("#staff tbody tr", { hasText: "agent@demo.test" }).locator("th a").getAttribute("href");
  })();
  await page.goto("/staff?status=invited");
  const invited = await page.locator("#staff tbody th a").first().getAttribute("href");
  await page.goto("/staff?status=disabled");
  const disabled = await page.locator("#staff tbody th a").first().getAttribute("href");
  await page.close();

  const linked = await crawl(reader, ["/", tenant, staff]);
  const contact = `${tenant}/contacts/${(await (await reader.request.get(tenant)).text()).match(/\/contacts\/([0-9a-f-]{36})\/edit/)[1]}`;
  // Fifty rows are weighed elsewhere; to look at, twenty are the same.
  const short = (path) => (["/tenants", "/audit", "/staff"].includes(path) ? `${path}?size=20` : path);
  const shown = [...linked.values()].map(short).map(goes);
  const closed = (await (await reader.request.get("/tenants?stage=churned")).text()).match(/<th scope="row"><a href="([^"]+)"/)[1];

  const reading = [
    goes("/tenants?q=al&stage=active&plan=STARTER&size=20"),
    goes("/tenants?q=nobodyatall"),
    goes("/staff?q=nobodyatall"),
    goes("/audit?outcome=denied&from=2026-01-01"),
    goes("/audit?from=1999-01-01&to=1999-01-02"),
    goes("/search?q=al"),
    goes("/search?q=nobodyatall"),
    goes(closed),
    goes(invited),
    goes(`${invited}/invitation`),
    goes(disabled),
  ];
  const mistaken = [
    faulty("/tenants/new", { email: "nowhere", phone: "12", slug: "A B" }),
    faulty(`${tenant}/edit`, { name: "", email: "" }),
    faulty(`${tenant}/contacts/new`),
    faulty(`${contact}/edit`, { name: "" }),
    faulty(`${tenant}/notes/new`),
    faulty(`${tenant}/tags`, { tags: "x".repeat(60) }),
    faulty(`${tenant}/branding`, { primary_color: "blue" }),
    faulty(`${tenant}/settings`, { tax_id: "9".repeat(60) }),
    faulty("/staff/new"),
    faulty(`${staff}/edit`, { name: "" }),
    faulty(`${staff}/disable`),
    faulty("/account", { name: "" }),
    faulty("/account/password"),
    faulty("/account/factors/authenticator"),
    faulty("/step-up?next=%2F", { code: "12" }),
  ];
  const stopped = [
    refused("reader", "/nowhere", 404),
    refused("analyst", "/tenants/new", 403),
    refused("stranger", "/nowhere", 404),
    { ...goes("/invitation?token=never-was-one"), who: "stranger" },
    { ...goes("/tenants?size=20"), who: "analyst", name: "/tenants under codes" },
    { ...goes(tenant), who: "analyst", name: "a tenant under its code" },
    { ...goes("/"), who: "analyst", name: "the analyst's home" },
    { ...goes("/"), who: "auditor", name: "the auditor's home" },
    { ...goes(`${tenant}/settings`), who: "auditor", name: "a tenant's settings, to read" },
  ];
  const walks = [
    comingIn,
    ...shown,
    ...reading,
    ...mistaken,
    conflict(`${tenant}/edit`, "name"),
    conflict(`${staff}/edit`, "name"),
    conflict("/account", "name"),
    beingInvited,
    importing,
    ...stopped,
  ];
  return { walks, linked };
};

/** A fresh browser for one walk: whose it is, with nothing in its cache. */
export const visitorOf = (who, lang, account, options) => {
  if (who === "stranger") return profile({ lang, ...options });
  return signedIn(who === "reader" ? account : who, { lang, ...options });
};
