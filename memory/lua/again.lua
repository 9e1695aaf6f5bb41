-- Regains a turn whose lease was lost, before any waiting ticket: 1; 0 if another turn took it or ended it; -2 while a short lease holds it. Needs
-- holds.lua.
-- KEYS: fence, queue, seen
-- ARGV: fencing token, lease in ms
local held = holds(KEYS[1], ARGV[1])
if held == 0 or redis.call('ZSCORE', KEYS[3], ARGV[1]) then return 0 end
if redis.call('SET', KEYS[1], ARGV[1], held == 1 and 'XX' or 'NX', 'PX', ARGV[2]) then return 1 end
return -2
