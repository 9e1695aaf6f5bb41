-- Grants a thread's turn if it is free, else a place in the queue. Idempotent for a ticket.
-- KEYS: fence, queue, seen
-- ARGV: ticket, lease in ms, life of a waiting ticket in ms, strategy, arrival as told before ('': now), ms for which the tickets of a queue that the
--       server lost leave the turn to its former holder
-- Returns {token} if granted, {0, position, arrival} to wait, {-1} if refused.
-- A token is number:ticket:run id of the server. Numbers increase; the run id reveals a restart ('' if the server hides it).
local fence, queue, seen = KEYS[1], KEYS[2], KEYS[3]
local ticket, strategy = ARGV[1], ARGV[4]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local held = redis.call('GET', fence)
if held and string.find(held, ':' .. ticket .. ':', 1, true) then  -- granted before, but the answer was lost
    redis.call('PEXPIRE', fence, ARGV[2])
    return {held}
end
if held and redis.call('PTTL', fence) < 0 then redis.call('DEL', fence) end  -- no lease of ours: ours have a TTL
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', seen, '-inf', now)) do
    redis.call('ZREM', queue, gone)
    redis.call('ZREM', seen, gone)
end
if strategy == 'interrupt' and held then  -- its holder must not take the turn again
    redis.call('ZADD', seen, now + ARGV[3] * 10, held)
    redis.call('PEXPIRE', seen, ARGV[3] * 10)
    redis.call('DEL', fence)
end
if ARGV[5] ~= '' and redis.call('ZADD', queue, 'NX', ARGV[5], ticket) == 1 and not held then
    redis.call('ZADD', seen, 'NX', now + ARGV[6], 'lost')
end
local waiting = redis.call('ZRANK', queue, ticket)
local before = waiting or redis.call('ZCARD', queue)
local free = before == 0 and not redis.call('ZSCORE', seen, 'lost')
if redis.call('EXISTS', fence) == 0 and (free or strategy == 'interrupt') then
    local info = redis.pcall('INFO', 'server')
    local run = type(info) == 'string' and string.match(info, 'run_id:(%w+)') or ''
    local token = string.format('%d%06d', time[1], time[2]) .. ':' .. ticket .. ':' .. run
    redis.call('SET', fence, token, 'PX', ARGV[2])
    redis.call('ZREM', queue, ticket)
    redis.call('ZREM', seen, ticket)
    return {token}
end
if strategy == 'reject' then return {-1} end
redis.call('ZADD', queue, 'NX', string.format('%d%06d', time[1], time[2]), ticket)
redis.call('ZADD', seen, now + ARGV[3], ticket)
redis.call('PEXPIRE', queue, ARGV[3] * 10)
redis.call('PEXPIRE', seen, ARGV[3] * 10)
return {0, before + 1, redis.call('ZSCORE', queue, ticket)}
