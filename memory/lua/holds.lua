-- Whether a turn still holds its thread: 1; 0 where another took it; -1 where the server came back without its leases; -2 where nobody holds it, or
-- somebody who only stores what he has of it, for a moment: the lease ran out, was lost, or the thread was forgotten.
local function holds(fence, token)
    local held = redis.pcall('GET', fence)  -- an error where somebody wrote another type over it: another's, then
    if held then return held == token and 1 or type(held) == 'string' and string.find(held, ':moment-', 1, true) and -2 or 0 end
    local info = redis.pcall('INFO', 'server')
    local run = type(info) == 'string' and string.match(info, 'run_id:(%w+)')
    return run and string.sub(token, -#run) ~= run and -1 or -2
end

