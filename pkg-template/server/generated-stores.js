// Written from the crate's tables by `UPDATE=1 cargo test --test all generated`; that test fails where this is old.
// `src/server/callback/store/statements.rs` describes each of them.

/** @typedef {{ sql: string, parameters: string[] }} Statement */

export const SQLITE = {
  "setup": [
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL"
  ],
  "migrations": [
    "\nCREATE TABLE claim (\n  shop TEXT NOT NULL,\n  key TEXT NOT NULL,\n  attempt INTEGER NOT NULL,\n  owner TEXT NOT NULL,\n  until INTEGER NOT NULL,\n  next INTEGER,\n  note TEXT NOT NULL,\n  done INTEGER NOT NULL,\n  step_order TEXT,\n  step_status TEXT,\n  PRIMARY KEY (shop, key)\n) STRICT, WITHOUT ROWID;\nCREATE INDEX claim_open ON claim (shop, next) WHERE done = 0;\nCREATE INDEX claim_step ON claim (shop, step_order) WHERE done = 1 AND step_order IS NOT NULL;\nCREATE INDEX claim_done ON claim (shop, until) WHERE done = 1;\nPRAGMA application_id = 1651198828;\n",
    "\nCREATE TABLE shop (\n  name TEXT NOT NULL PRIMARY KEY,\n  secret TEXT NOT NULL\n) STRICT, WITHOUT ROWID;\nCREATE TABLE reservation (\n  shop TEXT NOT NULL,\n  key TEXT NOT NULL,\n  owner TEXT NOT NULL,\n  until INTEGER NOT NULL,\n  PRIMARY KEY (shop, key)\n) STRICT, WITHOUT ROWID;\n"
  ],
  "listUnfinished": {
    "sql": "SELECT key, note, attempt FROM claim\nWHERE shop = :shop AND done = 0 AND next <= :now AND until <= :now ORDER BY key",
    "parameters": [
      "shop",
      "now"
    ]
  },
  "listGivenUp": {
    "sql": "SELECT key, note, attempt FROM claim\nWHERE shop = :shop AND done = 0 AND next IS NULL ORDER BY key",
    "parameters": [
      "shop"
    ]
  },
  "find": {
    "sql": "SELECT attempt, done, note FROM claim WHERE shop = :shop AND key = :key",
    "parameters": [
      "shop",
      "key"
    ]
  },
  "reserve": {
    "sql": "INSERT INTO reservation (shop, key, owner, until)\nVALUES (:shop, :key, :owner, :now + :length)\nON CONFLICT (shop, key) DO UPDATE SET owner = excluded.owner, until = excluded.until\nWHERE reservation.until <= :now OR reservation.owner = excluded.owner\nRETURNING NULL AS left",
    "parameters": [
      "shop",
      "key",
      "owner",
      "now",
      "length"
    ]
  },
  "checkSecret": {
    "sql": "INSERT INTO shop (name, secret) VALUES (:shop, :secret)\nON CONFLICT (name) DO UPDATE SET secret = excluded.secret\nWHERE shop.secret IN (excluded.secret, :previous)\nRETURNING secret",
    "parameters": [
      "shop",
      "secret",
      "previous"
    ]
  },
  "forget": {
    "sql": "DELETE FROM claim WHERE shop = :shop AND key IN (\n  SELECT key FROM claim WHERE shop = :shop AND done = 1 AND until < :now - :kept LIMIT 1000)",
    "parameters": [
      "shop",
      "now",
      "kept"
    ]
  },
  "forgetReservations": {
    "sql": "DELETE FROM reservation WHERE shop = :shop AND until <= :now",
    "parameters": [
      "shop",
      "now"
    ]
  },
  "claim": {
    "sql": "INSERT INTO claim (shop, key, attempt, owner, until, next, note, done, step_order, step_status)\nVALUES (:shop, :key, 1, :owner, :now + :lease, 0, :note, 0, :order, :status)\nON CONFLICT (shop, key) DO UPDATE SET\n  attempt = claim.attempt + (claim.owner <> excluded.owner OR claim.owner = ''),\n  owner = excluded.owner,\n  until = excluded.until,\n  next = 0,\n  note = excluded.note,\n  step_order = coalesce(excluded.step_order, claim.step_order),\n  step_status = coalesce(excluded.step_status, claim.step_status)\nWHERE claim.done = 0\n  AND (claim.until <= :now OR (claim.owner = excluded.owner AND claim.owner <> ''))\nRETURNING attempt, 0 AS left, 0 AS done",
    "parameters": [
      "shop",
      "key",
      "owner",
      "now",
      "lease",
      "note",
      "order",
      "status"
    ]
  },
  "taken": {
    "sql": "SELECT until - :now AS left, done FROM claim WHERE shop = :shop AND key = :key",
    "parameters": [
      "shop",
      "key",
      "now"
    ]
  },
  "forgetOtherStatuses": {
    "sql": "DELETE FROM claim INDEXED BY claim_step\nWHERE shop = :shop AND step_order = :order AND step_order IS NOT NULL AND done = 1 AND step_status <> :status",
    "parameters": [
      "shop",
      "order",
      "status"
    ]
  },
  "done": {
    "sql": "INSERT INTO claim (shop, key, attempt, owner, until, next, note, done)\nVALUES (:shop, :key, :attempt, :owner, :now, 0, coalesce(:note, ''), 1)\nON CONFLICT (shop, key) DO UPDATE SET\n  attempt = excluded.attempt,\n  until = excluded.until,\n  next = 0,\n  note = excluded.note,\n  done = 1\nWHERE claim.done = 0",
    "parameters": [
      "shop",
      "key",
      "attempt",
      "owner",
      "now",
      "note"
    ]
  },
  "failed": {
    "sql": "UPDATE claim SET until = 0, next = :now + :delay, note = coalesce(:note, note)\nWHERE shop = :shop AND key = :key AND attempt = :attempt AND done = 0 AND :owner IN (owner, '')",
    "parameters": [
      "shop",
      "key",
      "attempt",
      "owner",
      "now",
      "delay",
      "note"
    ]
  },
  "givenUp": {
    "sql": "UPDATE claim SET until = 0, next = NULL, note = coalesce(:note, note)\nWHERE shop = :shop AND key = :key AND attempt = :attempt AND done = 0 AND :owner IN (owner, '')",
    "parameters": [
      "shop",
      "key",
      "attempt",
      "owner",
      "note"
    ]
  },
  "refused": {
    "sql": "DELETE FROM claim\nWHERE shop = :shop AND key = :key AND attempt = :attempt AND done = 0 AND :owner IN (owner, '')",
    "parameters": [
      "shop",
      "key",
      "attempt",
      "owner"
    ]
  },
  "reserved": {
    "sql": "SELECT until - :now AS left FROM reservation WHERE shop = :shop AND key = :key",
    "parameters": [
      "shop",
      "key",
      "now"
    ]
  },
  "applicationId": 1651198828,
  "import": {
    "sql": "INSERT INTO claim (shop, key, attempt, owner, until, next, note, done, step_order, step_status)\nVALUES (:shop, :key, :attempt, '', :until, :next, :note, :done, :order, :status)",
    "parameters": [
      "shop",
      "key",
      "attempt",
      "until",
      "next",
      "note",
      "done",
      "order",
      "status"
    ]
  }
};

