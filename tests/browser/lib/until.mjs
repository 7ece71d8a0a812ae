// Waiting for a condition that is not in a page: asks again until it holds.

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const until = async (holds, { within = 15_000, every = 100, what = "something" } = {}) => {
  const deadline = Date.now() + within;
  for (;;) {
    const found = await holds();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${within / 1000} s for ${what}`);
    await pause(every);
  }
};
