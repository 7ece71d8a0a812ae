// Where the console under test stands.

export const BASE = process.env.HQ_BROWSER_BASE ?? "http://127.0.0.1:3001";

/** A folder that is gone after the run; for what must pass through a file. */
export const WORK = process.env.HQ_BROWSER_WORK ?? "/tmp";

export const url = (path) => new URL(path, BASE).href;

/** Path and query of an address of ours. */
export const pathOf = (address) => {
  const { pathname, search } = new URL(address, BASE);
  return pathname + search;
};
