extension Migration {
  /// The log of all acts. `content` is the whole row as the chain hashes it; the other columns repeat what pages
  /// are found by, and the verification compares them.
  static let audit = Migration(
    6, "audit",
    up: """
      CREATE TABLE audit (
        id INTEGER NOT NULL PRIMARY KEY, at INTEGER NOT NULL, actor_id INTEGER NOT NULL, act TEXT NOT NULL,
        log TEXT NOT NULL, correlation TEXT NOT NULL, takes_back INTEGER NOT NULL DEFAULT 0,
        undoable INTEGER NOT NULL CHECK (undoable IN (0, 1)), content TEXT NOT NULL,
        hash TEXT NOT NULL CHECK (length(hash) = 64)) STRICT;
      CREATE INDEX audit_by_actor ON audit (actor_id, id);
      CREATE INDEX audit_by_act ON audit (act, id);
      CREATE INDEX audit_by_time ON audit (at, id);
      CREATE INDEX audit_by_correlation ON audit (correlation, id) WHERE correlation <> '';
      CREATE INDEX audit_undoable ON audit (actor_id, id) WHERE undoable=1;
      CREATE TABLE audit_taken_back (
        audit_id INTEGER NOT NULL PRIMARY KEY REFERENCES audit (id), by_id INTEGER NOT NULL) STRICT;
      CREATE TABLE audit_subject (
        subject TEXT NOT NULL, audit_id INTEGER NOT NULL REFERENCES audit (id),
        PRIMARY KEY (subject, audit_id)) STRICT, WITHOUT ROWID;
      CREATE TABLE reply (
        key TEXT NOT NULL PRIMARY KEY, act TEXT NOT NULL, inputs TEXT NOT NULL, output TEXT NOT NULL,
        audit_id INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      """,
    down: "DROP TABLE reply; DROP TABLE audit_subject; DROP TABLE audit_taken_back; DROP TABLE audit;")
}
