// What a page costs its reader: bytes over the wire, and elements to lay out.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { after, test } from "node:test";
import { signedIn } from "../lib/accounts.mjs";
import { close } from "../lib/browser.mjs";

const KB = 1024;
const kilobytes = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
after(close);

for (const lang of ["en", "ar"]) {
  test(`${lang}: a list of fifty rows stays light`, async () => {
    const context = await signedIn("support", { lang });
    const page = await context.newPage();
    const answer = await page.goto("/tenants?size=50");
    assert.equal(await page.locator("#tenants tbody tr").count(), 50);
    const bytes = gzipSync(await answer.body()).length;
    assert.ok(bytes <= 12 * KB, `${kilobytes(bytes)} of HTML`);
    const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
    assert.ok(nodes <= 1500, `${nodes} elements`);
    await context.close();
  });
}

test("style and script together stay below 40 KB, the script below 8", async () => {
  const context = await signedIn("support");
  const page = await context.newPage();
  await page.goto("/");
  const weigh = async (selector) => {
    const address = await page.locator(selector).first().evaluate((element) => element.src || element.href);
    return gzipSync(await (await context.request.get(address)).body()).length;
  };
  const script = await weigh("script[src]");
  const style = await weigh("link[rel=stylesheet]");
  assert.ok(script <= 8 * KB, kilobytes(script));
  assert.ok(script + style <= 40 * KB, kilobytes(script + style));
  await context.close();
});
