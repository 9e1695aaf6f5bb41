-- Prolongs a lease that is still held: 1, or 0 where it is lost.
-- KEYS: fence
-- ARGV: fencing token, lease in ms
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
