-- The index is made anew where the server threw it out: a thread that is there must never look as if it weren't.
local function mend(index, checkpoints, writes)
    if redis.call('EXISTS', index) == 1 or redis.call('EXISTS', checkpoints) == 0 then return end
    for _, name in ipairs(redis.call('HKEYS', checkpoints)) do
        if string.sub(name, -1) ~= '\0' then redis.call('ZADD', index, 0, 'c\0' .. name) end
    end
    for _, name in ipairs(redis.call('HKEYS', writes)) do redis.call('ZADD', index, 0, 'w\0' .. name) end
end

