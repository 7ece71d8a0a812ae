-- Sign-ins, each of somebody else at another address, so that no throttle spares the console the hashing.
local n = 0
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = os.getenv("STORM_COOKIE") }
request = function()
  n = n + 1
  headers["X-Forwarded-For"] = string.format("10.%d.%d.%d", n / 65536, n / 256 % 256, n % 256)
  return wrk.format("POST", "/login", headers,
    "csrf=" .. os.getenv("STORM_TOKEN") .. "&email=colleague" .. n .. "%40demo.test&password=not-their-Passw0rd%21")
end
function response(status) _G["answers" .. status] = (_G["answers" .. status] or 0) + 1 end
function setup(thread) threads = threads or {}; table.insert(threads, thread) end
function done(summary)
  for _, status in ipairs({ 200, 302, 303, 400, 403, 422, 429, 500, 503 }) do
    local count = 0
    for _, thread in ipairs(threads) do count = count + (thread:get("answers" .. status) or 0) end
    if count > 0 then io.write(string.format("  answered %d: %d\n", status, count)) end
  end
  io.write(string.format("  %.1f sign-ins/s\n", summary.requests / summary.duration * 1e6))
end