export const POSTGRES = {
  "together": {
    "most": 64,
    "atOnce": 2,
    "patience": 20
  },
  "setup": [
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
    "SELECT set_config('default_transaction_isolation', 'read committed', false)",
    "SELECT set_config('statement_timeout', '10000', false)",
    "SELECT set_config('plan_cache_mode', 'force_generic_plan', false)",
    "SELECT set_config(name, 'off', false) FROM unnest(ARRAY['enable_seqscan', 'enable_sort', 'jit']) AS name"
  ],
  "migrations": [
    "\nCREATE TABLE bukaolshop_claim (\n  shop text NOT NULL,\n  key text NOT NULL,\n  attempt bigint NOT NULL,\n  owner text NOT NULL,\n  until bigint NOT NULL,\n  next bigint,\n  note text NOT NULL,\n  done boolean NOT NULL,\n  step_order text,\n  step_status text,\n  PRIMARY KEY (shop, key)\n);\nCREATE INDEX bukaolshop_claim_open ON bukaolshop_claim (shop, next) WHERE NOT done;\nCREATE INDEX bukaolshop_claim_step ON bukaolshop_claim (shop, step_order) WHERE done AND step_order IS NOT NULL;\nCREATE INDEX bukaolshop_claim_done ON bukaolshop_claim (shop, until) WHERE done;\n",
    "\nCREATE TABLE bukaolshop_shop (\n  name text PRIMARY KEY,\n  secret text NOT NULL\n);\nCREATE TABLE bukaolshop_reservation (\n  shop text NOT NULL,\n  key text NOT NULL,\n  owner text NOT NULL,\n  until bigint NOT NULL,\n  PRIMARY KEY (shop, key)\n);\n"
  ],
  "listUnfinished": {
    "sql": "SELECT key, note, attempt FROM (\n  SELECT key, note, attempt FROM bukaolshop_claim\n  WHERE shop = $1::text AND NOT done AND next <= (extract(epoch FROM now()) * 1000)::bigint AND until <= (extract(epoch FROM now()) * 1000)::bigint ORDER BY next OFFSET 0\n) AS unfinished ORDER BY key COLLATE \"C\"",
    "parameters": [
      "shop"
    ]
  },
  "listGivenUp": {
    "sql": "SELECT key, note, attempt FROM (\n  SELECT key, note, attempt FROM bukaolshop_claim\n  WHERE shop = $1::text AND NOT done AND next IS NULL ORDER BY next OFFSET 0\n) AS given_up ORDER BY key COLLATE \"C\"",
    "parameters": [
      "shop"
    ]
  },
  "find": {
    "sql": "SELECT attempt, done, note FROM bukaolshop_claim WHERE shop = $1::text AND key = $2::text",
    "parameters": [
      "shop",
      "key"
    ]
  },
  "reserve": {
    "sql": "WITH granted AS (\n  INSERT INTO bukaolshop_reservation AS r (shop, key, owner, until)\n  VALUES ($1::text, $2::text, $3::text, (extract(epoch FROM now()) * 1000)::bigint + $4::bigint)\n  ON CONFLICT (shop, key) DO UPDATE SET owner = excluded.owner, until = excluded.until\n  WHERE r.until <= (extract(epoch FROM now()) * 1000)::bigint OR r.owner = excluded.owner\n  RETURNING r.until\n)\nSELECT NULL::bigint AS left FROM granted\nUNION ALL\nSELECT until - (extract(epoch FROM now()) * 1000)::bigint FROM bukaolshop_reservation\nWHERE shop = $1::text AND key = $2::text AND NOT EXISTS (SELECT FROM granted)",
    "parameters": [
      "shop",
      "key",
      "owner",
      "length"
    ]
  },
  "checkSecret": {
    "sql": "INSERT INTO bukaolshop_shop AS s (name, secret) VALUES ($1::text, $2::text)\nON CONFLICT (name) DO UPDATE SET secret = excluded.secret\nWHERE s.secret IN (excluded.secret, $3::text)\nRETURNING secret",
    "parameters": [
      "shop",
      "secret",
      "previous"
    ]
  },
  "forget": {
    "sql": "DELETE FROM bukaolshop_claim WHERE ctid = ANY (ARRAY(\n  SELECT ctid FROM bukaolshop_claim WHERE shop = $1::text AND done AND until < (extract(epoch FROM now()) * 1000)::bigint - $2::bigint ORDER BY until LIMIT 1000))",
    "parameters": [
      "shop",
      "kept"
    ]
  },
  "forgetReservations": {
    "sql": "DELETE FROM bukaolshop_reservation WHERE shop = $1::text AND until <= (extract(epoch FROM now()) * 1000)::bigint",
    "parameters": [
      "shop"
    ]
  },
  "claim": {
    "sql": "WITH bid AS (\n  SELECT * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[])\n    AS b (key, owner, lease, note, step_order, step_status)\n), granted AS (\n  INSERT INTO bukaolshop_claim AS c (shop, key, attempt, owner, until, next, note, done, step_order, step_status)\n  SELECT $1::text, key, 1, owner, (extract(epoch FROM now()) * 1000)::bigint + lease, 0, note, false, step_order, step_status FROM bid ORDER BY key\n  ON CONFLICT (shop, key) DO UPDATE SET\n    attempt = c.attempt + CASE WHEN c.owner = excluded.owner AND c.owner <> '' THEN 0 ELSE 1 END,\n    owner = excluded.owner,\n    until = excluded.until,\n    next = 0,\n    note = excluded.note,\n    step_order = coalesce(excluded.step_order, c.step_order),\n    step_status = coalesce(excluded.step_status, c.step_status)\n  WHERE NOT c.done\n    AND (c.until <= (extract(epoch FROM now()) * 1000)::bigint OR (c.owner = excluded.owner AND c.owner <> ''))\n  RETURNING c.key, c.attempt\n), forgotten AS (\n  DELETE FROM bukaolshop_claim AS c WHERE c.ctid = ANY (ARRAY(\n    SELECT other.place FROM bid JOIN granted USING (key)\n    CROSS JOIN LATERAL (\n      SELECT c.ctid AS place FROM bukaolshop_claim AS c\n      WHERE c.shop = $1::text AND c.step_order BETWEEN bid.step_order AND bid.step_order\n        AND c.done AND c.step_status <> bid.step_status\n      ORDER BY c.step_order OFFSET 0\n    ) AS other\n  ))\n)\nSELECT bid.key, granted.attempt, taken.until - (extract(epoch FROM now()) * 1000)::bigint AS left, taken.done\nFROM bid LEFT JOIN granted USING (key)\nLEFT JOIN LATERAL (\n  SELECT c.until, c.done FROM bukaolshop_claim AS c\n  WHERE granted.attempt IS NULL AND c.shop = $1::text AND c.key = bid.key OFFSET 0\n) AS taken ON true",
    "parameters": [
      "shop",
      "key",
      "owner",
      "lease",
      "note",
      "order",
      "status"
    ]
  },
  "settle": {
    "sql": "WITH ended AS (\n  SELECT * FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::text[])\n    AS e (key, attempt, owner, how, delay, note)\n), done AS (\n  INSERT INTO bukaolshop_claim AS c (shop, key, attempt, owner, until, next, note, done)\n  SELECT $1::text, key, attempt, owner, (extract(epoch FROM now()) * 1000)::bigint, 0, coalesce(note, ''), true FROM ended WHERE how = 'done' ORDER BY key\n  ON CONFLICT (shop, key) DO UPDATE SET\n    attempt = excluded.attempt,\n    until = excluded.until,\n    next = 0,\n    note = excluded.note,\n    done = true\n  WHERE NOT c.done\n), undone AS (\n  SELECT ended.*, c.place FROM ended\n  CROSS JOIN LATERAL (\n    SELECT c.ctid AS place FROM bukaolshop_claim AS c\n    WHERE how <> 'done' AND c.shop = $1::text AND c.key = ended.key OFFSET 0\n  ) AS c\n), failed AS (\n  UPDATE bukaolshop_claim AS c SET\n    until = 0,\n    next = CASE WHEN how = 'failed' THEN (extract(epoch FROM now()) * 1000)::bigint + delay END,\n    note = coalesce(undone.note, c.note)\n  FROM undone\n  WHERE c.ctid = place AND how IN ('failed', 'given_up')\n    AND c.done::integer = 0 AND c.attempt = undone.attempt AND undone.owner IN (c.owner, '')\n)\nDELETE FROM bukaolshop_claim AS c USING undone\nWHERE c.ctid = place AND how = 'refused'\n  AND c.done::integer = 0 AND c.attempt = undone.attempt AND undone.owner IN (c.owner, '')",
    "parameters": [
      "shop",
      "key",
      "attempt",
      "owner",
      "end",
      "delay",
      "note"
    ]
  },
  "schemaPresent": "SELECT to_regclass('bukaolshop_schema') IS NOT NULL AS present",
  "schemaVersion": "SELECT coalesce(max(version), 0) AS version FROM bukaolshop_schema",
  "schemaLock": "SELECT pg_advisory_xact_lock(1651198828)",
  "schemaCreate": "CREATE TABLE IF NOT EXISTS bukaolshop_schema (version integer NOT NULL)",
  "schemaClear": "DELETE FROM bukaolshop_schema",
  "schemaSet": {
    "sql": "INSERT INTO bukaolshop_schema (version) VALUES ($1::integer)",
    "parameters": [
      "version"
    ]
  },
  "clock": "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now",
  "connections": 10,
  "codes": {
    "temporary": [
      "08",
      "57P01",
      "57P02",
      "57P03",
      "40001",
      "40P01"
    ],
    "full": [
      "53"
    ],
    "readOnly": [
      "25006",
      "42501"
    ],
    "busy": [
      "57014",
      "55P03"
    ],
    "refused": [
      "28P01",
      "28000",
      "3D000"
    ]
  }
};

