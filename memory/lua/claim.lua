-- Claims a thread; the first buyer becomes the owner. A claim without a turn expires.
-- KEYS: entry
-- ARGV: buyer ('': none), title, time, TTL of the claim in seconds, store ('': unknown)
-- Returns the owner.
if redis.call('EXISTS', KEYS[1]) == 0 then
    redis.call('HSET', KEYS[1], 'buyer', ARGV[1], 'title', ARGV[2], 'started_at', ARGV[3], 'updated_at', ARGV[3])
    if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'store', ARGV[5]) end
    redis.call('EXPIRE', KEYS[1], ARGV[4])
end
return redis.call('HGET', KEYS[1], 'buyer')
