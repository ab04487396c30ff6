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

-- The keys of claims that are granted, each behind the end of its lease, for one call about all of them.
local open = {}

-- The ends of leases by their lengths. Numbers are written as texts here, for Redis does it for each command, and slowly.
local lease_ends = {}

local function claim(stored, owner, lease, note, order, status)
  local key = string.sub(stored, #prefix + #'claim:' + 1)
  local row = redis.call('HMGET', stored, 'attempt', 'owner', 'until', 'done')
  local attempt = '1'
  if row[1] then
    if row[4] == '1' then
      return 0
    end
    local is_own = owner ~= '' and row[2] == owner
    local left = tonumber(row[3]) - now
    if left > 0 and not is_own then
      return -left
    end
    attempt = is_own and row[1] or string.format('%.0f', row[1] + 1)
    redis.call('SREM', KEYS[2], key)
  end
  local lease_end = lease_ends[lease] or string.format('%.0f', now + tonumber(lease))
  lease_ends[lease] = lease_end
  open[#open + 1] = lease_end
  open[#open + 1] = key
  -- What a new claim has nothing of is not written: each field takes Redis its time.
  local fields = { 'attempt', attempt, 'owner', owner, 'until', lease_end }
  if row[1] or note ~= '' then
    fields[#fields + 1], fields[#fields + 2] = 'note', note
  end
  if order ~= '' then
    fields[#fields + 1], fields[#fields + 2], fields[#fields + 3], fields[#fields + 4] = 'order', order, 'status', status
    forget_other_statuses(order, status)
  end
  redis.call('HSET', stored, unpack(fields))
  return tonumber(attempt)
end

local answers = {}
for number = 1, #KEYS - 2 do
  local first = 2 + (number - 1) * 5
  answers[number] = claim(KEYS[number + 2], unpack(ARGV, first, first + 4))
end
if #open > 0 then
  redis.call('ZADD', KEYS[1], unpack(open))
end
return answers
