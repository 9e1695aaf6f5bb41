-- Snapshot of a thread's keys: for each its serialised value (false if missing) and its TTL in ms.
-- KEYS: index, checkpoints, channels, writes
local found = {}
for place, key in ipairs(KEYS) do
    found[2 * place - 1] = redis.call('DUMP', key)
    found[2 * place] = redis.call('PTTL', key)
end
return found
