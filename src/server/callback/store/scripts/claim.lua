local prefix = ARGV[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- Forgets the finished work of an order with another status.
local function forget_other_statuses(order, status)
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

local function claim(stored, key, owner, lease, note, order, status)
  local row = redis.call('HMGET', stored, 'attempt', 'owner', 'until', 'done')
  local attempt = 1
  if row[1] then
    if row[4] == '1' then
      return 'done', 0
    end
    local is_own = owner ~= '' and row[2] == owner
    local left = tonumber(row[3]) - now
    if left > 0 and not is_own then
      return 'in_progress', left
    end
    attempt = tonumber(row[1]) + (is_own and 0 or 1)
    redis.call('SREM', KEYS[2], key)
  end
  local lease_end = string.format('%.0f', now + tonumber(lease))
  redis.call('ZADD', KEYS[1], lease_end, key)
  if order == '' then
    redis.call('HSET', stored, 'attempt', attempt, 'owner', owner, 'until', lease_end, 'note', note, 'done', '0')
  else
    redis.call('HSET', stored, 'attempt', attempt, 'owner', owner, 'until', lease_end, 'note', note, 'done', '0',
      'order', order, 'status', status)
    forget_other_statuses(order, status)
  end
  return 'claimed', attempt
end

local answers = {}
for number = 1, #KEYS - 2 do
  local first = 2 + (number - 1) * 6
  local state, left = claim(KEYS[number + 2], unpack(ARGV, first, first + 5))
  answers[#answers + 1] = state
  answers[#answers + 1] = left
end
return answers
