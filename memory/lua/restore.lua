-- A thread from what dump.lua gave; what was there goes.
-- KEYS: index, checkpoints, channels, writes
-- ARGV: for each key its serialised value ('': none) and its time to live in ms (0: for ever)
for place, key in ipairs(KEYS) do
    redis.call('UNLINK', key)
    if ARGV[2 * place - 1] ~= '' then redis.call('RESTORE', key, ARGV[2 * place], ARGV[2 * place - 1]) end
end
return #KEYS
