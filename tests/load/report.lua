-- One line of latencies in milliseconds, and one of rates; answers other than 200 are counted.
local bad = 0
function response(status) if status ~= 200 then bad = bad + 1 end end
function setup(thread) threads = threads or {}; table.insert(threads, thread) end
function done(summary, latency, requests)
  local other = 0
  for _, thread in ipairs(threads) do other = other + (thread:get("bad") or 0) end
  io.write(string.format("  p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms\n",
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
  io.write(string.format("  %.0f pages/s  %d answers  %d socket errors\n",
    summary.requests / summary.duration * 1e6, summary.requests,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout + summary.errors.status))
end
