-- Copies a cache entry with its remaining TTL. Returns the value, false if it has expired.
-- KEYS: known entry, new entry, its lease, index
-- ARGV: now
local value, left = redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1])
if not value or left <= 0 then return false end
redis.call('SET', KEYS[2], value, 'PX', left)
redis.call('ZADD', KEYS[4], tonumber(ARGV[1]) + math.ceil(left / 1000), KEYS[2])
redis.call('DEL', KEYS[3])
return value
