local prefix, kept = ARGV[1], ARGV[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local settled_at = string.format('%.0f', now)

-- What is deleted, and what is removed from the sets of claims that are open and of those that were given up, each in one call.
local deleted, closed, taken_up = {}, {}, {}

local function close(key, was_running)
  closed[#closed + 1] = key
  if not was_running then
    taken_up[#taken_up + 1] = key
  end
end

local function settle(stored, attempt, owner, how, delay, has_note, note)
  local key = string.sub(stored, #prefix + #'claim:' + 1)
  local row = redis.call('HMGET', stored, 'attempt', 'owner', 'done', 'order', 'until')
  if row[3] == '1' then
    return
  end
  -- The lease of work that has failed or was given up ends at 0.
  local was_running = row[5] ~= '0'
  if how == 'done' then
    if has_note ~= '1' then
      note = ''
    end
    redis.call('HSET', stored, 'attempt', attempt, 'owner', owner, 'until', settled_at, 'note', note, 'done', '1')
    redis.call('PEXPIRE', stored, kept)
    close(key, was_running)
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
    close(key, was_running)
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
if #closed > 0 then
  redis.call('ZREM', KEYS[1], unpack(closed))
end
if #taken_up > 0 then
  redis.call('SREM', KEYS[2], unpack(taken_up))
end
return #KEYS - 2
