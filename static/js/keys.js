// Single keys, by the letter typed or, on an Arabic layout, by the key's place.

const PLACES = { h: "/", t: "/tenants", i: "/invoices", a: "/approvals", s: "/support" };
const CODES = { Slash: "/", BracketLeft: "[", BracketRight: "]" };
const link = (href) => first(`.nav a[href="${href}"]`);
let going = 0;

const keyOf = ({ key, code, shiftKey }) => {
  // Arabic layouts have their own question mark; other letters there say nothing about our verbs.
  if (key === "؟") return "?";
  if (/^[ -~]$/.test(key)) return key.toLowerCase();
  if (key.length > 1) return key;
  return code === "Slash" && shiftKey ? "?" : (CODES[code] ?? code.replace("Key", "").toLowerCase());
};

const move = (step) => {
  const rows = all("[data-list] tbody tr");
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
  first("a", row ?? document.body)?.focus();
};

const openSheet = () => first("#keys")?.showModal();

const verbs = {
  "/": openPalette,
  "?": openSheet,
  j: () => move(1),
  k: () => move(-1),
  x: () => first("[data-check]", document.activeElement.closest("tr") ?? undefined)?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey) return;
  const key = keyOf(event);
  if (event.ctrlKey || event.metaKey) {
    if (key !== "k" || !palette) return;
    event.preventDefault();
    return openPalette();
  }
  const typing = event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if (typing || root.dataset.shortcuts !== "on" || first("dialog[open]")) return;
  if (Date.now() - going < 1500 && PLACES[key]) {
    going = 0;
    return link(PLACES[key])?.click();
  }
  going = key === "g" ? Date.now() : 0;
  const act = verbs[key] ?? (key.length === 1 && (() => first(`[data-key="${CSS.escape(key)}"]`)?.click()));
  if (!act || key === "g") return;
  if (verbs[key]) event.preventDefault();
  act();
});

on("click", "[data-open]", openSheet);

// The sheet lists only what this person may open.
for (const row of all("[data-go]")) row.hidden = !link(PLACES[row.dataset.go]);
