// With the keyboard alone: everything can be reached, one always sees where one is, and nothing covers it.
import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";
import { OLDEST, anyTenant } from "../lib/tenants.mjs";

const MOST_STOPS = 400;

/** What can be pressed or filled, as the reader sees the page: radios of one question are one stop. */
const stops = () => {
  const groups = new Set();
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.disabled || element.tabIndex < 0) return false;
    if (element.type !== "radio") return true;
    const group = [...document.querySelectorAll(`[name="${element.name}"]`)];
    const first = group.find((one) => one.checked) ?? group[0];
    return element === first && !groups.has(element.name) && groups.add(element.name);
  }).length;
};

const focused = () => {
  const element = document.activeElement;
  if (element === document.body) return null;
  // A control may show its ring on what holds it, such as a filter's frame or a whole row.
  const rings = [element, element.parentElement, element.closest(".filter, .input-group, .tile, li, tr, .choice, form")].filter(Boolean);
  const ringed = rings.some((one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow.includes("inset");
  });
  const box = element.getBoundingClientRect();
  const top = document.querySelector("header.top")?.getBoundingClientRect();
  const inBar = element.closest("header.top, .nav, .skip, .band");
  // Small boxes inside big ones scroll too, so the whole way up is asked.
  const hidden = !inBar && (box.bottom <= (top?.bottom ?? 0) + 1 || box.top >= innerHeight);
  return { what: `${element.tagName.toLowerCase()} ${element.className || element.name || element.textContent.trim().slice(0, 30)}`, ringed, hidden, id: (element.dataset.stop ??= String(Math.random())) };
};

const tabThrough = async (person) => {
  const { page } = person;
  const expected = await page.evaluate(stops);
  const seen = new Set();
  const faults = [];
  let last;
  for (let pressed = 0; pressed < MOST_STOPS; pressed += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(focused);
    // A date has three stops in one field; the first stop again is the end of the round.
    if (!at || (seen.has(at.id) && at.id !== last)) break;
    // On the calendar button inside a date the ring is the browser's own, where a page cannot look.
    const inside = at.id === last;
    last = at.id;
    seen.add(at.id);
    if (!at.ringed && !inside) faults.push(`no ring on ${at.what}`);
    if (at.hidden) faults.push(`out of sight: ${at.what}`);
  }
  if (seen.size < expected) faults.push(`only ${seen.size} of ${expected} stops were reached`);
  return faults.map((fault) => `${person.path}: ${fault}`);
};

journey("Tab reaches everything, visibly", "super", async (person) => {
  const tenant = await anyTenant(person.page);
  const faults = [];
  for (const path of ["/", OLDEST, "/tenants/new", tenant, `${tenant}/settings`, "/account", "/audit", "/tenants/import"]) {
    await person.page.goto(path);
    await person.page.setViewportSize({ width: 1280, height: 600 });
    faults.push(...(await tabThrough(person)));
    // And back: here the sticky header is what would cover things.
    await person.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await person.page.locator("main a, main button").last().focus();
    for (let back = 0; back < 12; back += 1) {
      await person.page.keyboard.press("Shift+Tab");
      const at = await person.page.evaluate(focused);
      if (at?.hidden) faults.push(`${path}: covered on the way back: ${at.what}`);
    }
  }
  assert.equal(faults.length, 0, faults.join("\n"));
}, { ways: [{ lang: "en", js: true }, { lang: "ar", js: false }] });

journey("the skip link leads past the navigation", "super", async (person) => {
  await person.page.goto("/tenants");
  await person.page.keyboard.press("Tab");
  assert.equal(await person.page.evaluate(() => document.activeElement.className), "skip");
  await person.page.keyboard.press("Enter");
  assert.equal(await person.page.evaluate(() => document.activeElement.id), "main");
});

journey("a whole task without a mouse: sign-out is found, a menu opened, a form sent", "super", async (person) => {
  const { page } = person;
  const tenant = await anyTenant(page);
  await page.goto(`${tenant}/tags`);
  await person.field("tags").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(`keyboard ${person.lang} ${person.js}`);
  await page.keyboard.press("Enter");
  await person.isAt(tenant);
  await person.reads("tenants-tags-changed");
  await page.locator(".avatar").focus();
  await page.keyboard.press("Enter");
  await page.locator("#me").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await person.isAt("/account");
});
