-- Stores a task's writes beside a checkpoint; existing ones stay unless they may be overwritten. Returns 1, or the answer of holds.lua, which it needs.
-- KEYS: index, checkpoints, channels, writes, fence, then the keys that share the TTL of the first four
-- ARGV: fencing token of the turn ('': none), namespace, checkpoint id, TTL in seconds (0: none), checkpoints to keep (0: all), then name, value, '1' to
--       overwrite or '0'…
local index, checkpoints, writes = KEYS[1], KEYS[2], KEYS[4]
local namespace, id, ttl, keep = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local held = ARGV[1] == '' and 1 or holds(KEYS[5], ARGV[1])
if held ~= 1 then return held end

local function before_all(space)
    local low, high = '[c\0' .. space .. '\0', '(c\0' .. space .. '\1'
    if redis.call('ZSCORE', index, 'd\0' .. space) or redis.call('ZLEXCOUNT', index, low, high) < keep then return false end
    return id < string.sub(redis.call('ZRANGEBYLEX', index, low, high, 'LIMIT', 0, 1)[1], #space + 4)
end

-- Writes may arrive before their checkpoint, or after its deletion; the latter would never be deleted.
local there = keep == 0 or redis.call('HEXISTS', checkpoints, namespace .. '\0' .. id) == 1
if not there and (before_all(namespace) or string.find(namespace, ':', 1, true) and before_all('')) then return 1 end

for place = 6, #ARGV, 3 do
    local name = ARGV[place]
    redis.call(ARGV[place + 2] == '1' and 'HSET' or 'HSETNX', writes, name, ARGV[place + 1])
    redis.call('ZADD', index, 0, 'w\0' .. name)
end
if ttl > 0 then for place, key in ipairs(KEYS) do if place ~= 5 then redis.call('EXPIRE', key, ttl) end end end
return 1
