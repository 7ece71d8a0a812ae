// Two minutes before the session ends, a way to keep it without losing what is typed.

const ending = first("[data-session]");
const WARNING = 120_000;
let deadline = 0;

const arm = (seconds) => {
  deadline = Date.now() + seconds * 1000;
};

const look = () => {
  const left = deadline - Date.now();
  ending.hidden = left > WARNING;
  if (left <= 0) {
    first("#session-text").textContent = ending.dataset.expired;
    clearInterval(clock);
  }
};

const clock = ending && setInterval(look, 5000);

if (ending) {
  arm(Number(ending.dataset.session));
  look();
  document.addEventListener("visibilitychange", look);
}

on("click", "[data-session-stay]", async (stay, event) => {
  if (deadline <= Date.now()) return;
  event.preventDefault();
  const answer = await fetch(stay.href).catch(() => null);
  const left = (await answer?.text())?.match(/data-session="(\d+)"/);
  if (!left) return;
  arm(Number(left[1]));
  look();
});
