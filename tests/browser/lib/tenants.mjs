// Makes what a tenant's pages can show, through the pages themselves.
import { readFileSync } from "node:fs";

export const ROSTER = new URL("../../it/fixtures/tenant-roster.csv", import.meta.url).pathname;

/** A roster of a few rows, one of them faulty. */
export const smallRoster = (mark) => ({
  name: `roster-${mark}.csv`,
  mimeType: "text/csv",
  buffer: Buffer.from(`Name,Email,Phone,Country,Plan,Colour\n${mark} One,one-${mark}@example.om,92123456,OM,STARTER,red\n${mark} Two,no address,,OM,GOLD,\n`),
});

/** The whole roster under another mark, so that it can be imported again and again. */
export const wholeRoster = (mark) => ({
  name: `roster-${mark}.csv`,
  mimeType: "text/csv",
  buffer: Buffer.from(readFileSync(ROSTER, "utf8").replaceAll("@example.", `@${mark}.example.`)),
});

/** Tenants in the order of their codes. The first were there before any test, and no import that is undone meanwhile takes them away. */
export const OLDEST = "/tenants?sort=code&size=20";

/** One of those, which can be edited. */
export const anyTenant = async (page) => {
  await page.goto(`${OLDEST}&stage=active`);
  return page.locator("#tenants tbody th a").first().getAttribute("href");
};

export const addContact = async (page, tenant) => {
  await page.goto(`${tenant}/contacts/new`);
  await page.locator("[name=name]").fill("Zainab Al Farsi");
  await page.locator("[name=role]").fill("Accountant");
  await page.locator("[name=email]").fill("zainab@example.om");
  await page.locator("main form [type=submit]").last().click();
  await page.waitForURL((address) => address.pathname === tenant);
};

export const addNote = async (page, tenant, body) => {
  await page.goto(`${tenant}/notes/new`);
  await page.locator("[name=body]").fill(body);
  await page.locator("main form [type=submit]").last().click();
  await page.waitForURL((address) => address.pathname === tenant);
};

export const setTags = async (page, tenant, tags) => {
  await page.goto(`${tenant}/tags`);
  await page.locator("[name=tags]").fill(tags);
  await page.locator("main form [type=submit]").last().click();
  await page.waitForURL((address) => address.pathname === tenant);
};

/** Uploads a roster; the page then is its review. */
export const upload = async (page, file) => {
  await page.goto("/tenants/import");
  await page.locator("[name=file]").setInputFiles(file);
  await page.locator("main form [type=submit]").last().click();
  await page.waitForURL(/\/tenants\/import\/[0-9a-f-]{36}/);
};