export const REDIS = {
  "together": {
    "most": 32,
    "atOnce": 3,
    "patience": 0
  },
  "version": 1,
  "schema": "local stored = tonumber(redis.call('GET', KEYS[1]) or '0')\nif stored < tonumber(ARGV[1]) then\n  redis.call('SET', KEYS[1], ARGV[1])\n  return tonumber(ARGV[1])\nend\nreturn stored\n",
  "claim": "local prefix = ARGV[1]\nlocal time = redis.call('TIME')\nlocal now = time[1] * 1000 + math.floor(time[2] / 1000)\n\n-- Forgets the finished work of an order with another status.\nlocal function forget_other_statuses(order, status)\n  local step = prefix .. 'step:' .. order\n  for _, other in ipairs(redis.call('SMEMBERS', step)) do\n    local done = redis.call('HMGET', prefix .. 'claim:' .. other, 'done', 'status')\n    if done[1] == '1' and done[2] ~= status then\n      redis.call('DEL', prefix .. 'claim:' .. other)\n    end\n    if done[1] ~= '1' or done[2] ~= status then\n      redis.call('SREM', step, other)\n    end\n  end\nend\n\n-- The keys of claims that are granted, each behind the end of its lease, for one call about all of them.\nlocal open = {}\n\n-- The ends of leases by their lengths. Numbers are written as texts here, for Redis does it for each command, and slowly.\nlocal lease_ends = {}\n\nlocal function claim(stored, owner, lease, note, order, status)\n  local key = string.sub(stored, #prefix + #'claim:' + 1)\n  local row = redis.call('HMGET', stored, 'attempt', 'owner', 'until', 'done')\n  local attempt = '1'\n  if row[1] then\n    if row[4] == '1' then\n      return 0\n    end\n    local is_own = owner ~= '' and row[2] == owner\n    local left = tonumber(row[3]) - now\n    if left > 0 and not is_own then\n      return -left\n    end\n    attempt = is_own and row[1] or string.format('%.0f', row[1] + 1)\n    redis.call('SREM', KEYS[2], key)\n  end\n  local lease_end = lease_ends[lease] or string.format('%.0f', now + tonumber(lease))\n  lease_ends[lease] = lease_end\n  open[#open + 1] = lease_end\n  open[#open + 1] = key\n  -- What a new claim has nothing of is not written: each field takes Redis its time.\n  local fields = { 'attempt', attempt, 'owner', owner, 'until', lease_end }\n  if row[1] or note ~= '' then\n    fields[#fields + 1], fields[#fields + 2] = 'note', note\n  end\n  if order ~= '' then\n    fields[#fields + 1], fields[#fields + 2], fields[#fields + 3], fields[#fields + 4] = 'order', order, 'status', status\n    forget_other_statuses(order, status)\n  end\n  redis.call('HSET', stored, unpack(fields))\n  return tonumber(attempt)\nend\n\nlocal answers = {}\nfor number = 1, #KEYS - 2 do\n  local first = 2 + (number - 1) * 5\n  answers[number] = claim(KEYS[number + 2], unpack(ARGV, first, first + 4))\nend\nif #open > 0 then\n  redis.call('ZADD', KEYS[1], unpack(open))\nend\nreturn answers\n",
  "settle": "local prefix, kept = ARGV[1], ARGV[2]\n\n-- What is deleted, and what is removed from the sets of claims that are open or were given up, each in one call.\nlocal deleted, closed = {}, {}\n\nlocal function settle(stored, attempt, owner, how, delay, has_note, note)\n  local key = string.sub(stored, #prefix + #'claim:' + 1)\n  local row = redis.call('HMGET', stored, 'attempt', 'owner', 'done', 'order')\n  if row[3] == '1' then\n    return\n  end\n  if how == 'done' then\n    if has_note ~= '1' then\n      note = ''\n    end\n    if row[1] == attempt and row[2] == owner then\n      redis.call('HSET', stored, 'note', note, 'done', '1')\n    else\n      redis.call('HSET', stored, 'attempt', attempt, 'owner', owner, 'note', note, 'done', '1')\n    end\n    redis.call('PEXPIRE', stored, kept)\n    closed[#closed + 1] = key\n    if row[4] then\n      local step = prefix .. 'step:' .. row[4]\n      redis.call('SADD', step, key)\n      redis.call('PEXPIRE', step, kept)\n    end\n    return\n  end\n  if row[1] ~= attempt or (owner ~= '' and row[2] ~= owner) then\n    return\n  end\n  if how == 'refused' then\n    deleted[#deleted + 1] = stored\n    closed[#closed + 1] = key\n    return\n  end\n  if has_note == '1' then\n    redis.call('HSET', stored, 'until', '0', 'note', note)\n  else\n    redis.call('HSET', stored, 'until', '0')\n  end\n  if how == 'given_up' then\n    redis.call('ZREM', KEYS[1], key)\n    redis.call('SADD', KEYS[2], key)\n  else\n    local time = redis.call('TIME')\n    local now = time[1] * 1000 + math.floor(time[2] / 1000)\n    redis.call('ZADD', KEYS[1], string.format('%.0f', now + tonumber(delay)), key)\n  end\nend\n\nfor number = 1, #KEYS - 2 do\n  local first = 3 + (number - 1) * 6\n  settle(KEYS[number + 2], unpack(ARGV, first, first + 5))\nend\nif #deleted > 0 then\n  redis.call('DEL', unpack(deleted))\nend\n-- Work that was claimed is in one of the two sets.\nif #closed > 0 and redis.call('ZREM', KEYS[1], unpack(closed)) < #closed then\n  redis.call('SREM', KEYS[2], unpack(closed))\nend\nreturn #KEYS - 2\n",
  "listUnfinished": "local time = redis.call('TIME')\nlocal now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))\nlocal keys = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)\nlocal rows = {}\ntable.sort(keys)\nfor _, key in ipairs(keys) do\n  local row = redis.call('HMGET', ARGV[1] .. 'claim:' .. key, 'note', 'attempt')\n  if row[2] then\n    rows[#rows + 1] = key\n    rows[#rows + 1] = row[1] or ''\n    rows[#rows + 1] = row[2]\n  end\nend\nreturn rows\n",
  "listGivenUp": "local keys = redis.call('SMEMBERS', KEYS[1])\nlocal rows = {}\ntable.sort(keys)\nfor _, key in ipairs(keys) do\n  local row = redis.call('HMGET', ARGV[1] .. 'claim:' .. key, 'note', 'attempt')\n  if row[2] then\n    rows[#rows + 1] = key\n    rows[#rows + 1] = row[1] or ''\n    rows[#rows + 1] = row[2]\n  end\nend\nreturn rows\n",
  "reserve": "local owner = redis.call('GET', KEYS[1])\nif owner and owner ~= ARGV[1] then\n  return math.max(redis.call('PTTL', KEYS[1]), 1)\nend\nredis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])\nreturn 0\n",
  "checkSecret": "local stored = redis.call('GET', KEYS[1])\nif stored and stored ~= ARGV[1] and stored ~= ARGV[2] then\n  return 0\nend\nredis.call('SET', KEYS[1], ARGV[1])\nreturn 1\n",
  "codes": {
    "temporary": [
      "LOADING",
      "TRYAGAIN",
      "CLUSTERDOWN",
      "MASTERDOWN"
    ],
    "full": [
      "OOM",
      "MISCONF"
    ],
    "readOnly": [
      "READONLY",
      "NOPERM"
    ],
    "busy": [],
    "refused": [
      "WRONGPASS",
      "NOAUTH"
    ]
  }
};

