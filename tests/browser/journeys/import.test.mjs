// A roster comes in, with its faults, and is taken out again.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { journey } from "../lib/journey.mjs";
import { ROSTER } from "../lib/tenants.mjs";
import { until } from "../lib/until.mjs";

const figures = (person) => person.main.locator(".tile-value").allInnerTexts();

/** The page of a job brings its result by itself; without script one presses "check again" until it is there. */
const untilEnded = async (person, sign) => {
  if (person.js) return sign.waitFor({ timeout: 60_000 });
  return until(async () => {
    if (await sign.count()) return true;
    const again = person.main.locator("[data-job-again]");
    if (await again.count()) await again.click();
    else await person.page.reload();
    return false;
  }, { within: 60_000, what: "the job to end" });
};

const save = async (person, press) => {
  const [file] = await Promise.all([person.page.waitForEvent("download"), press()]);
  return readFile(await file.path(), "utf8");
};

journey("a roster is uploaded, checked, run and undone", "support", async (person) => {
  await person.open("/tenants");
  await person.press("tenants-import");
  await person.send();
  await person.isToldOff("file");
  await person.field("file").setInputFiles(ROSTER);
  await person.send();
  await person.isAt(/^\/tenants\/import\/[0-9a-f-]{36}$/);
  const here = person.path;
  assert.deepEqual((await figures(person)).slice(0, 2), ["359", "41"]);

  // The columns were guessed from Arabic and English headers; a wrong choice is refused, and checking again changes nothing.
  const columns = person.main.locator("details.mapping");
  if (!(await columns.evaluate((details) => details.open))) await columns.locator("summary").click();
  const email = columns.locator("select[name$=email]");
  const chosen = await email.inputValue();
  await email.selectOption("");
  await person.press("imports-mapping-save");
  assert.equal(person.status, 422);
  await email.selectOption(chosen);
  await person.press("imports-mapping-save");
  await person.reads("imports-flash-mapped");
  assert.deepEqual((await figures(person)).slice(0, 2), ["359", "41"]);

  await person.page.goto(`${here}?verdict=refused`);
  assert.equal(await person.main.locator("#rows tbody tr").count(), 41);

  await person.page.goto(here);
  await person.press("imports-go");
  await untilEnded(person, person.main.locator("a[href$='/undo']"));
  assert.deepEqual((await figures(person)).slice(0, 2), ["359", "41"]);
  const errors = await save(person, () => person.named("imports-errors-download").click());
  assert.ok(errors.trim().split("\n").length > 41);
  assert.ok(!/^[=+@-]|,[=+@-][A-Z(]/m.test(errors), "no cell of the file is a formula");

  await person.page.goto("/tenants?q=amal.dry.0%40example.om");
  assert.equal(await person.main.locator("#tenants tbody tr").count(), 1);

  await person.open(`${here}/undo`);
  await person.send();
  await person.isAt(here);
  await untilEnded(person, person.main.getByText(person.say("imports-tile-undone")));
  assert.equal((await figures(person))[0], "359");
  await person.page.goto("/tenants?q=amal.dry.0%40example.om");
  assert.equal(await person.main.locator("#tenants tbody tr").count(), 0);
});
