// Finding things: the search everywhere, the palette, and the keys that lead there without a mouse.
import assert from "node:assert/strict";
import { SCRIPTED, journey } from "../lib/journey.mjs";
import { OLDEST } from "../lib/tenants.mjs";

const tenantName = async (person) => {
  await person.page.goto(OLDEST);
  const link = person.main.locator("#tenants tbody th a").first();
  return { name: (await link.innerText()).trim(), href: await link.getAttribute("href") };
};

journey("the box in the header searches everything", "super", async (person) => {
  const { name, href } = await tenantName(person);
  // A press on the box opens the palette where there is script; the keyboard reaches the box itself either way.
  const box = person.page.locator("header .top-search input");
  await box.focus();
  await box.fill(name);
  await box.press("Enter");
  await person.isAt("/search");
  await person.main.locator(`a[href="${href}"]`).click();
  await person.isAt(href);
});

journey("the palette finds while one types", "super", async (person) => {
  const { page } = person;
  const { name } = await tenantName(person);
  const palette = page.locator("#palette");
  for (const open of [() => page.keyboard.press("/"), () => page.keyboard.press("Control+k"), () => page.locator("header .top-search input").click()]) {
    await open();
    await palette.waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "palette-q");
    await page.keyboard.press("Escape");
    await palette.waitFor({ state: "hidden" });
    // The closed dialog gives the focus back a moment later; no hand is quick enough to type in between.
    await page.waitForFunction(() => document.activeElement.id !== "palette-q");
  }
  await page.keyboard.press("/");
  await page.keyboard.type(name.slice(0, 8));
  await page.locator("#palette-list [role=option]").first().waitFor();
  await page.keyboard.press("ArrowDown");
  const chosen = page.locator("#palette-list [aria-selected=true]");
  assert.equal(await chosen.count(), 1);
  assert.equal(await page.locator("#palette-q").getAttribute("aria-activedescendant"), await chosen.getAttribute("id"));
  const href = await chosen.getAttribute("href");
  await page.keyboard.press("Enter");
  await person.isAt(href);

  await page.keyboard.press("/");
  await page.keyboard.type("nobody is called so");
  await palette.getByText(person.say("ui-search-none")).waitFor();
}, { ways: SCRIPTED });

journey("single keys lead around", "super", async (person) => {
  const { page } = person;
  await page.goto("/staff");
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await person.isAt("/tenants");
  await page.goto(OLDEST);
  const row = () => page.evaluate(() => [...document.querySelectorAll("#tenants tbody tr")].indexOf(document.activeElement.closest("tr")));
  for (const [key, at] of [["j", 0], ["j", 1], ["j", 2], ["k", 1]]) {
    await page.keyboard.press(key);
    assert.equal(await row(), at);
  }
  const href = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("Enter");
  await person.isAt(href);
  await page.keyboard.press("?");
  await page.locator("#keys").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.activeElement.closest("dialog"));
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await person.isAt("/");
  await page.keyboard.press("c");
  await person.isAt("/tenants/new");
  // In a field a letter is a letter.
  await person.field("name").focus();
  await page.keyboard.type("gt?/");
  assert.equal(await person.field("name").inputValue(), "gt?/");
}, { ways: SCRIPTED });
