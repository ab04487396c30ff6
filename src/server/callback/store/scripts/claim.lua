local prefix, key, owner, lease, note, order, status = unpack(ARGV)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local row = redis.call('HMGET', KEYS[1], 'attempt', 'owner', 'until', 'done')
local attempt = 1
if row[1] then
  if row[4] == '1' then
    return { 'done', 0 }
  end
  local is_own = owner ~= '' and row[2] == owner
  local left = tonumber(row[3]) - now
  if left > 0 and not is_own then
    return { 'in_progress', left }
  end
  attempt = tonumber(row[1]) + (is_own and 0 or 1)
end
local lease_end = string.format('%.0f', now + tonumber(lease))
redis.call('HSET', KEYS[1], 'attempt', attempt, 'owner', owner, 'until', lease_end, 'note', note, 'done', '0')
redis.call('ZADD', KEYS[2], lease_end, key)
redis.call('SREM', KEYS[3], key)
if order ~= '' then
  redis.call('HSET', KEYS[1], 'order', order, 'status', status)
  -- The finished work of this order with another status is forgotten.
  local step = prefix .. 'step:' .. order
  for _, other in ipairs(redis.call('SMEMBERS', step)) do
    local done = redis.call('HMGET', prefix .. 'claim:' .. other, 'done', 'status')
    if done[1] == '1' and done[2] ~= status then
      redis.call('DEL', prefix .. 'claim:' .. other)
    end
    if done[1] ~= '1' or done[2] ~= status then
      redis.call('SREM', step, other)
    end
  end
end
return { 'claimed', attempt }
