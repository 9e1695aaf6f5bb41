-- Gives a turn back, or leaves the line.
-- KEYS: fence, queue, seen
-- ARGV: fencing token ('': none), ticket
if ARGV[1] ~= '' and redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
redis.call('ZREM', KEYS[2], ARGV[2])
return redis.call('ZREM', KEYS[3], ARGV[2])
