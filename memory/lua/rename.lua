-- A thread's title, where it is there.
-- KEYS: entry
-- ARGV: title
-- Returns whether it is.
if redis.call('EXISTS', KEYS[1]) == 0 then
    return 0
end
redis.call('HSET', KEYS[1], 'title', ARGV[1])
return 1
