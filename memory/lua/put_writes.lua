-- Stores a task's writes beside a checkpoint. A write that is there stays, unless it is one of a kind that may be said again.
-- 1, else what holds.lua says of the lease, behind which it goes.
-- KEYS: index, checkpoints, channels, writes, fence, then whatever lives as long as the first four
-- ARGV: fencing token of the turn that writes ('': none), seconds to live (0: for ever), then name, value, whether it replaces ('1' or '0')…
local index, writes = KEYS[1], KEYS[4]
local held = ARGV[1] == '' and 1 or holds(KEYS[5], ARGV[1])
if held ~= 1 then return held end
for place = 3, #ARGV, 3 do
    local name = ARGV[place]
    if ARGV[place + 2] == '1' then
        redis.call('HSET', writes, name, ARGV[place + 1])
    else
        redis.call('HSETNX', writes, name, ARGV[place + 1])
    end
    redis.call('ZADD', index, 0, 'w\0' .. name)
end
local ttl = tonumber(ARGV[2])
if ttl > 0 then for place, key in ipairs(KEYS) do if place ~= 5 then redis.call('EXPIRE', key, ttl) end end end
return 1
