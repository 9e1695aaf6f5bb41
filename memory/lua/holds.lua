-- Tells if a turn holds its thread: 1; 0 if another turn does; -1 if the server restarted without its leases; -2 if nobody or a short lease does: it
-- expired, was lost, or the thread was deleted.
local function holds(fence, token)
    local held = redis.pcall('GET', fence)  -- an error for a foreign type: then another holds it
    if held then return held == token and 1 or type(held) == 'string' and string.find(held, ':moment-', 1, true) and -2 or 0 end
    local info = redis.pcall('INFO', 'server')
    local run = type(info) == 'string' and string.match(info, 'run_id:(%w+)')
    return run and string.sub(token, -#run) ~= run and -1 or -2
end

