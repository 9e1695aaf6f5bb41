-- Checkpoints whole: for each asked for its name, record, channel names and values, write names and values; false for one that isn't there,
-- a record of false for one that should be, and names of false where they can't be read; or what mend.lua says, behind which it goes.
-- KEYS: index, checkpoints, channels, writes, then whatever lives as long as they do
-- ARGV: seconds to live (0: as they are), then namespace, checkpoint id ('': the latest)…
local index, checkpoints, channels, writes = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

local function many(key, names)
    local found = {}
    for start = 1, #names, 1000 do  -- unpack takes only so many
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
if ttl > 0 then for _, key in ipairs(KEYS) do redis.pcall('EXPIRE', key, ttl) end end  -- a replica that may only be read answers all the same
return answer
