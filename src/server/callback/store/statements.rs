//! The statements of the stores in databases: SQL for SQLite and PostgreSQL, scripts for Redis, and the sentences of
//! their errors. They stand here once; `pkg-template/server/generated-stores.js` is written from them for programs in
//! JavaScript, so that programs in both languages can share a database.
//!
//! All times are whole milliseconds since 1970-01-01 UTC. SQLite gets the machine's time as the parameter `now`;
//! PostgreSQL and Redis read their own clocks, so that the clocks of the machines that share them do not matter.
//!
//! A claim that is granted to an `owner` is granted again to the same owner under the same number of attempt: a program
//! whose connection was lost after the claim was stored can repeat the statement. An empty owner is nobody's.

use serde::Serialize;

/// A statement and the names of its parameters. In SQLite the parameters have these names, with a colon before them; in
/// PostgreSQL they are numbered in this order.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Statement {
    /// The text.
    pub sql: &'static str,
    /// The names of the parameters.
    pub parameters: &'static [&'static str],
}

/// The statements of a database that understands SQL.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sql {
    /// Run on each connection before anything else.
    pub setup: &'static [&'static str],
    /// What moves the schema from each version to the next one. The length of this list is the newest version.
    pub migrations: &'static [&'static str],
    /// Lists unfinished work: `key`, `note`, `attempt`.
    pub list_unfinished: Statement,
    /// Lists work that was given up: `key`, `note`, `attempt`.
    pub list_given_up: Statement,
    /// What there is under a key: `attempt`, `done`, `note`.
    pub find: Statement,
    /// Reserves a key for an owner, or changes the time of its reservation. Column `left`: null where the reservation is
    /// the owner's, else the milliseconds that the reservation of another one lasts. In SQLite, no row: see `reserved`.
    pub reserve: Statement,
    /// Remembers the fingerprint of the shop's secret. A row: it is that of the shop. No row: the shop's is another one.
    pub check_secret: Statement,
    /// Deletes finished claims that are older than `kept`, a thousand at most: see [`Rules::forget_at_once`].
    pub forget: Statement,
    /// Deletes reservations that are over.
    pub forget_reservations: Statement,
}

/// SQLite's own statements.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sqlite {
    /// The statements that it shares with other databases.
    #[serde(flatten)]
    pub sql: Sql,
    /// Grants a claim. Columns: `attempt`, `left` and `done`, of which only the first says something. No row: the claim is not
    /// granted, and `taken` tells why.
    pub claim: Statement,
    /// The claim that is there where `claim` gives no row: `left`, the milliseconds that its lease lasts, and `done`.
    pub taken: Statement,
    /// After a claim with an order was granted: forgets the finished work of this order with another status. It names its index, for
    /// SQLite would read all claims of the shop.
    pub forget_other_statuses: Statement,
    /// Settles a claim of work that is done.
    pub done: Statement,
    /// Settles a claim of work that has failed and is listed again after `delay`.
    pub failed: Statement,
    /// Settles a claim of work that is left to a person.
    pub given_up: Statement,
    /// Settles a claim of work that should never have been claimed.
    pub refused: Statement,
    /// The reservation that is there where `reserve` gives no row: `left`, the milliseconds that it lasts.
    pub reserved: Statement,
    /// The number that marks a file as a store: `PRAGMA application_id`.
    pub application_id: i32,
    /// Writes a claim that an old journal has.
    pub import: Statement,
}

/// What the codes of a server's errors mean. A code of a list stands for itself, and a class of PostgreSQL, its first two
/// characters, for all codes that begin with it.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Codes {
    /// The call may be repeated: the connection was lost, the server starts, stops or changes places, or two transactions
    /// were in each other's way.
    pub temporary: &'static [&'static str],
    /// The disk or the memory is full.
    pub full: &'static [&'static str],
    /// Nothing can be written.
    pub read_only: &'static [&'static str],
    /// Another program keeps something locked.
    pub busy: &'static [&'static str],
    /// The server refuses the user, the password or the database.
    pub refused: &'static [&'static str],
}

#[cfg_attr(
    not(any(feature = "postgres", feature = "redis")),
    allow(dead_code, reason = "only servers answer with codes")
)]
impl Codes {
    /// Whether a call that failed with this code may be repeated.
    pub(super) fn is_temporary(&self, code: &str) -> bool {
        has(self.temporary, code)
    }

