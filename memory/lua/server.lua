-- The server's run id, which reveals a restart; '' if the server hides it.
-- KEYS: any key of the thread
local info = redis.pcall('INFO', 'server')
return type(info) == 'string' and string.match(info, 'run_id:(%w+)') or ''
