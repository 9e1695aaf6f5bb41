-- Looks up a cache entry: {value, 1 if the caller is to compute it, neighbours}.
-- KEYS: entry, lease, neighbours
-- ARGV: lease in ms (0: none), number of neighbours (0: none)
local value = redis.call('GET', KEYS[1])
if value then return {value, 0, {}} end
local near = tonumber(ARGV[2]) > 0 and redis.call('LRANGE', KEYS[3], 0, tonumber(ARGV[2]) - 1) or {}
local mine = tonumber(ARGV[1]) == 0 or redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[1])
return {false, mine and 1 or 0, near}
