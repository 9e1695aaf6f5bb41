-- Stores a checkpoint with its changed channels, then deletes what exceeds retention: 1; else the answer of holds.lua, or 2, storing nothing, if a value
-- that the checkpoint refers to is neither stored nor given. Needs forget.lua and holds.lua.
-- KEYS: index, checkpoints, channels, writes, fence, then the keys that share the TTL of the first four
-- ARGV: fencing token of the turn ('': none), namespace, checkpoint's name, record, names of its channel values (packed), parent's name, TTL in seconds
--       (0: none), checkpoints to keep (0: all; -1: all, now and later), number of arguments for channels; those: name, value, 1 to overwrite…; then fields of
--       the hashes beside: index among the keys after the fence (from 0), field, value, 1 to keep an existing value…
local index, checkpoints, channels, writes = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local namespace, name, keep = ARGV[2], ARGV[3], tonumber(ARGV[8])
local held = ARGV[1] == '' and 1 or holds(KEYS[5], ARGV[1])
if held ~= 1 then return held end

local last = 9 + tonumber(ARGV[9])
-- The parent's values exist as long as the parent does; without it, each value is checked.
local function whole()
    if redis.call('ZSCORE', index, 'c\0' .. ARGV[6]) and redis.call('EXISTS', channels) == 1 then return true end
    local given = {}
    for place = 10, last, 3 do given[ARGV[place]] = true end
    for _, channel in ipairs(names_in(ARGV[5])) do
        if not given[channel] and redis.call('HEXISTS', channels, channel) == 0 then return false end
    end
    return true
end
if not whole() then return 2 end

for place = last + 1, #ARGV, 4 do  -- first: if one can't be stored, nothing is
    redis.call(ARGV[place + 3] == '1' and 'HSETNX' or 'HSET', KEYS[6 + tonumber(ARGV[place])], ARGV[place + 1], ARGV[place + 2])
end
redis.call('HSET', checkpoints, name, ARGV[4], name .. '\0', ARGV[5])
for place = 10, last, 3 do redis.call(ARGV[place + 2] == '1' and 'HSET' or 'HSETNX', channels, ARGV[place], ARGV[place + 1]) end
redis.call('ZADD', index, 0, 'c\0' .. name)

-- A subgraph's run is useless once its caller's run is deleted; its data in the plain namespace of its node stays.
local function runs_before(oldest)
    local runs, names = {}, {}
    for _, member in ipairs(redis.call('ZRANGEBYLEX', index, '[c\0\1', '(c\1')) do
        local cut = string.find(member, '\0', 3, true)
        local run = string.sub(member, 3, cut - 1)
        if string.find(run, ':', 1, true) then
            runs[run] = runs[run] or {names = {}}
            table.insert(runs[run].names, string.sub(member, 3))
            runs[run].last = string.sub(member, cut + 1)
        end
    end
    for _, run in pairs(runs) do
        if run.last < oldest then for _, each in ipairs(run.names) do table.insert(names, each) end end
    end
    return names
end

local low, high, mark = '[c\0' .. namespace .. '\0', '(c\0' .. namespace .. '\1', 'd\0' .. namespace
if keep < 0 and not string.find(namespace, ':', 1, true) then redis.call('ZADD', index, 0, mark) end  -- a subgraph's run is kept or deleted as a whole
local excess = keep > 0 and not redis.call('ZSCORE', index, mark) and redis.call('ZLEXCOUNT', index, low, high) - keep or 0
if excess > 0 then
    local names = redis.call('ZRANGEBYLEX', index, low, high, 'LIMIT', 0, excess)
    for place = 1, #names do names[place] = string.sub(names[place], 3) end
    forget(index, checkpoints, channels, writes, names)
    if namespace == '' then
        local oldest = redis.call('ZRANGEBYLEX', index, low, high, 'LIMIT', 0, 1)[1]
        forget(index, checkpoints, channels, writes, runs_before(string.sub(oldest, 4)))
    end
end

local ttl = tonumber(ARGV[7])
for place, key in ipairs(KEYS) do
    if ttl > 0 and place ~= 5 then redis.call('EXPIRE', key, ttl) end
    if ttl == 0 and place > 5 then redis.call('PERSIST', key) end  -- the owner's entry must not expire before the thread
end
return 1
