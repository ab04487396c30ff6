// Written from the crate's tables by `UPDATE=1 cargo test --test all generated`; that test fails where this is old.
// `src/server/open_api_cache/statements.rs` describes each of them.

export const ANSWERS = {
  "applicationId": 1651469409,
  "setup": [
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL"
  ],
  "migrations": [
    "\nCREATE TABLE answer (\n  key TEXT NOT NULL PRIMARY KEY,\n  text TEXT NOT NULL,\n  stored INTEGER\n) STRICT;\nCREATE INDEX answer_stored ON answer (stored) WHERE stored IS NOT NULL;\nPRAGMA application_id = 1651469409;\n"
  ],
  "load": {
    "sql": "SELECT text FROM answer WHERE key = :key",
    "parameters": [
      "key"
    ]
  },
  "save": {
    "sql": "INSERT INTO answer (key, text, stored) VALUES (:key, :text, :now)\nON CONFLICT (key) DO UPDATE SET text = excluded.text, stored = excluded.stored",
    "parameters": [
      "key",
      "text",
      "now"
    ]
  },
  "trim": {
    "sql": "DELETE FROM answer WHERE key IN (\n  SELECT key FROM answer WHERE stored IS NOT NULL ORDER BY stored DESC LIMIT -1 OFFSET :most\n)",
    "parameters": [
      "most"
    ]
  },
  "create": {
    "sql": "INSERT INTO answer (key, text) VALUES (:key, :text) ON CONFLICT DO NOTHING RETURNING key",
    "parameters": [
      "key",
      "text"
    ]
  },
  "replace": {
    "sql": "UPDATE answer SET text = :text WHERE key = :key AND text = :before RETURNING key",
    "parameters": [
      "key",
      "text",
      "before"
    ]
  },
  "most": 2000
};
