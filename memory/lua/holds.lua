-- Whether a turn still holds its thread: 1; 0 where another took it, or the thread was forgotten; -1 where the server came back without its leases.
local function holds(fence, token)
    local held = redis.pcall('GET', fence)  -- an error where somebody wrote another type over it: another's, then
    if held then return held == token and 1 or 0 end
    local info = redis.pcall('INFO', 'server')
    local run = type(info) == 'string' and string.match(info, 'run_id:(%w+)')
    return run and string.sub(token, -#run) ~= run and -1 or 0
end

