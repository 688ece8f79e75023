extension Migration {
  /// What a desk arranges for itself: views, macros, canned replies; drafts and who looks at what; imports.
  static let desk = Migration(
    4, "desk",
    up: """
      CREATE TABLE saved_view (
        id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), title TEXT NOT NULL,
        filter TEXT NOT NULL, sorted TEXT NOT NULL, columns TEXT NOT NULL,
        owner_id INTEGER NOT NULL DEFAULT 0 REFERENCES agent (id),
        team_id INTEGER NOT NULL DEFAULT 0 REFERENCES team (id), rank INTEGER NOT NULL,
        UNIQUE (owner_id, team_id, name)) STRICT;
      CREATE TABLE macro (
        id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''), title TEXT NOT NULL,
        steps TEXT NOT NULL, text TEXT, note INTEGER NOT NULL CHECK (note IN (0, 1))) STRICT;
      CREATE TABLE canned_reply (
        id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), title TEXT NOT NULL,
        text TEXT NOT NULL, language TEXT NOT NULL, UNIQUE (name, language)) STRICT;
      CREATE TABLE draft (
        ticket_id INTEGER NOT NULL REFERENCES ticket (id), agent_id INTEGER NOT NULL REFERENCES agent (id),
        kind INTEGER NOT NULL CHECK (kind IN (0, 1)), text TEXT NOT NULL, base_version INTEGER NOT NULL,
        base_message INTEGER, saved_at INTEGER NOT NULL, PRIMARY KEY (ticket_id, agent_id, kind))
        STRICT, WITHOUT ROWID;
      CREATE INDEX draft_by_agent ON draft (agent_id, saved_at);
      CREATE TABLE presence (
        ticket_id INTEGER NOT NULL, agent_id INTEGER NOT NULL REFERENCES agent (id), doing TEXT NOT NULL,
        since INTEGER NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY (ticket_id, agent_id))
        STRICT, WITHOUT ROWID;
      CREATE INDEX presence_by_age ON presence (seen_at);
      CREATE TABLE import_ledger (
        source TEXT NOT NULL, kind TEXT NOT NULL, external_id TEXT NOT NULL, local_id INTEGER NOT NULL,
        digest TEXT NOT NULL, PRIMARY KEY (source, kind, external_id)) STRICT, WITHOUT ROWID;
      CREATE TABLE import_run (
        source TEXT NOT NULL PRIMARY KEY, cursor TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      """,
    down: """
      DROP TABLE import_run; DROP TABLE import_ledger; DROP TABLE presence; DROP TABLE draft;
      DROP TABLE canned_reply; DROP TABLE macro; DROP TABLE saved_view;
      """)
}
