// Lists: the header box selects the page, the bar counts.

const boxes = all("[data-check]");
const whole = first("[data-check-all]");

const count = () => {
  const chosen = boxes.filter((box) => box.checked).length;
  const note = first("[data-bulk-count]");
  if (note) note.textContent = fill(note.dataset.bulkCount, chosen);
  if (!whole) return;
  whole.checked = chosen > 0 && chosen === boxes.length;
  whole.indeterminate = chosen > 0 && chosen < boxes.length;
};

on("change", "[data-check]", count);
on("change", "[data-check-all]", () => {
  for (const box of boxes) box.checked = whole.checked;
  count();
});
// The browser may restore ticks on reload.
if (boxes.length) count();
