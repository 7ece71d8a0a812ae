// Waits until the console answers that it is ready; the first start makes a database and fills it.
import { BASE } from "./site.mjs";
import { until } from "./until.mjs";

await until(async () => (await fetch(`${BASE}/readyz`).catch(() => null))?.ok, { within: 120_000, what: "the console to be ready" });
