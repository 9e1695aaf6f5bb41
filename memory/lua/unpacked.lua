-- What was packed there; nil where these bytes are nothing that we packed.
local function unpacked(bytes)
    local sound, found = pcall(cmsgpack.unpack, bytes)
    return sound and type(found) == 'table' and found or nil
end

-- The names of a checkpoint's channel values; nil where they can't be read.
local function names_in(bytes)
    local names = unpacked(bytes)
    for _, name in pairs(names or {}) do
        if type(name) ~= 'string' then return nil end
    end
    return names
end

