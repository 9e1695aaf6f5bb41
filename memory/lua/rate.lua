-- Stores a rating of a turn, replacing an earlier one: 1, or 0 if the turn doesn't exist.
-- KEYS: turns, ratings
-- ARGV: turn, rating (packed)
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
local left = redis.call('PTTL', KEYS[1])
if left > 0 then redis.call('PEXPIRE', KEYS[2], left) end
return 1
