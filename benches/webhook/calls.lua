-- Calls of the vendor for wrk: every body is another customer's, every source makes fewer calls than the limit of a minute.
-- The calls are told apart by thread and number, so that each makes a row of its own; every hundredth is sent twice.
local threads = 0

function setup(thread)
   thread:set("id", threads)
   threads = threads + 1
end

function init(args)
   -- PATH is the secret path, told by load.sh.
   path = os.getenv("HOOK_PATH")
   count = 0
end

function request()
   count = count + 1
   local number = count - math.floor(count / 100)
   local body = string.format(
      '{"user_id":"%08x-0000-4000-8000-%012x","status":"Approved","level":"1","message":""}',
      (number * 2654435761) % 4294967296, id * 100000000 + number)
   local source = string.format("10.%d.%d.%d", id, math.floor(count / 12800) % 256, math.floor(count / 50) % 256)
   return wrk.format("POST", path, {
      ["Content-Type"] = "application/json",
      ["X-Forwarded-For"] = source,
   }, body)
end

function done(summary, latency, requests)
   io.write(string.format("calls a second: %.0f, median %.1f ms, 99 of 100 within %.1f ms\n",
      summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000))
   io.write(string.format("answers: %d, of them not 2xx: %d, errors of the socket: %d\n", summary.requests,
      summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