    /// The sentence for an error with this code.
    pub(super) fn sentence(&self, code: &str) -> &'static str {
        if has(self.full, code) {
            SENTENCES.full
        } else if has(self.read_only, code) {
            SENTENCES.read_only
        } else if has(self.busy, code) {
            SENTENCES.busy
        } else if has(self.refused, code) || self.is_temporary(code) {
            SENTENCES.unreachable
        } else {
            SENTENCES.failed
        }
    }
}

/// Whether a list has a code or its class.
#[cfg_attr(
    not(any(feature = "postgres", feature = "redis")),
    allow(dead_code, reason = "only servers answer with codes")
)]
fn has(list: &[&str], code: &str) -> bool {
    list.iter()
        .any(|known| *known == code || (known.len() == 2 && code.starts_with(known)))
}

/// PostgreSQL's own statements.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Postgres {
    /// How claims, and the ends of claims, are sent. A statement costs PostgreSQL much more than a row of it, so calls gather.
    pub together: Limits,
    /// The statements that it shares with other databases.
    #[serde(flatten)]
    pub sql: Sql,
    /// Grants claims of different keys. Each parameter but the shop is a list with a value for each claim. A row for each claim:
    /// `key`; `attempt`, which is null where the claim is not granted; `left`, the milliseconds that the lease of another one
    /// lasts, and `done`, which are null where the claim is granted. Where all three are null, the claim has changed meanwhile,
    /// and is asked for again. Finished work is deleted by its place in the table, the one way to a row that no other is ever
    /// planned for.
    pub claim: Statement,
    /// Settles claims of different keys. Each parameter but the shop is a list with a value for each claim; `end` is `done`,
    /// `failed`, `given_up` or `refused`, and `delay` counts for work that has failed. Claims are found by their keys and changed by
    /// their places in the table. What they must be like is compared there, for a claim may change in between, and the casts of
    /// `done` keep the database from reading the index of all that is not done instead.
    pub settle: Statement,
    /// Whether there is a schema: the column `present`.
    pub schema_present: &'static str,
    /// The version of the schema: the column `version`.
    pub schema_version: &'static str,
    /// Keeps other programs from changing the schema until the end of the transaction.
    pub schema_lock: &'static str,
    /// Creates the table that holds the version, unless it is there.
    pub schema_create: &'static str,
    /// Deletes the version of the schema; `schema_set` follows.
    pub schema_clear: &'static str,
    /// Writes the version of the schema.
    pub schema_set: Statement,
    /// The time of the server: the column `now`.
    pub clock: &'static str,
    /// How many connections a program has at most, unless it says otherwise.
    pub connections: u32,
    /// What its errors mean.
    pub codes: Codes,
}

/// The scripts for Redis. The keys of a shop begin with `bukaolshop:{SHOP}:`, the prefix below. The braces keep them on one machine
/// of a cluster.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Redis {
    /// How claims, and the ends of claims, are sent. Redis runs one script at a time, so the next one should lie ready when it has
    /// answered, with calls left that this program answers meanwhile.
    pub together: Limits,
    /// The version of what is stored, for `schema`.
    pub version: u32,
    /// Keys: `bukaolshop:schema`. Arguments: the version. Answers the version that is there.
    pub schema: &'static str,
    /// Grants claims. Keys: prefix + `open`, prefix + `given_up`, and prefix + `claim:` + key for each claim. Arguments: prefix,
    /// and for each claim owner, lease, note, order or an empty text, status. Answers a number for each claim: the attempt where it
    /// is granted, 0 where the work is done, and else the milliseconds that the lease of another one lasts, below 0.
    pub claim: &'static str,
    /// Settles claims. Keys: as for `claim`. Arguments: prefix, the milliseconds that finished work is remembered, and for each
    /// claim attempt, owner, `done`, `failed`, `given_up` or `refused`, delay, `1` where there is a note, the note.
    pub settle: &'static str,
    /// Keys: prefix + `open`. Arguments: prefix. Answers key, note, attempt of each claim, all in one list.
    pub list_unfinished: &'static str,
    /// Keys: prefix + `given_up`. Arguments: prefix. Answers key, note, attempt of each claim, all in one list.
    pub list_given_up: &'static str,
    /// Keys: prefix + `reserved:` + key. Arguments: owner, length. Answers 0 where it is the owner's, else the milliseconds
    /// that the reservation of another one lasts.
    pub reserve: &'static str,
    /// Keys: prefix + `secret`. Arguments: the fingerprint, and the one that it replaces or an empty text. Answers 1 where it
    /// is that of the shop, else 0.
    pub check_secret: &'static str,
    /// What its errors mean.
    pub codes: Codes,
}

