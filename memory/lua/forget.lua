-- Deletes checkpoints with their writes, and the channel values that no other checkpoint of their namespace refers to.
local function forget(index, checkpoints, channels, writes, names)
    local function refer(some, into)
        for _, name in ipairs(some) do
            local packed = redis.call('HGET', checkpoints, name .. '\0')
            for _, channel in ipairs(packed and names_in(packed) or {}) do into[channel] = true end
        end
    end

    local gone, kept, namespaces = {}, {}, {}
    refer(names, gone)
    for _, name in ipairs(names) do
        namespaces[string.sub(name, 1, string.find(name, '\0', 1, true) - 1)] = true
        redis.call('HDEL', checkpoints, name, name .. '\0')
        redis.call('ZREM', index, 'c\0' .. name)
        for _, member in ipairs(redis.call('ZRANGEBYLEX', index, '[w\0' .. name .. '\0', '(w\0' .. name .. '\1')) do
            redis.call('HDEL', writes, string.sub(member, 3))
            redis.call('ZREM', index, member)
        end
    end
    for namespace in pairs(namespaces) do
        local left = redis.call('ZRANGEBYLEX', index, '[c\0' .. namespace .. '\0', '(c\0' .. namespace .. '\1')
        for place = 1, #left do left[place] = string.sub(left[place], 3) end
        refer(left, kept)
    end
    for channel in pairs(gone) do
        if not kept[channel] then redis.call('HDEL', channels, channel) end
    end
end

