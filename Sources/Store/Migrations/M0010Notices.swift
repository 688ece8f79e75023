extension Migration {
  /// When each clock wants to be looked at next, what was done at its levels, and what people are told of.
  ///
  /// An effect is kept in the transaction that had it; its key lets it happen once, whoever was killed in between.
  static let notices = Migration(
    10, "notices",
    up: """
      ALTER TABLE ticket_clock ADD COLUMN watch_at INTEGER NOT NULL DEFAULT 253402300799000;
      UPDATE ticket_clock SET watch_at = min(warn_at, due_at) WHERE stopped_at IS NULL AND state IN (0, 2);
      DROP INDEX ticket_clock_by_due;
      CREATE INDEX ticket_clock_by_watch ON ticket_clock (watch_at, ticket_id, metric, cycle)
        WHERE watch_at<253402300799000;

      CREATE TABLE clock_effect (
        ticket_id INTEGER NOT NULL REFERENCES ticket (id), metric INTEGER NOT NULL, cycle INTEGER NOT NULL,
        level TEXT NOT NULL, at INTEGER NOT NULL, done_at INTEGER NOT NULL,
        PRIMARY KEY (ticket_id, metric, cycle, level)) STRICT, WITHOUT ROWID;
      CREATE TABLE clock_acknowledgement (
        ticket_id INTEGER NOT NULL REFERENCES ticket (id), metric INTEGER NOT NULL, cycle INTEGER NOT NULL,
        agent_id INTEGER NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (ticket_id, metric, cycle)) STRICT, WITHOUT ROWID;
      CREATE TABLE clock_silence (
        ticket_id INTEGER NOT NULL PRIMARY KEY REFERENCES ticket (id), until INTEGER NOT NULL) STRICT;
      CREATE TABLE clock_rescan (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), after_ticket INTEGER NOT NULL) STRICT;
      CREATE TABLE escalation (
        id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''), rank INTEGER NOT NULL,
        version INTEGER NOT NULL, body TEXT NOT NULL, saved_at INTEGER NOT NULL) STRICT;

      CREATE TABLE notice (
        id INTEGER NOT NULL PRIMARY KEY, agent_id INTEGER NOT NULL REFERENCES agent (id), kind INTEGER NOT NULL,
        ticket_id INTEGER, at INTEGER NOT NULL, shown_from INTEGER NOT NULL, read_at INTEGER,
        actor_kind INTEGER NOT NULL, actor_id INTEGER NOT NULL, detail TEXT NOT NULL, due_at INTEGER,
        late INTEGER NOT NULL, count INTEGER NOT NULL) STRICT;
      CREATE INDEX notice_by_agent ON notice (agent_id, at, id);
      CREATE INDEX notice_unread ON notice (agent_id, shown_from) WHERE read_at IS NULL;
      CREATE INDEX notice_by_age ON notice (at);
      CREATE UNIQUE INDEX notice_updated ON notice (agent_id, ticket_id) WHERE read_at IS NULL AND kind=1;
      CREATE TABLE notice_mute (
        ticket_id INTEGER NOT NULL REFERENCES ticket (id), agent_id INTEGER NOT NULL REFERENCES agent (id),
        PRIMARY KEY (ticket_id, agent_id)) STRICT, WITHOUT ROWID;
      CREATE TABLE notice_choice (
        agent_id INTEGER NOT NULL REFERENCES agent (id), kind INTEGER NOT NULL, way TEXT NOT NULL,
        PRIMARY KEY (agent_id, kind)) STRICT, WITHOUT ROWID;
      CREATE INDEX notice_choice_by_kind ON notice_choice (kind, way);
      CREATE TABLE notice_quiet (
        agent_id INTEGER NOT NULL PRIMARY KEY REFERENCES agent (id), from_minute INTEGER NOT NULL,
        to_minute INTEGER NOT NULL, zone TEXT NOT NULL) STRICT;
      """,
    down: """
      DROP TABLE notice_quiet; DROP TABLE notice_choice; DROP TABLE notice_mute; DROP TABLE notice;
      DROP TABLE escalation; DROP TABLE clock_rescan; DROP TABLE clock_silence;
      DROP TABLE clock_acknowledgement; DROP TABLE clock_effect;
      DROP INDEX ticket_clock_by_watch; ALTER TABLE ticket_clock DROP COLUMN watch_at;
      CREATE INDEX ticket_clock_by_due ON ticket_clock (due_at, ticket_id, metric, cycle)
        WHERE stopped_at IS NULL AND due_at<253402300799000;
      """)
}
