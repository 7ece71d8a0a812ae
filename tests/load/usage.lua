-- Batches of a thousand events with keys no batch had before, unless a run of the same name is made again.
local template, key, run, sent = nil, nil, nil, 0

function init(args)
    key, run = args[1], args[3]
    local codes = {}
    for line in io.lines(args[2]) do codes[#codes + 1] = line end
    local metrics = { "orders_created", "orders_completed", "logins", "api_calls", "new_customers" }
    local events = {}
    for i = 1, 1000 do
        local at = os.date("!%Y-%m-%dT%H:%M:%SZ", math.floor(os.time() / 86400) * 86400 - (i * 864) % 864000)
        events[i] = string.format('{"tenant":"%s","metric":"%s","quantity":1,"key":"@@-%d","occurred_at":"%s","branch":"main","user":"user-%d"}',
            codes[(i - 1) % #codes + 1], metrics[i % #metrics + 1], i, at, i % 50)
    end
    template = "[" .. table.concat(events, ",") .. "]"
end

function request()
    sent = sent + 1
    local body = template:gsub("@@", run .. "-" .. sent)
    return wrk.format("POST", nil, { ["Authorization"] = "Bearer " .. key, ["Content-Type"] = "application/json" }, body)
end

function done(summary, latency)
    local seconds = summary.duration / 1e6
    local errors = summary.errors.status + summary.errors.read + summary.errors.connect + summary.errors.timeout
    io.write(string.format("  %.0f events/s, batch p50 %.1f ms, p99 %.1f ms, %d batches, %d errors\n", summary.requests * 1000 / seconds,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.requests, errors))
end
