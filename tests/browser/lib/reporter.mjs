// A line for each file, the whole of each failure, and the counts: what passes is quiet.

const count = { pass: 0, fail: 0, skip: 0 };

const failure = ({ name, file, details }) => {
  const cause = details.error.cause ?? details.error;
  return `\n✖ ${name}\n  ${(file ?? "").split("/").slice(-2).join("/")}\n${String(cause.message ?? cause).replace(/^/gm, "  ")}\n${(cause.stack ?? "").split("\n").filter((line) => /\.mjs:\d/.test(line) && !line.includes("node_modules")).slice(0, 4).join("\n")}\n`;
};

export default async function* reporter(source) {
  for await (const { type, data } of source) {
    const own = data?.details?.type !== "suite";
    if (type === "test:pass" && own) {
      if (data.skip) count.skip += 1;
      else count.pass += 1;
      if (process.env.HQ_BROWSER_VERBOSE) yield `✔ ${data.name} (${Math.round(data.details.duration_ms)} ms)\n`;
    } else if (type === "test:fail" && data.details.error?.failureType !== "subtestsFailed") {
      count.fail += 1;
      yield failure(data);
    } else if (type === "test:stderr" || type === "test:stdout") {
      yield data.message;
    }
  }
  yield `${count.pass} passed, ${count.fail} failed${count.skip ? `, ${count.skip} skipped` : ""}\n`;
}
