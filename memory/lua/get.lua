-- Reads whole checkpoints: name, record, channel names and values, write names and values of each. false for one that doesn't exist, a record of false for
-- a missing one, channel names of false if unreadable; or mend.lua's answer, which it needs.
-- KEYS: index, checkpoints, channels, writes, then the keys that share their TTL
-- ARGV: TTL in seconds (0: unchanged), then namespace, checkpoint id ('': latest)…
local index, checkpoints, channels, writes = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

local function many(key, names)
    local found = {}
    for start = 1, #names, 1000 do  -- unpack is limited
        local some = redis.call('HMGET', key, unpack(names, start, math.min(start + 999, #names)))
        for place = 1, #some do found[start + place - 1] = some[place] end
    end
    return found
end

local function whole(name)
    local record = redis.call('HGET', checkpoints, name)
    if not record then return redis.call('ZSCORE', index, 'c\0' .. name) and {name, false, {}, {}, {}, {}} end
    local packed = redis.call('HGET', checkpoints, name .. '\0')
    local names = not packed and {} or names_in(packed)
    local written = redis.call('ZRANGEBYLEX', index, '[w\0' .. name .. '\0', '(w\0' .. name .. '\1')
    for place = 1, #written do written[place] = string.sub(written[place], 3) end
    return {name, record, names or false, many(channels, names or {}), written, many(writes, written)}
end

local broken = mend(index, checkpoints, channels, writes)
if broken then return broken end
local answer = {}
for place = 2, #ARGV, 2 do
    local namespace, id = ARGV[place], ARGV[place + 1]
    local name = namespace .. '\0' .. id
    if id == '' then
        local last = redis.call('ZREVRANGEBYLEX', index, '(c\0' .. namespace .. '\1', '[c\0' .. namespace .. '\0', 'LIMIT', 0, 1)
        name = last[1] and string.sub(last[1], 3)
    end
    table.insert(answer, name and whole(name) or false)
end
local ttl = tonumber(ARGV[1])
if ttl > 0 then for _, key in ipairs(KEYS) do redis.pcall('EXPIRE', key, ttl) end end  -- on a read-only replica, answer without renewing
return answer
