-- The run id of the server, by which a restart is seen; '' where it is kept secret.
-- KEYS: any of the thread
local info = redis.pcall('INFO', 'server')
return type(info) == 'string' and string.match(info, 'run_id:(%w+)') or ''
