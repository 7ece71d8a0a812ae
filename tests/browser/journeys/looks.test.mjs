// How it looks to whom: theme, density, language, little motion, forced colours, paper.
import assert from "node:assert/strict";
import { WAYS, journey } from "../lib/journey.mjs";
import { OLDEST, anyTenant } from "../lib/tenants.mjs";

const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor);
// A second name or a risk takes a second line in either density, so the height is of a row with one short word in each cell.
const rowHeight = (page) => page.locator("#tenants tbody").evaluate((body) => {
  const row = body.rows[0].cloneNode(true);
  for (const cell of row.cells) cell.textContent = "x";
  body.append(row);
  const { height } = row.getBoundingClientRect();
  row.remove();
  return height;
});

const look = async (person, theme, density) => {
  await person.open("/account");
  // The form holds the account's language, which is not that of this browser.
  await person.choose("language", person.lang);
  await person.choose("theme", theme);
  await person.choose("density", density);
  await person.send();
  await person.reads("account-profile-done");
};

journey("theme and density are chosen and stay", "agent", async (person) => {
  const { page } = person;
  await look(person, "light", "comfortable");
  await person.open(OLDEST);
  const [bright, tall] = [await ground(page), await rowHeight(page)];
  await look(person, "dark", "compact");
  await page.goto(OLDEST);
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  assert.notEqual(await ground(page), bright);
  assert.ok((await rowHeight(page)) < tall);
  await look(person, "system", "comfortable");
});

journey("the language changes where one is", "auditor", async (person) => {
  const { page, lang } = person;
  const other = lang === "en" ? "ar" : "en";
  await page.goto("/tenants?stage=trial&q=al");
  await page.locator(`header a[hreflang=${other}]`).click();
  await page.waitForLoadState();
  const address = new URL(page.url());
  assert.equal(address.pathname, "/tenants");
  assert.equal(address.searchParams.get("stage"), "trial");
  assert.equal(address.searchParams.get("q"), "al");
  assert.equal(await page.locator("html").getAttribute("lang"), other);
  await page.goto("/");
  assert.equal(await page.locator("html").getAttribute("lang"), other, "the choice is remembered");
});

const pages = async (person) => ["/", OLDEST, await anyTenant(person.page), "/audit", "/help"];

journey("paper shows the matter and not the frame", "super", async (person) => {
  const { page } = person;
  for (const path of await pages(person)) {
    await page.goto(path);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const frame of ["header.top", ".nav", ".foot", ".skip", ".filters", ".head-actions", ".pager-links"]) {
      for (const one of await page.locator(frame).all()) assert.equal(await one.isVisible(), false, `${frame} is printed on ${path}`);
    }
    assert.ok(await page.locator("h1").isVisible());
    assert.equal(await page.locator("h1").evaluate((title) => getComputedStyle(title).color), "rgb(0, 0, 0)");
    const facts = await page.evaluate(() => ({
      closed: [...document.querySelectorAll("main details:not([open]) > :not(summary)")].filter((inside) => inside.getBoundingClientRect().height === 0).length,
      wide: [...document.querySelectorAll(".table-region")].filter((region) => getComputedStyle(region).overflowX !== "visible").length,
    }));
    assert.equal(facts.closed, 0, `what is folded away stays so on ${path}`);
    assert.equal(facts.wide, 0, `a table is cut off on ${path}`);
    await page.emulateMedia({ media: "screen", colorScheme: "light" });
  }
}, { ways: WAYS.filter(({ js }) => js) });

journey("forced colours keep edges and marks", "super", async (person) => {
  const { page } = person;
  await page.emulateMedia({ forcedColors: "active" });
  for (const path of await pages(person)) {
    await page.goto(path);
    const naked = await page.evaluate(() => {
      const edge = (element) => parseFloat(getComputedStyle(element).borderTopWidth) > 0 || getComputedStyle(element).outlineStyle !== "none" || getComputedStyle(element).textDecorationLine === "underline";
      return [...document.querySelectorAll("main .btn, main .tag, main .card, main .input:not(.filter .input, .input-group .input)")].filter((element) => element.checkVisibility() && !edge(element)).map((element) => element.className);
    });
    assert.deepEqual(naked, [], `without an edge on ${path}`);
  }
}, { ways: [{ lang: "en", js: true }] });

journey("who wants little motion gets none", "super", async (person) => {
  const { page } = person;
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const path of [...(await pages(person)), "/styleguide"]) {
    await page.goto(path);
    const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      return style.transitionDuration.split(",").some((time) => parseFloat(time) > 0.01) || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0.01);
    }).map((element) => element.className));
    assert.deepEqual(moving, [], `moves on ${path}`);
  }
}, { ways: [{ lang: "en", js: true }] });
