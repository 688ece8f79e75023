extension Migration {
  /// Who works here. Row 0 of agent and team stands for "nobody", so that no key column is ever NULL and still
  /// every reference points at something.
  static let access = Migration(
    1, "access",
    up: """
      CREATE TABLE sequence (name TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE area_change (area TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE team (
        id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
        CHECK (id = 0 OR name <> '')) STRICT;
      INSERT INTO team (id, name, title) VALUES (0, '', '');

      CREATE TABLE agent (
        id INTEGER NOT NULL PRIMARY KEY, handle TEXT NOT NULL UNIQUE, name TEXT NOT NULL, email TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('agent', 'lead', 'billing', 'admin', 'on-call', 'auditor')),
        disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
        CHECK (id = 0 OR handle <> '')) STRICT;
      INSERT INTO agent (id, handle, name, email, role, disabled) VALUES (0, '', '', '', 'auditor', 1);

      CREATE TABLE agent_team (
        agent_id INTEGER NOT NULL REFERENCES agent (id), team_id INTEGER NOT NULL REFERENCES team (id),
        PRIMARY KEY (agent_id, team_id)) STRICT, WITHOUT ROWID;
      CREATE INDEX agent_team_by_team ON agent_team (team_id, agent_id);

      CREATE TABLE credential (
        agent_id INTEGER NOT NULL PRIMARY KEY REFERENCES agent (id), password TEXT,
        changed_at INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT 0, failed_at INTEGER NOT NULL DEFAULT 0,
        locked_until INTEGER NOT NULL DEFAULT 0) STRICT;

      CREATE TABLE session (
        id INTEGER NOT NULL PRIMARY KEY, agent_id INTEGER NOT NULL REFERENCES agent (id),
        token_hash TEXT NOT NULL UNIQUE, door TEXT NOT NULL, address TEXT NOT NULL,
        started_at INTEGER NOT NULL, used_at INTEGER NOT NULL, ended_at INTEGER, ended_why TEXT,
        locked INTEGER NOT NULL CHECK (locked IN (0, 1))) STRICT;
      CREATE INDEX session_by_agent ON session (agent_id, id);
      """,
    down: """
      DROP TABLE session; DROP TABLE credential; DROP TABLE agent_team; DROP TABLE agent; DROP TABLE team;
      DROP TABLE setting; DROP TABLE area_change; DROP TABLE sequence;
      """)
}
