// What is asked of every page, however one came to it.
import { accessibility } from "./axe.mjs";

const WIDTHS = [1440, 768, 360];
const NARROWEST = 320;
const MOST_REQUESTS = 4;

const measure = () => ({
  headings: document.querySelectorAll("h1").length,
  title: document.title,
  lang: document.documentElement.lang,
  dir: document.documentElement.dir,
  nodes: document.querySelectorAll("*").length,
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
  if (heard.requests.length > MOST_REQUESTS) faults.push(`${heard.requests.length} requests: ${heard.requests.join(" ")}`);
  if (facts.headings !== 1) faults.push(`${facts.headings} first headings`);
  if (facts.lang !== lang || facts.dir !== { en: "ltr", ar: "rtl" }[lang]) faults.push(`is written in ${facts.lang}, ${facts.dir}`);
  if (!facts.title) faults.push("has no title");
  for (const kind of ["broken", "hollow", "ids"]) if (facts[kind].length) faults.push(`${kind}: ${facts[kind].join(", ")}`);

  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await accessibility(page)).map((fault) => `${fault} [${colorScheme}, ${width}]`));
    }
  }
  await page.setViewportSize({ width: NARROWEST, height: 900 });
  const wide = await page.evaluate(overflow);
  if (wide) faults.push(`overflows at ${NARROWEST} px, ${wide}`);
  await page.setViewportSize({ width: WIDTHS[0], height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  faults.push(...heard.faults);
  return { faults: [...new Set(faults)], nodes: facts.nodes };
};
