// The console's own catalogue, so that tests look for the words a reader sees and notice when one is missing.
import { readFileSync, readdirSync } from "node:fs";

const FOLDER = new URL("../../../templates/text/", import.meta.url);

const read = (lang) => {
  const words = new Map();
  for (const file of readdirSync(new URL(`${lang}/`, FOLDER))) {
    for (const line of readFileSync(new URL(`${lang}/${file}`, FOLDER), "utf8").split("\n")) {
      const entry = line.match(/^([a-z0-9-]+) = (.*)$/);
      // Texts with plural forms begin with a brace and go on below; no test asks for one of those.
      if (entry && !/^\{[^}]*$/.test(entry[2])) words.set(entry[1], entry[2]);
    }
  }
  return words;
};

const catalogue = { en: read("en"), ar: read("ar") };

/** A text as the reader sees it. */
export const say = (lang, key, values = {}) => {
  const text = catalogue[lang].get(key);
  if (text === undefined) throw new Error(`${key} is not in the catalogue of ${lang}`);
  return text.replace(/\{ \$(\w+) \}/g, (_, name) => values[name] ?? `{${name}}`);
};
