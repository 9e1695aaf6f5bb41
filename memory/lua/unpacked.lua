-- Unpacks a record; nil if it isn't one of ours.
local function unpacked(bytes)
    local sound, found = pcall(cmsgpack.unpack, bytes)
    return sound and type(found) == 'table' and found or nil
end

-- Names of a checkpoint's channel values; nil if unreadable.
local function names_in(bytes)
    local names = unpacked(bytes)
    for _, name in pairs(names or {}) do
        if type(name) ~= 'string' then return nil end
    end
    return names
end

