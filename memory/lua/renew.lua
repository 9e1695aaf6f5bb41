-- Renews a lease that is still held. Returns the answer of holds.lua, which it needs.
-- KEYS: fence
-- ARGV: fencing token, lease in ms
local held = holds(KEYS[1], ARGV[1])
if held == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return held
