// Menus are native popovers; script adds arrow keys, and the place where anchors are unknown.

const ANCHORS = CSS.supports("position-area", "block-end");

document.addEventListener("beforetoggle", (event) => {
  const menu = event.target;
  if (ANCHORS || event.newState !== "open" || !menu.matches(".menu")) return;
  const box = first(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
  const end = root.dir === "rtl" ? box.x : root.clientWidth - box.x - box.width;
  Object.assign(menu.style, {
    inset: "auto",
    margin: "0",
    insetBlockStart: `${box.y + box.height + 4}px`,
    insetInlineEnd: `${Math.max(end, 8)}px`,
  });
}, true);

on("keydown", "[popovertarget], .menu", (place, event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const menu = place.matches(".menu") ? place : document.getElementById(place.getAttribute("popovertarget"));
  if (!step || !menu?.matches(".menu:popover-open")) return;
  const items = all("a, button:not([hidden])", menu);
  const at = items.indexOf(document.activeElement);
  items.at((Math.max(at, step < 0 ? 0 : -1) + step) % items.length)?.focus();
  event.preventDefault();
});
