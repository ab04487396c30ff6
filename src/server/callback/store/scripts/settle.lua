local prefix, kept = ARGV[1], ARGV[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function settle(stored, key, attempt, owner, how, delay, has_note, note)
  local row = redis.call('HMGET', stored, 'attempt', 'owner', 'done', 'order')
  if row[3] == '1' then
    return
  end
  if how == 'done' then
    if has_note ~= '1' then
      note = ''
    end
    redis.call('HSET', stored, 'attempt', attempt, 'owner', owner, 'until', string.format('%.0f', now), 'note', note, 'done', '1')
    redis.call('PEXPIRE', stored, kept)
    redis.call('ZREM', KEYS[1], key)
    redis.call('SREM', KEYS[2], key)
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
    redis.call('DEL', stored)
    redis.call('ZREM', KEYS[1], key)
    redis.call('SREM', KEYS[2], key)
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
  local first = 3 + (number - 1) * 7
  settle(KEYS[number + 2], unpack(ARGV, first, first + 6))
end
return #KEYS - 2
