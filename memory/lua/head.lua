-- Restores the lost entry of a thread that has turns.
-- KEYS: entry, turns
-- ARGV: field, value…
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
for place = 1, #ARGV, 2 do redis.call('HSETNX', KEYS[1], ARGV[place], ARGV[place + 1]) end
local left = redis.call('PTTL', KEYS[2])
if left > 0 then redis.call('PEXPIRE', KEYS[1], left) end
return 1
