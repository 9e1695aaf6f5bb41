-- A turn's place anew, whoever waits, where its lease was lost and nobody took it: 1, 0 where somebody did or ended it, -2 where it is somebody's for a
-- moment only. Goes behind holds.lua.
-- KEYS: fence, queue, seen
-- ARGV: fencing token, lease in ms
local held = holds(KEYS[1], ARGV[1])
if held == 0 or redis.call('ZSCORE', KEYS[3], ARGV[1]) then return 0 end
if redis.call('SET', KEYS[1], ARGV[1], held == 1 and 'XX' or 'NX', 'PX', ARGV[2]) then return 1 end
return -2
