// axe-core, with what it cannot decide by itself explained in writing.
import { readFileSync } from "node:fs";

// The minified one: every page reads it anew.
const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** The whole of it: every rule of WCAG 2.2 A and AA, and the good practice beyond. */
export const EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Rules whose answer another colour scheme can change; the rest read the same document again. */
export const COLOUR = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
/** Rules whose answer another width can change. */
export const LAYOUT = { type: "rule", values: [...COLOUR.values, "target-size", "scrollable-region-focusable", "region", "bypass", "skip-link"] };

/** "Needs review" that was reviewed: which, and what the review found. `why` is axe's own key for what stopped it. */
const REVIEWED = [
  // Arabic letters come with a box taller than their line, and its edge lies under the neighbour; the letters do not. The same
  // elements in the same colours are decided on the English page.
  { rule: "color-contrast", why: "elmPartiallyObscured", lang: "ar" },
  { rule: "color-contrast", why: "elmPartiallyObscuring", lang: "ar" },
  { rule: "color-contrast", why: "bgOverlap", lang: "ar", at: /^<(a href|p class="tile-label")/ },
  // A swatch's "Aa" is drawn on the colour in question, in whichever of black and white reads better on it; a unit test holds that.
  { rule: "color-contrast", at: /^<text / },
  // A row of tabs wider than a phone scrolls sideways; until it does, the last one lies under the row's edge.
  { rule: "color-contrast", why: "elmPartiallyObscured", at: /^<a href="\/account\/sessions"/ },
  // The same with a tenant's tabs, of which a phone shows three.
  { rule: "color-contrast", why: "elmPartiallyObscured", at: /^<a href="\/tenants\/[0-9a-f-]{36}[/"]/ },
  // One letter or digit: the same two colours stand in longer texts, where axe does decide.
  { rule: "color-contrast", why: "shortTextContent" },
  // The sign-in's ground runs from a breath of accent to sunken; both ends are between canvas and sunken, on which text has 14:1 and muted 5:1.
  { rule: "color-contrast", why: "bgGradient" },
];

const about = (result, node) => `${result.id} (${result.impact}): ${node.target.join(" ")} – ${node.failureSummary?.replace(/\s+/g, " ") ?? result.help}`;

const stops = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.data?.messageKey).filter(Boolean);

const reviewed = (result, node, language) =>
  REVIEWED.some(({ rule, why, at, lang }) => rule === result.id && (!why || stops(node).includes(why)) && (!at || at.test(node.html)) && (!lang || lang === language));

/** Faults of the page as it stands; empty when there are none. */
export const accessibility = async (page, lang, rules) => {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const { violations, incomplete } = await page.evaluate(
    (runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations", "incomplete"], preload: false }),
    rules,
  );
  const undecided = (result) => result.nodes.filter((node) => !reviewed(result, node, lang));
  return [
    ...violations.flatMap((result) => result.nodes.map((node) => about(result, node))),
    ...incomplete.flatMap((result) => undecided(result).map((node) => `not decided (${stops(node)}): ${about(result, node)} ${node.html.slice(0, 80)}`)),
  ];
};
