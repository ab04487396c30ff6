local prefix, kept = ARGV[1], ARGV[2]

-- What is deleted, and what is removed from the sets of claims that are open or were given up, each in one call.
local deleted, closed = {}, {}

local function settle(stored, attempt, owner, how, delay, has_note, note)
  local key = string.sub(stored, #prefix + #'claim:' + 1)
  local row = redis.call('HMGET', stored, 'attempt', 'owner', 'done', 'order')
  if row[3] == '1' then
    return
  end
  if how == 'done' then
    if has_note ~= '1' then
      note = ''
    end
    if row[1] == attempt and row[2] == owner then
      redis.call('HSET', stored, 'note', note, 'done', '1')
    else
      redis.call('HSET', stored, 'attempt', attempt, 'owner', owner, 'note', note, 'done', '1')
    end
    redis.call('PEXPIRE', stored, kept)
    closed[#closed + 1] = key
    if row[4] then
      local step = prefix .. 'step:' .. row[4]
      redis.call('SADD', step, key)
      redis.call('PEXPIRE', step, kept)
    end
    return
  end
  if row[1] ~= attempt or (owner ~= '' and row[2] ~= owner) then
    return
  end
  if how == 'refused' then
    deleted[#deleted + 1] = stored
    closed[#closed + 1] = key
    return
  end
  if has_note == '1' then
    redis.call('HSET', stored, 'until', '0', 'note', note)
  else
    redis.call('HSET', stored, 'until', '0')
  end
  if how == 'given_up' then
    redis.call('ZREM', KEYS[1], key)
    redis.call('SADD', KEYS[2], key)
  else
    local time = redis.call('TIME')
    local now = time[1] * 1000 + math.floor(time[2] / 1000)
    redis.call('ZADD', KEYS[1], string.format('%.0f', now + tonumber(delay)), key)
  end
end

for number = 1, #KEYS - 2 do
  local first = 3 + (number - 1) * 6
  settle(KEYS[number + 2], unpack(ARGV, first, first + 5))
end
if #deleted > 0 then
  redis.call('DEL', unpack(deleted))
end
-- Work that was claimed is in one of the two sets.
if #closed > 0 and redis.call('ZREM', KEYS[1], unpack(closed)) < #closed then
  redis.call('SREM', KEYS[2], unpack(closed))
end
return #KEYS - 2
