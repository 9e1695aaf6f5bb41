-- The names of a thread's checkpoints. Goes behind mend.lua.
-- KEYS: index, checkpoints, channels, writes
mend(KEYS[1], KEYS[2], KEYS[4])
return redis.call('ZRANGEBYLEX', KEYS[1], '[c\0', '(c\1')
