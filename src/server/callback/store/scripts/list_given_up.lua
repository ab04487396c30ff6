local keys = redis.call('SMEMBERS', KEYS[1])
