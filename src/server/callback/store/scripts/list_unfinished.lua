local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local keys = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)
