// Shared by every module below. The bundle is one module: names here are private to it.

const root = document.documentElement;
const first = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const on = (type, selector, act) =>
  document.addEventListener(type, (event) => {
    const target = event.target.closest?.(selector);
    if (target) act(target, event);
  });

/** A number in the digits this page is written in, never mixed. */
const digits = (number) => {
  const zero = root.dataset.zero.codePointAt(0);
  return String(number).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
};

/** Words from the page with their number put in place. */
const fill = (words, number) => words.replace("%", digits(number));

const make = (tag, attributes, text = "") => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
};

const voice = make("p", { class: "hidden", role: "status" });
document.body.append(voice);

/** Tells assistive technology what a glance tells others. */
const say = (text) => {
  voice.textContent = "";
  setTimeout(() => (voice.textContent = text), 50);
};
