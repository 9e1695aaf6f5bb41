-- The names of a thread's checkpoints.
-- KEYS: index, checkpoints, channels, writes
return redis.call('ZRANGEBYLEX', KEYS[1], '[c\0', '(c\1')
