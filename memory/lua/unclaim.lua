-- Deletes a claimed thread of which nothing is stored.
-- KEYS: fence, checkpoints, turns, ids, entry
-- ARGV: fencing token of the turn that claimed it
-- Returns the former owner, false if the thread stays.
if redis.pcall('GET', KEYS[1]) ~= ARGV[1] or redis.call('EXISTS', KEYS[2], KEYS[3]) > 0 then return false end
local owner = redis.call('HGET', KEYS[5], 'buyer')
redis.call('UNLINK', KEYS[5])
return owner
