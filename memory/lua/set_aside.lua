-- Marks a damaged checkpoint as set aside; its data stays for inspection. Returns the name of the one before it.
-- KEYS: index, checkpoints, channels, writes
-- ARGV: namespace, name
local index = KEYS[1]
if redis.call('ZREM', index, 'c\0' .. ARGV[2]) == 1 then redis.call('ZADD', index, 0, 'q\0' .. ARGV[2]) end
local before = redis.call('ZREVRANGEBYLEX', index, '(c\0' .. ARGV[2], '[c\0' .. ARGV[1] .. '\0', 'LIMIT', 0, 1)
return before[1] and string.sub(before[1], 3) or ''
