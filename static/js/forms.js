// Forms: no second send, focus on the errors, counters, passwords, copying, type-to-confirm.

const PATIENCE = 15_000;

const release = (form) => {
  delete form.dataset.sent;
  for (const button of all("[data-busy]", form)) {
    delete button.dataset.busy;
    button.removeAttribute("aria-disabled");
  }
};

on("submit", "form[data-guard]", (form, event) => {
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "true";
  const { submitter } = event;
  if (submitter) {
    submitter.dataset.busy = "true";
    submitter.setAttribute("aria-disabled", "true");
  }
  // A send that was stopped by the visitor must be possible again.
  setTimeout(release, PATIENCE, form);
});

addEventListener("pageshow", (event) => {
  if (event.persisted) all("form[data-sent]").forEach(release);
});

first("[data-focus]")?.focus();

for (const button of all("[data-copy], [data-reveal], [data-open]")) button.hidden = false;

on("click", "[data-copy]", async (button) => {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    return;
  }
  button.dataset.state = "done";
  say(button.dataset.done);
  setTimeout(() => delete button.dataset.state, 2000);
});

on("click", "[data-reveal]", (button) => {
  const input = document.getElementById(button.dataset.reveal);
  const shown = input.type === "password";
  input.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", shown);
});

for (const note of all("[data-caps]")) {
  const check = (event) => {
    const caps = event.getModifierState?.("CapsLock");
    note.textContent = caps ? note.dataset.text : "";
  };
  document.getElementById(note.dataset.caps).addEventListener("keyup", check);
}

on("input", "textarea[data-max]", (area) => {
  const note = document.getElementById(area.dataset.count);
  const left = area.dataset.max - [...area.value].length;
  note.textContent = fill(left < 0 ? note.dataset.over : note.dataset.left, Math.abs(left));
  note.classList.toggle("field-over", left < 0);
});

on("input", "[data-type-name] input", (input) => {
  const plain = (text) => text.normalize("NFC").trim();
  const note = first("[role=status]", input.parentElement);
  const right = plain(input.value) === plain(input.parentElement.dataset.typeName);
  note.textContent = input.value && (right ? note.dataset.right : note.dataset.wrong);
});
