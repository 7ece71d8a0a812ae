// Finds one example of every page by following links, so that a new screen is looked at without anybody naming it here.
import { pathOf } from "./site.mjs";

/** An address with its ids made alike and without its query: what one template draws. */
export const shape = (path) => path.split("?")[0].replace(/^\/help\/.+/, "/help/{}").replace(/\/(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d+(?=\/|$)|[^/]{31,})/g, "/{}");

const LINK = /<a\s[^>]*?href="([^"#]*)/g;
const plain = (href) => href.replaceAll("&amp;", "&");

/** Maps each shape of a page to its first example. */
export const crawl = async (context, start) => {
  const found = new Map();
  const waiting = [...start];
  const asked = new Set();
  while (waiting.length) {
    const path = waiting.shift();
    if (asked.has(shape(path)) || /[?&]lang=/.test(path)) continue;
    asked.add(shape(path));
    const answer = await context.request.get(path, { maxRedirects: 0 });
    if (!answer.headers()["content-type"]?.startsWith("text/html") || answer.status() !== 200) continue;
    found.set(shape(path), path);
    for (const [, href] of (await answer.text()).matchAll(LINK)) {
      if (href.startsWith("/") || href.startsWith("?")) waiting.push(pathOf(new URL(plain(href), answer.url()).href));
    }
  }
  return found;
};
