// The demonstration's mailbox: what was sent, and the links in it.
import { url } from "./site.mjs";
import { until } from "./until.mjs";

/** The one-time link of the newest letter to this address. Mail is sent by a job, so it may take a moment. */
export const linkTo = (context, address) =>
  until(async () => {
    const index = await (await context.request.get("/mailbox")).text();
    for (const [row, path] of index.matchAll(/<tr>\s*<th scope="row"><a href="(\/mailbox\/[^"]+)"[\s\S]*?<\/tr>/g)) {
      if (!row.includes(address)) continue;
      const letter = await (await context.request.get(path)).text();
      const link = letter.match(/href="([^"]*\/invitation\?[^"]*)"/);
      // The letter names the console by its public address; the one under test may answer under another.
      if (link) return url(new URL(link[1].replaceAll("&amp;", "&")).pathname + new URL(link[1].replaceAll("&amp;", "&")).search);
    }
    return null;
  }, { what: `a letter to ${address}` });
