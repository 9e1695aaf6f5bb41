-- The names of a thread's checkpoints, or what mend.lua says, behind which it goes.
-- KEYS: index, checkpoints, channels, writes
local broken = mend(KEYS[1], KEYS[2], KEYS[3], KEYS[4])
if broken then return broken end
return redis.call('ZRANGEBYLEX', KEYS[1], '[c\0', '(c\1')
