-- Prolongs a lease that is still held; answers as holds.lua, which it goes behind.
-- KEYS: fence
-- ARGV: fencing token, lease in ms
local held = holds(KEYS[1], ARGV[1])
if held == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return held
