// Walks the gallery of one language and hands each page to the eye that looks at it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { close } from "./browser.mjs";
import { gallery, visitorOf } from "./gallery.mjs";
import { look } from "./look.mjs";
import { markup } from "./markup.mjs";
import { watch } from "./watch.mjs";

export const lookAtEverything = async (lang, account) => {
  const { walks, linked } = await gallery(lang, account);
  const sent = [];
  after(close);

  test(`${lang}: links lead to most of the console`, () => assert.ok(linked.size > 30, [...linked.keys()].join(" ")));

  for (const { who, name, walk } of walks) {
    test(`${lang}: ${name}`, async () => {
      const context = await visitorOf(who, lang, account);
      const page = await context.newPage();
      const heard = watch(page);
      const faults = [];
      const seen = async (what, other) => {
        const eye = other ?? page;
        const ears = other ? { requests: [], faults: [] } : heard;
        if (!other) sent.push({ name: what, html: await heard.document.text() });
        faults.push(...(await look(eye, ears, lang)).map((fault) => `${what}: ${fault}`));
        heard.reset();
      };
      await walk(page, seen, { heard, account, lang });
      await context.close();
      assert.equal(faults.length, 0, faults.join("\n"));
    });
  }

  test(`${lang}: the markup of all of them is valid`, async () => {
    const faults = await markup(sent, lang);
    assert.equal(faults.length, 0, faults.join("\n"));
  });
};
