// axe-core, with what it cannot decide by itself explained in writing.
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** "Needs review" that was reviewed: the rule, which elements, and what the review found. */
const REVIEWED = [];

const about = (result, node) => `${result.id} (${result.impact}): ${node.target.join(" ")} – ${node.failureSummary?.replace(/\s+/g, " ") ?? result.help}`;

/** Faults of the page as it stands; empty when there are none. */
export const accessibility = async (page) => {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations, incomplete } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations", "incomplete"], preload: false, elementRef: false }),
    TAGS,
  );
  const faults = violations.flatMap((result) => result.nodes.map((node) => about(result, node)));
  const open = incomplete.flatMap((result) => result.nodes.filter((node) => !REVIEWED.some((one) => one.rule === result.id && one.applies(node)))
    .map((node) => `not decided: ${about(result, node)}`));
  return [...faults, ...open];
};
