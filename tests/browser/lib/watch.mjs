// What a page says behind the reader's back: console errors, broken policy, failed and foreign requests.
import { BASE } from "./site.mjs";

/** Starts to listen. `requests` and `faults` fill up; `reset` begins anew before the next page. */
export const watch = (page) => {
  const heard = { requests: [], faults: [], document: null, reset() { this.requests = []; this.faults = []; } };
  page.on("request", (request) => {
    heard.requests.push(request);
    if (!request.url().startsWith(BASE)) heard.faults.push(`asks a stranger: ${request.url()}`);
  });
  page.on("response", (response) => {
    const request = response.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && !request.redirectedTo()) heard.document = response;
    else if (response.status() >= 400) heard.faults.push(`${response.status()} for ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    // A download and a page left in mid-air are no failures.
    if (!/ERR_ABORTED/.test(request.failure()?.errorText)) heard.faults.push(`${request.failure()?.errorText} for ${request.url()}`);
  });
  page.on("pageerror", (error) => heard.faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    const status = heard.document?.status() ?? 200;
    // Chromium also notes the status of the page itself; whether that is right is asked elsewhere.
    if (message.type() === "error" && !(status >= 400 && /Failed to load resource/.test(message.text()))) heard.faults.push(`console: ${message.text()}`);
  });
  return heard;
};
