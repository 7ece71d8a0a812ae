// The search dialog: an ordinary form that shows its first answers while one types.

const palette = first("#palette");
const query = first("#palette-q");
const answers = first("#palette-list");
const note = first(".palette-note");
let timer;
let request;

// Only with script is the field more than a field.
if (palette) {
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": false, "aria-controls": answers.id, "aria-autocomplete": "list" })) query.setAttribute(name, value);
  answers.role = "listbox";
  answers.ariaLabel = answers.dataset.name;
}

const openPalette = () => {
  if (!palette || palette.open) return;
  palette.showModal();
  query.select();
};

const options = () => all("[role=option]", answers);

const choose = (option) => {
  for (const one of options()) one.setAttribute("aria-selected", one === option);
  option?.scrollIntoView({ block: "nearest" });
  if (option) query.setAttribute("aria-activedescendant", option.id);
  else query.removeAttribute("aria-activedescendant");
};

const show = (found) => {
  const groups = Map.groupBy ? Map.groupBy(found, (one) => one.group) : new Map([["", found]]);
  let number = 0;
  answers.replaceChildren(...[...groups].map(([name, members]) => {
    const group = make("div", { role: "group", "aria-label": name });
    group.append(make("p", { class: "palette-group", "aria-hidden": "true" }, name));
    for (const { label, sub, href } of members) {
      const option = make("a", { role: "option", id: `found-${++number}`, href, tabindex: "-1", "aria-selected": "false" });
      option.append(make("bdi", {}, label), make("small", { dir: "auto" }, sub));
      group.append(option);
    }
    return group;
  }));
  query.setAttribute("aria-expanded", number > 0);
  choose(null);
  note.textContent = number || !query.value.trim() ? "" : palette.dataset.none;
};

const ask = async () => {
  request?.abort();
  request = new AbortController();
  const words = query.value.trim();
  if (!words) return show([]);
  try {
    const answer = await fetch(`/search.json?q=${encodeURIComponent(words)}`, { signal: request.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const found = await answer.json();
    show(found.filter((one) => one.href.startsWith("/")));
  } catch (error) {
    if (error.name === "AbortError") return;
    show([]);
    note.textContent = palette.dataset.failed;
  }
};

query?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, 150);
});

query?.addEventListener("keydown", (event) => {
  const found = options();
  const at = found.findIndex((one) => one.ariaSelected === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) choose(found.at((at < 0 && step < 0 ? 0 : at) + step) ?? found[0]);
  else if (event.key === "Enter" && at >= 0 && !event.isComposing) found[at].click();
  else return;
  event.preventDefault();
});

palette?.addEventListener("click", (event) => {
  if (event.target === palette) palette.close();
});

// The box in the header works without script; a pointer on it opens the richer one.
on("pointerdown", "[data-palette-open] input", (_, event) => {
  event.preventDefault();
  openPalette();
});
