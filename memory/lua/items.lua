-- Reads, then writes, items of one root of a store; expired ones count as missing. Returns for each read its items as field, value, created, updated; last
-- the number of unreadable items, which are deleted.
-- KEYS: items
-- ARGV: number of reads; for each: field ('': all), 1 to renew its TTL; then for each write: field, value ('': delete), TTL in ms (0: none)
-- Format of an item: time of expiry in ms (0: never), TTL after last use in ms, created, updated (microseconds), value.
local items = KEYS[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local stamp = time[1] * 1000000 + time[2]
local lived, spoilt = false, 0

local function alive(field, packed, anew)
    local item = unpacked(packed)
    if not item or type(item[1]) ~= 'number' or type(item[2]) ~= 'number' or #item ~= 5 then
        redis.call('HDEL', items, field)
        spoilt = spoilt + 1
        return nil
    end
    if item[1] > 0 and item[1] <= now then
        redis.call('HDEL', items, field)
        return nil
    end
    if anew == '1' and item[2] > 0 then
        item[1], lived = now + item[2], true
        redis.call('HSET', items, field, cmsgpack.pack(item))
    end
    return item
end

local function read(field, packed, anew, answer)
    local item = packed and alive(field, packed, anew)
    if item then for _, part in ipairs({field, item[5], item[3], item[4]}) do table.insert(answer, part) end end
end

local answers, place = {}, 2
for _ = 1, tonumber(ARGV[1]) do
    local field, anew, answer = ARGV[place], ARGV[place + 1], {}
    if field ~= '' then
        read(field, redis.call('HGET', items, field), anew, answer)
    else
        local every = redis.call('HGETALL', items)
        for at = 1, #every, 2 do read(every[at], every[at + 1], anew, answer) end
    end
    table.insert(answers, answer)
    place = place + 2
end

for at = place, #ARGV, 3 do
    local field, value, ttl = ARGV[at], ARGV[at + 1], tonumber(ARGV[at + 2])
    if value == '' then
        redis.call('HDEL', items, field)
    else
        local old = redis.call('HGET', items, field)
        local before = old and alive(field, old, '0')
        redis.call('HSET', items, field, cmsgpack.pack({ttl > 0 and now + ttl or 0, ttl, before and before[3] or stamp, stamp, value}))
    end
    lived = true
end

if lived then  -- the root expires with its last item
    local last = 0
    for _, packed in ipairs(redis.call('HVALS', items)) do
        local ends = (unpacked(packed) or {})[1]
        if type(ends) == 'number' and ends == 0 then
            last = 0
            break
        end
        last = math.max(last, type(ends) == 'number' and ends or 0)
    end
    if last > 0 then redis.call('PEXPIREAT', items, last) else redis.call('PERSIST', items) end
end
table.insert(answers, spoilt)
return answers
