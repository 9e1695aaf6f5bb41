-- Renames keys of another type to KEY-damaged. Returns the name of a part without which the thread can't be read, so that it begins anew; only the first
-- call gets it.
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
    -- Rebuild an index that the server evicted: an existing thread must never look missing.
    if redis.call('EXISTS', checkpoints) == 0 then return not index_sound and 'index' or nil end
    if redis.call('EXISTS', index) == 1 then return nil end
    for _, name in ipairs(redis.call('HKEYS', checkpoints)) do
        if string.sub(name, -1) ~= '\0' then redis.call('ZADD', index, 0, 'c\0' .. name) end
    end
    for _, name in ipairs(redis.call('HKEYS', writes)) do redis.call('ZADD', index, 0, 'w\0' .. name) end
    return nil
end

