// What is asked of every page, however one came to it.
import { COLOUR, EVERYTHING, LAYOUT, accessibility } from "./axe.mjs";

/** Each width in each scheme, asking again only what that can change. */
const SIGHTS = [
  [1440, "light", EVERYTHING], [1440, "dark", COLOUR], [768, "dark", COLOUR], [768, "light", LAYOUT], [360, "light", EVERYTHING], [360, "dark", COLOUR],
];
const NARROWEST = 320;
const MOST_REQUESTS = 4;

const measure = () => ({
  headings: document.querySelectorAll("h1").length,
  title: document.title,
  lang: document.documentElement.lang,
  dir: document.documentElement.dir,
  broken: [...document.images].filter((image) => !image.complete || !image.naturalWidth).map((image) => image.src),
  hollow: [...document.querySelectorAll("svg")].filter((svg) => !svg.childElementCount).map((svg) => svg.outerHTML),
  ids: [...document.querySelectorAll("[id]")].map((element) => element.id).filter((id, at, all) => all.indexOf(id) !== at),
});

/** How far the document is wider than the window, and who is to blame. */
const overflow = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return null;
  const out = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > clientWidth + 1 || box.left < -1) && !element.closest(".table-region, .diff, [popover]:not(:popover-open), .hidden");
  });
  return `${scrollWidth} px wide: ${out.slice(0, 4).map((element) => `${element.tagName.toLowerCase()}.${element.className}`).join(", ")}`;
};

/** All faults of the page as it stands. The page is left as wide and as bright as it was. */
export const look = async (page, heard, lang) => {
  const faults = [];
  await page.waitForLoadState("load");
  const facts = await page.evaluate(measure);
  // Of the page itself: what it took to come here, and a post's first answer, are other pages.
  const own = heard.requests.slice(Math.max(0, heard.requests.findLastIndex((request) => request.isNavigationRequest())));
  // A job's page asks again how it stands, for as long as one looks.
  const asked = own.filter((request) => request.resourceType() !== "fetch").map((request) => request.url());
  // The icon tells light from dark, so that Chromium asks for it once more when the scheme changes under it.
  const requests = asked.filter((url, place) => !url.endsWith("/favicon.svg") || asked.indexOf(url) === place);
  if (requests.length > MOST_REQUESTS) faults.push(`${requests.length} requests: ${requests.join(" ")}`);
  if (facts.headings !== 1) faults.push(`${facts.headings} first headings`);
  if (facts.lang !== lang || facts.dir !== { en: "ltr", ar: "rtl" }[lang]) faults.push(`is written in ${facts.lang}, ${facts.dir}`);
  if (!facts.title) faults.push("has no title");
  for (const kind of ["broken", "hollow", "ids"]) if (facts[kind].length) faults.push(`${kind}: ${facts[kind].join(", ")}`);

  for (const [width, colorScheme, rules] of SIGHTS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    faults.push(...(await accessibility(page, lang, rules)).map((fault) => `${fault} [${colorScheme}, ${width}]`));
  }
  await page.setViewportSize({ width: NARROWEST, height: 900 });
  const wide = await page.evaluate(overflow);
  if (wide) faults.push(`overflows at ${NARROWEST} px, ${wide}`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  faults.push(...heard.faults);
  return [...new Set(faults)];
};
