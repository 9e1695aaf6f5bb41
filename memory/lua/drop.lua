-- Deletes checkpoints. Needs forget.lua.
-- KEYS: index, checkpoints, channels, writes
-- ARGV: names of checkpoints
forget(KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV)
return #ARGV
