//! The statements of the store of answers in SQLite. They stand here once; `pkg-template/server/generated-answers.js` is
//! written from them, so that programs in Rust and in JavaScript can share a file.

use serde::Serialize;

use crate::server::callback::store::statements::Statement;

/// The statements of a file of answers.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answers {
    /// The number that marks a file as one of answers: `PRAGMA application_id`.
    pub application_id: i32,
    /// Run on each connection before anything else. A loss of power may cost the last answers and counts, never the file.
    pub setup: &'static [&'static str],
    /// What moves the schema from each version to the next one. The length of this list is the newest version.
    pub migrations: &'static [&'static str],
    /// The column `text` of a key.
    pub load: Statement,
    /// Puts a text under a key. `now` is in milliseconds since 1970.
    pub save: Statement,
    /// Forgets the oldest answers beyond `most`.
    pub trim: Statement,
    /// Puts a text under a key that had none. A row: it had none.
    pub create: Statement,
    /// Puts a text under a key that had the text `before`. A row: it had that text.
    pub replace: Statement,
    /// How many answers a file has at most.
    pub most: u32,
}

/// The statements of a file of answers.
pub const ANSWERS: Answers = Answers {
    // "bola".
    application_id: 0x626f_6c61,
    setup: &[
        "PRAGMA busy_timeout = 10000",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = NORMAL",
    ],
    migrations: &["
CREATE TABLE answer (
  key TEXT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,
  stored INTEGER
) STRICT;
CREATE INDEX answer_stored ON answer (stored) WHERE stored IS NOT NULL;
PRAGMA application_id = 1651469409;
"],
    load: Statement {
        sql: "SELECT text FROM answer WHERE key = :key",
        parameters: &["key"],
    },
    save: Statement {
        sql: "INSERT INTO answer (key, text, stored) VALUES (:key, :text, :now)
ON CONFLICT (key) DO UPDATE SET text = excluded.text, stored = excluded.stored",
        parameters: &["key", "text", "now"],
    },
    trim: Statement {
        sql: "DELETE FROM answer WHERE key IN (
  SELECT key FROM answer WHERE stored IS NOT NULL ORDER BY stored DESC LIMIT -1 OFFSET :most
)",
        parameters: &["most"],
    },
    create: Statement {
        sql: "INSERT INTO answer (key, text) VALUES (:key, :text) ON CONFLICT DO NOTHING RETURNING key",
        parameters: &["key", "text"],
    },
    replace: Statement {
        sql: "UPDATE answer SET text = :text WHERE key = :key AND text = :before RETURNING key",
        parameters: &["key", "text", "before"],
    },
    most: 2_000,
};

#[cfg(test)]
mod tests {
    use super::ANSWERS;

    #[test]
    fn the_schema_marks_the_file() {
        let mark = format!("application_id = {};", ANSWERS.application_id);
        assert!(ANSWERS.migrations.iter().any(|text| text.contains(&mark)));
    }
}
