-- Sets a thread's title.
-- KEYS: entry
-- ARGV: title
-- Returns 1 if the thread exists.
if redis.call('EXISTS', KEYS[1]) == 0 then
    return 0
end
redis.call('HSET', KEYS[1], 'title', ARGV[1])
return 1
