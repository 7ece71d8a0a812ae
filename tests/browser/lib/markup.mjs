// The two HTML checkers, over the pages as they were sent.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { HtmlValidate } from "html-validate";
import { WORK } from "./site.mjs";

const VNU = new URL("../node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url).pathname;

const RULES = {
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    "doctype-style": ["error", { style: "lowercase" }],
    // The error summary stands above the h1, as GOV.UK found best; it begins with an h2.
    "heading-level": ["error", { minInitialRank: "h2" }],
    // A name of a tenant may be long. This is advice for search engines, which never see us.
    "long-title": "off",
    // Both files come from our own host, named by their content.
    "require-sri": ["error", { target: "crossorigin" }],
    // Rows of one list share their fields' names. Where a name must come once, the server refuses it twice, and a test holds every form to that.
    "form-dup-name": "off",
    // The class keeps the number in one line.
    "tel-non-breaking": ["error", { ignoreClasses: ["nowrap"] }],
    // A box that scrolls is a named region for the keyboard's sake; as a section it would want a heading of its own.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // ARIA allows a name on a list, and screen readers say it.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
};

/** html-validate's findings on one page. */
const byRules = async (checker, { name, html }) => {
  const report = await checker.validateString(html, name);
  return report.results.flatMap((result) => result.messages.map(({ ruleId, message, selector }) => `${name}: ${ruleId}: ${message} (${selector})`));
};

/** The Nu checker's findings on all pages; started once, since Java takes a second to wake. */
const byNu = async (pages, folder) => {
  await mkdir(folder, { recursive: true });
  const files = pages.map((page, at) => ({ ...page, file: `${folder}/${String(at).padStart(3, "0")}.html` }));
  await Promise.all(files.map(({ file, html }) => writeFile(file, html)));
  const { stdout } = await promisify(execFile)("java", ["-jar", VNU, "--format", "json", "--stdout", "--exit-zero-always", folder], { maxBuffer: 64 << 20 });
  return JSON.parse(stdout).messages.map(({ url, type, subType, message, extract }) => {
    const page = files.find(({ file }) => url?.endsWith(file));
    return `${page?.name ?? url}: ${subType ?? type}: ${message} (${extract?.replace(/\s+/g, " ")})`;
  });
};

/** Faults of the markup of `pages`, each `{ name, html }`. */
export const markup = async (pages, lang) => {
  const checker = new HtmlValidate(RULES);
  const found = [];
  for (const page of pages) found.push(...(await byRules(checker, page)));
  return [...found, ...(await byNu(pages, `${WORK}/markup-${lang}`))];
};
