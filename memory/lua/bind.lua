-- Binds a thread to a store; the first store wins.
-- KEYS: entry
-- ARGV: store
-- Returns the thread's store, false if the thread doesn't exist.
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
redis.call('HSETNX', KEYS[1], 'store', ARGV[1])
return redis.call('HGET', KEYS[1], 'store')
