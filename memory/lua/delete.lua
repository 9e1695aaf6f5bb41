-- Deletes a thread.
-- KEYS: all its keys
return redis.call('UNLINK', unpack(KEYS))
