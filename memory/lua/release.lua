-- Releases a turn, or leaves the queue.
-- KEYS: fence, queue, seen
-- ARGV: ticket
local held = redis.call('GET', KEYS[1])
if held and string.find(held, ':' .. ARGV[1] .. ':', 1, true) then redis.call('DEL', KEYS[1]) end
redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('ZREM', KEYS[3], ARGV[1])
