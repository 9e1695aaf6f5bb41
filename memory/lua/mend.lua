-- A key that holds another type than ours is set aside under its name and -damaged; the name of the part, where the thread can't be read without
-- it, so that it begins anew. Only the first call is told so.
local function mend(index, checkpoints, channels, writes)
    local function sound(key, kind)
        local found = redis.call('TYPE', key).ok
        return found == 'none' or found == kind or not redis.pcall('RENAME', key, key .. '-damaged').ok
    end

    local index_sound, broken = sound(index, 'zset'), nil
    if not sound(checkpoints, 'hash') then broken = 'checkpoints' end
    if not sound(channels, 'hash') then broken = broken or 'channels' end
    sound(writes, 'hash')
    if broken then
        redis.call('UNLINK', index, checkpoints, channels, writes)
        return broken
    end
    -- The index is made anew where the server threw it out: a thread that is there must never look as if it weren't.
    if redis.call('EXISTS', checkpoints) == 0 then return not index_sound and 'index' or nil end
    if redis.call('EXISTS', index) == 1 then return nil end
    for _, name in ipairs(redis.call('HKEYS', checkpoints)) do
        if string.sub(name, -1) ~= '\0' then redis.call('ZADD', index, 0, 'c\0' .. name) end
    end
    for _, name in ipairs(redis.call('HKEYS', writes)) do redis.call('ZADD', index, 0, 'w\0' .. name) end
    return nil
end

