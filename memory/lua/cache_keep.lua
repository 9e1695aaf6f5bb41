-- Stores a value with its TTL, ends the lease, and updates the index, from which expired keys are removed.
-- KEYS: entry, lease, neighbours, index
-- ARGV: value, TTL in seconds, now, most neighbours (0: no neighbour given), neighbour
local seconds, now = tonumber(ARGV[2]), tonumber(ARGV[3])

local function lasting(key, least)
    if redis.call('TTL', key) < least then redis.call('EXPIRE', key, least) end
end

redis.call('SET', KEYS[1], ARGV[1], 'EX', seconds)
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', '(' .. now)
redis.call('ZADD', KEYS[4], now + seconds, KEYS[1])
if tonumber(ARGV[4]) > 0 then
    redis.call('LPUSH', KEYS[3], ARGV[5])
    redis.call('LTRIM', KEYS[3], 0, tonumber(ARGV[4]) - 1)
    lasting(KEYS[3], seconds)
    redis.call('ZADD', KEYS[4], now + redis.call('TTL', KEYS[3]), KEYS[3])
end
lasting(KEYS[4], seconds)
redis.call('DEL', KEYS[2])
return 1
