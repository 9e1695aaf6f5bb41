-- A thread that was claimed and of which nothing is stored is nobody's again.
-- KEYS: fence, checkpoints, turns, ids, entry
-- ARGV: fencing token of the turn that claimed it
-- Returns whose it was, false where it stays.
if redis.pcall('GET', KEYS[1]) ~= ARGV[1] or redis.call('EXISTS', KEYS[2], KEYS[3]) > 0 then return false end
local owner = redis.call('HGET', KEYS[5], 'buyer')
redis.call('UNLINK', KEYS[5])
return owner
