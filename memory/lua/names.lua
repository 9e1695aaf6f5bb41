-- Names of a thread's checkpoints, or mend.lua's answer, which it needs.
-- KEYS: index, checkpoints, channels, writes
local broken = mend(KEYS[1], KEYS[2], KEYS[3], KEYS[4])
if broken then return broken end
return redis.call('ZRANGEBYLEX', KEYS[1], '[c\0', '(c\1')