/// What the errors and warnings of stores say, for the log of the shop's owner. `{what}` stands for the file or the database
/// without its password, `{version}` for a schema's version, `{minutes}` for a number, and `{why}` for the
/// word of the database.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sentences {
    /// The schema is newer than this program knows.
    pub newer_schema: &'static str,
    /// The file is neither a store nor an old journal.
    pub foreign_file: &'static str,
    /// The old journal is damaged.
    pub damaged_journal: &'static str,
    /// The old journal is open in a program of an older version.
    pub journal_in_use: &'static str,
    /// Nothing can be written.
    pub read_only: &'static str,
    /// The disk, or the memory of Redis, is full.
    pub full: &'static str,
    /// Another program keeps the file locked.
    pub busy: &'static str,
    /// The database cannot be reached.
    pub unreachable: &'static str,
    /// Any other failure.
    pub failed: &'static str,
    /// The address is none that the store knows.
    pub bad_url: &'static str,
    /// The shop's name in the store belongs to a shop with another secret.
    pub other_secret: &'static str,
    /// The clock of this machine is off.
    pub clock: &'static str,
    /// Redis keeps its data in memory only.
    pub redis_memory: &'static str,
    /// Redis may evict keys.
    pub redis_eviction: &'static str,
}

/// How far a store sends calls together that come at about the same time: fewer and larger statements are less work for a server.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Limits {
    /// How many calls are in a statement at most.
    pub most: u64,
    /// How many such statements may be under way at once.
    pub at_once: u64,
    /// How many milliseconds a call waits for the statement that is under way before another one is begun. Until then calls gather;
    /// from then on that statement seems to be held up, and must not hold up all others.
    pub patience: u64,
}

/// What both languages share beside the statements. Durations are milliseconds.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rules {
    /// The name of the shop unless the program tells one.
    pub shop: &'static str,
    /// How long finished work is remembered.
    pub kept: u64,
    /// How long a claim, a listing or a reservation is tried again while the database is away.
    pub retry: u64,
    /// How long settling a claim is tried again while the database is away: what is settled has already happened.
    pub retry_settle: u64,
    /// From which difference on a clock is warned about.
    pub clock_tolerance: u64,
    /// How often finished work that is too old is deleted.
    pub forget_every: u64,
    /// How many finished claims `forget` deletes at most.
    pub forget_at_once: u64,
    /// How long an answer of a server may take.
    pub answer: u64,
    /// The latest time that a store keeps: the last one of JavaScript's dates.
    pub latest: u64,
}

/// See [`Rules`].
pub const RULES: Rules = Rules {
    shop: "toko",
    kept: 90 * 24 * 60 * 60 * 1000,
    retry: 5_000,
    retry_settle: 15_000,
    clock_tolerance: 60_000,
    forget_every: 60 * 60 * 1000,
    forget_at_once: 1000,
    answer: 15_000,
    latest: 8_640_000_000_000_000,
};

/// See [`Sentences`].
pub const SENTENCES: Sentences = Sentences {
    newer_schema: "{what} dibuat oleh versi bukaolshop yang lebih baru (skema {version}); perbarui program ini, jangan pakai versi lama pada data yang sama",
    foreign_file: "{what} bukan berkas store bukaolshop; pilih nama berkas lain",
    damaged_journal: "{what} adalah jurnal lama yang rusak di tengah; pulihkan dari cadangan, atau pindahkan berkas itu dan periksa pesanan yang belum selesai",
    journal_in_use: "{what} adalah jurnal lama yang masih dipakai program lain; hentikan program itu dulu",
    read_only: "{what} tidak bisa ditulisi; periksa izin berkas dan foldernya, atau pakai server basis data utama",
    full: "{what} penuh; kosongkan ruang, callback dijawab 503 sampai bisa ditulisi lagi",
    busy: "{what} terlalu lama dikunci program lain; coba lagi",
    unreachable: "{what} tidak bisa dihubungi ({why}); periksa alamat dan apakah servernya berjalan",
    failed: "{what} gagal ({why})",
    bad_url: "alamat basis data tidak dikenal; tulis misalnya sqlite:callback.db, postgres://pengguna:sandi@host/nama, atau redis://host:6379",
    other_secret: "store ini berisi klaim toko dengan secret lain; buka store dengan nama toko sendiri (opsi shop), atau kalau secret memang diganti, isi juga secret lama (previous secret) sampai semua program memakai yang baru",
    clock: "jam mesin ini berbeda {minutes} menit dari jam {what}; setel jam mesin (NTP)",
    redis_memory: "{what} hanya menyimpan di memori; setel appendonly yes dan appendfsync always, kalau tidak klaim hilang saat listrik padam dan pesanan bisa terkirim dua kali",
    redis_eviction: "{what} boleh membuang data saat penuh; setel maxmemory-policy noeviction",
};

