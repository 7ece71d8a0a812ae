// A job's page keeps itself up to date: an event stream, or asking again where that fails.

const job = first("[data-job]:not([data-ended])");
let said = -1;

const put = (name, text) => {
  const place = first(`[data-job-${name}]`, job);
  if (place && text !== undefined) place.textContent = text;
};

const update = (state) => {
  for (const name of ["done", "total", "skipped", "failed", "note"]) put(name, state[name]);
  const tag = first("[data-job-state]", job);
  tag.textContent = state.word;
  tag.className = `tag ${state.tone}`;
  const bar = first("progress", job);
  bar.className = `bar ${state.tone}`;
  if (state.percent !== null) {
    bar.value = state.percent;
    const shown = `${digits(state.percent)}%`;
    put("percent", shown);
    // Every tick read aloud would drown the rest of the page.
    const quarter = Math.floor(state.percent / 25);
    if (quarter > said) put("say", shown);
    said = Math.max(said, quarter);
  }
  // The ended page offers what the job made: results, errors, the way on.
  if (state.ended) location.reload();
  return state.ended;
};

const poll = async (wait) => {
  const address = new URL(job.dataset.job, location.href);
  address.searchParams.set("fragment", "json");
  const answer = await fetch(address).catch(() => null);
  // A page in its place, such as the sign-in, will not become an answer by asking on.
  if (answer && answer.status < 500 && !answer.headers.get("content-type")?.includes("json")) return;
  const ended = answer?.ok && update(await answer.json());
  if (!ended) setTimeout(poll, wait, answer?.ok ? 2000 : Math.min(wait * 2, 30_000));
};

if (job) {
  first("[data-job-again]", job).hidden = true;
  if (job.dataset.events) {
    const stream = new EventSource(job.dataset.events);
    let failures = 0;
    stream.onmessage = (event) => {
      failures = 0;
      if (update(JSON.parse(event.data))) stream.close();
    };
    stream.onerror = () => {
      if (++failures < 2) return;
      stream.close();
      poll(2000);
    };
  } else poll(2000);
}
