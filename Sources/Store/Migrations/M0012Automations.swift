extension Migration {
  /// Rules that act by themselves, what became of them, and how far the log has been looked through for them.
  static let automations = Migration(
    12, "automations",
    up: """
      CREATE TABLE automation (
        id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''), title TEXT NOT NULL,
        rank INTEGER NOT NULL, triggers TEXT NOT NULL, filter TEXT NOT NULL, steps TEXT NOT NULL, text TEXT,
        note INTEGER NOT NULL CHECK (note IN (0, 1)), since INTEGER NOT NULL) STRICT;
      CREATE TABLE automation_run (
        ticket_id INTEGER NOT NULL REFERENCES ticket (id), automation_id INTEGER NOT NULL, event INTEGER NOT NULL,
        at INTEGER NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'bounded')), reason TEXT,
        PRIMARY KEY (ticket_id, automation_id, event)) STRICT, WITHOUT ROWID;
      CREATE INDEX automation_run_by_time ON automation_run (at, ticket_id, automation_id, event);
      CREATE TABLE automation_look (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), audit INTEGER NOT NULL, timed_at INTEGER) STRICT;
      """,
    down: "DROP TABLE automation_look; DROP TABLE automation_run; DROP TABLE automation;")
}
