// One Chromium per test file, and visitors in it: a language, with script or without, signed in or not.
import { chromium } from "playwright-core";
import { BASE } from "./site.mjs";

// Root needs --no-sandbox; the rest keeps the browser from talking to anybody but the console.
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-domain-reliability", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];

let running;

/** The browser of this file. It is started once, and stopped by `close`. */
export const launch = () => (running ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS }));

export const close = async () => (await running)?.close();

/** A visitor's own browser profile. The language is set as the console sets it, so that reading does not change the account. */
export const profile = async ({ lang = "en", js = true, state, ...options } = {}) => {
  const browser = await launch();
  const context = await browser.newContext({
    baseURL: BASE, javaScriptEnabled: js, storageState: state, viewport: { width: 1440, height: 900 }, locale: lang,
    // Nothing fades: what is measured is what stays.
    reducedMotion: "reduce", ...options,
  });
  await context.addCookies([{ name: "__Host-hq-lang", value: lang, domain: new URL(BASE).hostname, path: "/", secure: true }]);
  context.setDefaultTimeout(15_000);
  return context;
};