/** What begins the keys of a shop in Redis. */
export const REDIS_PREFIX = "bukaolshop:{{shop}}:";

export const RULES = {
  "shop": "toko",
  "kept": 7776000000,
  "retry": 5000,
  "retrySettle": 15000,
  "clockTolerance": 60000,
  "forgetEvery": 3600000,
  "forgetAtOnce": 1000,
  "answer": 15000,
  "latest": 8640000000000000
};

export const SENTENCES = {
  "newerSchema": "{what} dibuat oleh versi bukaolshop yang lebih baru (skema {version}); perbarui program ini, jangan pakai versi lama pada data yang sama",
  "foreignFile": "{what} bukan berkas store bukaolshop; pilih nama berkas lain",
  "damagedJournal": "{what} adalah jurnal lama yang rusak di tengah; pulihkan dari cadangan, atau pindahkan berkas itu dan periksa pesanan yang belum selesai",
  "journalInUse": "{what} adalah jurnal lama yang masih dipakai program lain; hentikan program itu dulu",
  "readOnly": "{what} tidak bisa ditulisi; periksa izin berkas dan foldernya, atau pakai server basis data utama",
  "full": "{what} penuh; kosongkan ruang, callback dijawab 503 sampai bisa ditulisi lagi",
  "busy": "{what} terlalu lama dikunci program lain; coba lagi",
  "unreachable": "{what} tidak bisa dihubungi ({why}); periksa alamat dan apakah servernya berjalan",
  "failed": "{what} gagal ({why})",
  "badUrl": "alamat basis data tidak dikenal; tulis misalnya sqlite:callback.db, postgres://pengguna:sandi@host/nama, atau redis://host:6379",
  "otherSecret": "store ini berisi klaim toko dengan secret lain; buka store dengan nama toko sendiri (opsi shop), atau kalau secret memang diganti, isi juga secret lama (previous secret) sampai semua program memakai yang baru",
  "clock": "jam mesin ini berbeda {minutes} menit dari jam {what}; setel jam mesin (NTP)",
  "redisMemory": "{what} hanya menyimpan di memori; setel appendonly yes dan appendfsync always, kalau tidak klaim hilang saat listrik padam dan pesanan bisa terkirim dua kali",
  "redisEviction": "{what} boleh membuang data saat penuh; setel maxmemory-policy noeviction"
};