/// What begins each key of a shop in Redis: `{shop}` inside the outer braces, which stay, stands for its name.
pub const REDIS_PREFIX: &str = "bukaolshop:{{shop}}:";

macro_rules! statement {
    ($sql:expr, $($parameter:literal),* $(,)?) => {
        Statement { sql: $sql, parameters: &[$($parameter),*] }
    };
}

/// The statements for SQLite.
pub const SQLITE: Sqlite = Sqlite {
    sql: Sql {
        setup: &[
            "PRAGMA busy_timeout = 10000",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
        ],
        migrations: &[
            "
CREATE TABLE claim (
  shop TEXT NOT NULL,
  key TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  owner TEXT NOT NULL,
  until INTEGER NOT NULL,
  next INTEGER,
  note TEXT NOT NULL,
  done INTEGER NOT NULL,
  step_order TEXT,
  step_status TEXT,
  PRIMARY KEY (shop, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_open ON claim (shop, next) WHERE done = 0;
CREATE INDEX claim_step ON claim (shop, step_order) WHERE done = 1 AND step_order IS NOT NULL;
CREATE INDEX claim_done ON claim (shop, until) WHERE done = 1;
PRAGMA application_id = 1651198828;
",
            "
CREATE TABLE shop (
  name TEXT NOT NULL PRIMARY KEY,
  secret TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE reservation (
  shop TEXT NOT NULL,
  key TEXT NOT NULL,
  owner TEXT NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (shop, key)
) STRICT, WITHOUT ROWID;
",
        ],
        list_unfinished: statement!(
            "SELECT key, note, attempt FROM claim
WHERE shop = :shop AND done = 0 AND next <= :now AND until <= :now ORDER BY key",
            "shop", "now",
        ),
        list_given_up: statement!(
            "SELECT key, note, attempt FROM claim
WHERE shop = :shop AND done = 0 AND next IS NULL ORDER BY key",
            "shop",
        ),
        find: statement!(
            "SELECT attempt, done, note FROM claim WHERE shop = :shop AND key = :key",
            "shop", "key",
        ),
        reserve: statement!(
            "INSERT INTO reservation (shop, key, owner, until)
VALUES (:shop, :key, :owner, :now + :length)
ON CONFLICT (shop, key) DO UPDATE SET owner = excluded.owner, until = excluded.until
WHERE reservation.until <= :now OR reservation.owner = excluded.owner
RETURNING NULL AS left",
            "shop", "key", "owner", "now", "length",
        ),
        check_secret: statement!(
            "INSERT INTO shop (name, secret) VALUES (:shop, :secret)
ON CONFLICT (name) DO UPDATE SET secret = excluded.secret
WHERE shop.secret IN (excluded.secret, :previous)
RETURNING secret",
            "shop", "secret", "previous",
        ),
        forget: statement!(
            "DELETE FROM claim WHERE shop = :shop AND key IN (
  SELECT key FROM claim WHERE shop = :shop AND done = 1 AND until < :now - :kept LIMIT 1000)",
            "shop", "now", "kept",
        ),
        forget_reservations: statement!(
            "DELETE FROM reservation WHERE shop = :shop AND until <= :now",
            "shop", "now",
        ),
    },
    claim: statement!(
        "INSERT INTO claim (shop, key, attempt, owner, until, next, note, done, step_order, step_status)
VALUES (:shop, :key, 1, :owner, :now + :lease, 0, :note, 0, :order, :status)
ON CONFLICT (shop, key) DO UPDATE SET
  attempt = claim.attempt + (claim.owner <> excluded.owner OR claim.owner = ''),
  owner = excluded.owner,
  until = excluded.until,
  next = 0,
  note = excluded.note,
  step_order = coalesce(excluded.step_order, claim.step_order),
  step_status = coalesce(excluded.step_status, claim.step_status)
WHERE claim.done = 0
  AND (claim.until <= :now OR (claim.owner = excluded.owner AND claim.owner <> ''))
RETURNING attempt, 0 AS left, 0 AS done",
        "shop", "key", "owner", "now", "lease", "note", "order", "status",
    ),
    taken: statement!(
        "SELECT until - :now AS left, done FROM claim WHERE shop = :shop AND key = :key",
        "shop", "key", "now",
    ),
    forget_other_statuses: statement!(
        "DELETE FROM claim INDEXED BY claim_step
WHERE shop = :shop AND step_order = :order AND step_order IS NOT NULL AND done = 1 AND step_status <> :status",
        "shop", "order", "status",
    ),
    done: statement!(
        "INSERT INTO claim (shop, key, attempt, owner, until, next, note, done)
VALUES (:shop, :key, :attempt, :owner, :now, 0, coalesce(:note, ''), 1)
ON CONFLICT (shop, key) DO UPDATE SET
  attempt = excluded.attempt,
  until = excluded.until,
  next = 0,
  note = excluded.note,
  done = 1
WHERE claim.done = 0",
        "shop", "key", "attempt", "owner", "now", "note",
    ),
    failed: statement!(
        "UPDATE claim SET until = 0, next = :now + :delay, note = coalesce(:note, note)
WHERE shop = :shop AND key = :key AND attempt = :attempt AND done = 0 AND :owner IN (owner, '')",
        "shop", "key", "attempt", "owner", "now", "delay", "note",
    ),
    given_up: statement!(
        "UPDATE claim SET until = 0, next = NULL, note = coalesce(:note, note)
WHERE shop = :shop AND key = :key AND attempt = :attempt AND done = 0 AND :owner IN (owner, '')",
        "shop", "key", "attempt", "owner", "note",
    ),
    refused: statement!(
        "DELETE FROM claim
WHERE shop = :shop AND key = :key AND attempt = :attempt AND done = 0 AND :owner IN (owner, '')",
        "shop", "key", "attempt", "owner",
    ),
    reserved: statement!(
        "SELECT until - :now AS left FROM reservation WHERE shop = :shop AND key = :key",
        "shop", "key", "now",
    ),
    application_id: 1_651_198_828,
    import: statement!(
        "INSERT INTO claim (shop, key, attempt, owner, until, next, note, done, step_order, step_status)
VALUES (:shop, :key, :attempt, '', :until, :next, :note, :done, :order, :status)",
        "shop", "key", "attempt", "until", "next", "note", "done", "order", "status",
    ),
};

/// The time at which PostgreSQL began the statement.
macro_rules! now {
    () => {
        "(extract(epoch FROM now()) * 1000)::bigint"
    };
}

/// The statements for PostgreSQL.
pub const POSTGRES: Postgres = Postgres {
    together: Limits {
        most: 64,
        at_once: 2,
        patience: 20,
    },
    sql: Sql {
        setup: &[
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
            "SELECT set_config('default_transaction_isolation', 'read committed', false)",
            "SELECT set_config('statement_timeout', '10000', false)",
            // To plan a statement takes longer than to run it, so each connection plans it once, while the tables may be empty. That
            // plan must be right when they have grown, too: no table is read from end to end, and where two indexes could serve, the
            // statement asks for the order of the right one, which the other would have to sort. Such a plan is no cheaper for being
            // compiled.
            "SELECT set_config('plan_cache_mode', 'force_generic_plan', false)",
            "SELECT set_config(name, 'off', false) FROM unnest(ARRAY['enable_seqscan', 'enable_sort', 'jit']) AS name",
        ],
        migrations: &[
            "
CREATE TABLE bukaolshop_claim (
  shop text NOT NULL,
  key text NOT NULL,
  attempt bigint NOT NULL,
  owner text NOT NULL,
  until bigint NOT NULL,
  next bigint,
  note text NOT NULL,
  done boolean NOT NULL,
  step_order text,
  step_status text,
  PRIMARY KEY (shop, key)
);
CREATE INDEX bukaolshop_claim_open ON bukaolshop_claim (shop, next) WHERE NOT done;
CREATE INDEX bukaolshop_claim_step ON bukaolshop_claim (shop, step_order) WHERE done AND step_order IS NOT NULL;
CREATE INDEX bukaolshop_claim_done ON bukaolshop_claim (shop, until) WHERE done;
",
            "
CREATE TABLE bukaolshop_shop (
  name text PRIMARY KEY,
  secret text NOT NULL
);
CREATE TABLE bukaolshop_reservation (
  shop text NOT NULL,
  key text NOT NULL,
  owner text NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (shop, key)
);
",
        ],
        list_unfinished: statement!(
            concat!(
                "SELECT key, note, attempt FROM (
  SELECT key, note, attempt FROM bukaolshop_claim
  WHERE shop = $1::text AND NOT done AND next <= ", now!(), " AND until <= ", now!(), r#" ORDER BY next OFFSET 0
) AS unfinished ORDER BY key COLLATE "C""#
            ),
            "shop",
        ),
        list_given_up: statement!(
            r#"SELECT key, note, attempt FROM (
  SELECT key, note, attempt FROM bukaolshop_claim
  WHERE shop = $1::text AND NOT done AND next IS NULL ORDER BY next OFFSET 0
) AS given_up ORDER BY key COLLATE "C""#,
            "shop",
        ),
        find: statement!(
            "SELECT attempt, done, note FROM bukaolshop_claim WHERE shop = $1::text AND key = $2::text",
            "shop", "key",
        ),
        reserve: statement!(
            concat!(
                "WITH granted AS (
  INSERT INTO bukaolshop_reservation AS r (shop, key, owner, until)
  VALUES ($1::text, $2::text, $3::text, ", now!(), " + $4::bigint)
  ON CONFLICT (shop, key) DO UPDATE SET owner = excluded.owner, until = excluded.until
  WHERE r.until <= ", now!(), " OR r.owner = excluded.owner
  RETURNING r.until
)
SELECT NULL::bigint AS left FROM granted
UNION ALL
SELECT until - ", now!(), " FROM bukaolshop_reservation
WHERE shop = $1::text AND key = $2::text AND NOT EXISTS (SELECT FROM granted)"
            ),
            "shop", "key", "owner", "length",
        ),
        check_secret: statement!(
            "INSERT INTO bukaolshop_shop AS s (name, secret) VALUES ($1::text, $2::text)
ON CONFLICT (name) DO UPDATE SET secret = excluded.secret
WHERE s.secret IN (excluded.secret, $3::text)
RETURNING secret",
            "shop", "secret", "previous",
        ),
        forget: statement!(
            concat!(
                "DELETE FROM bukaolshop_claim WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM bukaolshop_claim WHERE shop = $1::text AND done AND until < ", now!(), " - $2::bigint ORDER BY until LIMIT 1000))"
            ),
            "shop", "kept",
        ),
        forget_reservations: statement!(
            concat!("DELETE FROM bukaolshop_reservation WHERE shop = $1::text AND until <= ", now!()),
            "shop",
        ),
    },
    claim: statement!(
        concat!(
            "WITH bid AS (
  SELECT * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[])
    AS b (key, owner, lease, note, step_order, step_status)
), granted AS (
  INSERT INTO bukaolshop_claim AS c (shop, key, attempt, owner, until, next, note, done, step_order, step_status)
  SELECT $1::text, key, 1, owner, ", now!(), " + lease, 0, note, false, step_order, step_status FROM bid ORDER BY key
  ON CONFLICT (shop, key) DO UPDATE SET
    attempt = c.attempt + CASE WHEN c.owner = excluded.owner AND c.owner <> '' THEN 0 ELSE 1 END,
    owner = excluded.owner,
    until = excluded.until,
    next = 0,
    note = excluded.note,
    step_order = coalesce(excluded.step_order, c.step_order),
    step_status = coalesce(excluded.step_status, c.step_status)
  WHERE NOT c.done
    AND (c.until <= ", now!(), " OR (c.owner = excluded.owner AND c.owner <> ''))
  RETURNING c.key, c.attempt
), forgotten AS (
  DELETE FROM bukaolshop_claim AS c WHERE c.ctid = ANY (ARRAY(
    SELECT other.place FROM bid JOIN granted USING (key)
    CROSS JOIN LATERAL (
      SELECT c.ctid AS place FROM bukaolshop_claim AS c
      WHERE c.shop = $1::text AND c.step_order BETWEEN bid.step_order AND bid.step_order
        AND c.done AND c.step_status <> bid.step_status
      ORDER BY c.step_order OFFSET 0
    ) AS other
  ))
)
SELECT bid.key, granted.attempt, taken.until - ", now!(), " AS left, taken.done
FROM bid LEFT JOIN granted USING (key)
LEFT JOIN LATERAL (
  SELECT c.until, c.done FROM bukaolshop_claim AS c
  WHERE granted.attempt IS NULL AND c.shop = $1::text AND c.key = bid.key OFFSET 0
) AS taken ON true"
        ),
        "shop", "key", "owner", "lease", "note", "order", "status",
    ),
    settle: statement!(
        concat!(
            "WITH ended AS (
  SELECT * FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::text[])
    AS e (key, attempt, owner, how, delay, note)
), done AS (
  INSERT INTO bukaolshop_claim AS c (shop, key, attempt, owner, until, next, note, done)
  SELECT $1::text, key, attempt, owner, ", now!(), ", 0, coalesce(note, ''), true FROM ended WHERE how = 'done' ORDER BY key
  ON CONFLICT (shop, key) DO UPDATE SET
    attempt = excluded.attempt,
    until = excluded.until,
    next = 0,
    note = excluded.note,
    done = true
  WHERE NOT c.done
), undone AS (
  SELECT ended.*, c.place FROM ended
  CROSS JOIN LATERAL (
    SELECT c.ctid AS place FROM bukaolshop_claim AS c
    WHERE how <> 'done' AND c.shop = $1::text AND c.key = ended.key OFFSET 0
  ) AS c
), failed AS (
  UPDATE bukaolshop_claim AS c SET
    until = 0,
    next = CASE WHEN how = 'failed' THEN ", now!(), " + delay END,
    note = coalesce(undone.note, c.note)
  FROM undone
  WHERE c.ctid = place AND how IN ('failed', 'given_up')
    AND c.done::integer = 0 AND c.attempt = undone.attempt AND undone.owner IN (c.owner, '')
)
DELETE FROM bukaolshop_claim AS c USING undone
WHERE c.ctid = place AND how = 'refused'
  AND c.done::integer = 0 AND c.attempt = undone.attempt AND undone.owner IN (c.owner, '')"
        ),
        "shop", "key", "attempt", "owner", "end", "delay", "note",
    ),
    schema_present: "SELECT to_regclass('bukaolshop_schema') IS NOT NULL AS present",
    schema_version: "SELECT coalesce(max(version), 0) AS version FROM bukaolshop_schema",
    schema_lock: "SELECT pg_advisory_xact_lock(1651198828)",
    schema_create: "CREATE TABLE IF NOT EXISTS bukaolshop_schema (version integer NOT NULL)",
    schema_clear: "DELETE FROM bukaolshop_schema",
    schema_set: statement!(
        "INSERT INTO bukaolshop_schema (version) VALUES ($1::integer)",
        "version",
    ),
    clock: "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now",
    connections: 10,
    codes: Codes {
        temporary: &["08", "57P01", "57P02", "57P03", "40001", "40P01"],
        full: &["53"],
        read_only: &["25006", "42501"],
        busy: &["57014", "55P03"],
        refused: &["28P01", "28000", "3D000"],
    },
};

/// The scripts for Redis.
pub const REDIS: Redis = Redis {
    together: Limits {
        most: 32,
        at_once: 3,
        patience: 0,
    },
    version: 1,
    schema: include_str!("scripts/schema.lua"),
    claim: include_str!("scripts/claim.lua"),
    settle: include_str!("scripts/settle.lua"),
    list_unfinished: concat!(
        include_str!("scripts/list_unfinished.lua"),
        include_str!("scripts/rows_of_keys.lua")
    ),
    list_given_up: concat!(
        include_str!("scripts/list_given_up.lua"),
        include_str!("scripts/rows_of_keys.lua")
    ),
    reserve: include_str!("scripts/reserve.lua"),
    check_secret: include_str!("scripts/check_secret.lua"),
    codes: Codes {
        temporary: &["LOADING", "TRYAGAIN", "CLUSTERDOWN", "MASTERDOWN"],
        full: &["OOM", "MISCONF"],
        read_only: &["READONLY", "NOPERM"],
        busy: &[],
        refused: &["WRONGPASS", "NOAUTH"],
    },
};
