-- The keys of a thread as they stand at one moment: for each its serialised value (false where there is none) and its time to live in ms.
-- KEYS: index, checkpoints, channels, writes
local found = {}
for place, key in ipairs(KEYS) do
    found[2 * place - 1] = redis.call('DUMP', key)
    found[2 * place] = redis.call('PTTL', key)
end
return found
