-- Forgets a thread.
-- KEYS: whatever it has
return redis.call('UNLINK', unpack(KEYS))
