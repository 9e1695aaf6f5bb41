-- Restores a thread from the output of dump.lua, replacing what exists.
-- KEYS: index, checkpoints, channels, writes
-- ARGV: for each key its serialised value ('': none) and its TTL in ms (0: none)
for place, key in ipairs(KEYS) do
    redis.call('UNLINK', key)
    if ARGV[2 * place - 1] ~= '' then redis.call('RESTORE', key, ARGV[2 * place], ARGV[2 * place - 1]) end
end
return #KEYS
