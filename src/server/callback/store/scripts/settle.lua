local prefix, key, attempt, owner, how, delay, has_note, note, kept = unpack(ARGV)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local row = redis.call('HMGET', KEYS[1], 'attempt', 'owner', 'done', 'order')
if row[3] == '1' then
  return 0
end
if how == 'done' then
  if has_note ~= '1' then
    note = ''
  end
  redis.call('HSET', KEYS[1], 'attempt', attempt, 'owner', owner, 'until', string.format('%.0f', now), 'note', note, 'done', '1')
  redis.call('PEXPIRE', KEYS[1], kept)
  redis.call('ZREM', KEYS[2], key)
  redis.call('SREM', KEYS[3], key)
  if row[4] then
    local step = prefix .. 'step:' .. row[4]
    redis.call('SADD', step, key)
    redis.call('PEXPIRE', step, kept)
  end
  return 1
end
if row[1] ~= attempt or (owner ~= '' and row[2] ~= owner) then
  return 0
end
if how == 'refused' then
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', KEYS[2], key)
  redis.call('SREM', KEYS[3], key)
  return 1
end
redis.call('HSET', KEYS[1], 'until', '0')
if has_note == '1' then
  redis.call('HSET', KEYS[1], 'note', note)
end
if how == 'given_up' then
  redis.call('ZREM', KEYS[2], key)
  redis.call('SADD', KEYS[3], key)
else
  redis.call('ZADD', KEYS[2], string.format('%.0f', now + tonumber(delay)), key)
end
return 1
