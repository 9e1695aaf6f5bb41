-- Stores a task's writes beside a checkpoint. A write that is there stays, unless it is one of a kind that may be said again.
-- KEYS: index, checkpoints, channels, writes
-- ARGV: seconds to live (0: for ever), then name, value, whether it replaces ('1' or '0')…
local index, writes = KEYS[1], KEYS[4]
for place = 2, #ARGV, 3 do
    local name = ARGV[place]
    if ARGV[place + 2] == '1' then
        redis.call('HSET', writes, name, ARGV[place + 1])
    else
        redis.call('HSETNX', writes, name, ARGV[place + 1])
    end
    redis.call('ZADD', index, 0, 'w\0' .. name)
end
local ttl = tonumber(ARGV[1])
if ttl > 0 then for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, ttl) end end
return 1
