-- Asks for the addresses of the file ADDRESSES in turn; prints one line of JSON at the end.
local paths = {}
for line in io.lines(os.getenv("ADDRESSES")) do paths[#paths + 1] = line end
local place = 0

request = function()
  place = place % #paths + 1
  return wrk.format("GET", paths[place])
end

done = function(summary, latency, requests)
  local failed = summary.errors
  io.write(string.format(
    '{"requests": %d, "failed": %d, "timed_out": %d, "p50": %.1f, "p95": %.1f, "max": %.1f}\n',
    summary.requests, failed.status + failed.connect + failed.read + failed.write,
    failed.timeout, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency.max / 1000))
end
