-- Whose a thread's products are: the first store to say so.
-- KEYS: entry
-- ARGV: store
-- Returns the store whose it is, false where there is no such thread.
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
redis.call('HSETNX', KEYS[1], 'store', ARGV[1])
return redis.call('HGET', KEYS[1], 'store')
