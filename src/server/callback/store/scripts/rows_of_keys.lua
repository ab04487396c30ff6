local rows = {}
table.sort(keys)
for _, key in ipairs(keys) do
  local row = redis.call('HMGET', ARGV[1] .. 'claim:' .. key, 'note', 'attempt')
  if row[2] then
    rows[#rows + 1] = key
    rows[#rows + 1] = row[1] or ''
    rows[#rows + 1] = row[2]
  end
end
return rows
