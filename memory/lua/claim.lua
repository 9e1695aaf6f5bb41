-- Whose thread it is: the first to claim it. Without a turn the claim ends by itself.
-- KEYS: entry
-- ARGV: buyer ('': none), title, when, seconds that a claim lasts, store whose conversation it is ('': not known)
-- Returns its owner.
if redis.call('EXISTS', KEYS[1]) == 0 then
    redis.call('HSET', KEYS[1], 'buyer', ARGV[1], 'title', ARGV[2], 'started_at', ARGV[3], 'updated_at', ARGV[3])
    if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'store', ARGV[5]) end
    redis.call('EXPIRE', KEYS[1], ARGV[4])
end
return redis.call('HGET', KEYS[1], 'buyer')
