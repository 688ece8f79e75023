extension Migration {
  /// What a desk promises and when it is open, in versions that are never changed; and the clocks of tickets.
  ///
  /// An edition is what held together from one save to the next: versions of policies in their order, and versions
  /// of schedules, as numbers in a list. A clock names what it was counted by, so that any past due can be explained.
  static let serviceLevels = Migration(
    9, "service levels",
    up: """
      CREATE TABLE schedule (
        id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''),
        version INTEGER NOT NULL CHECK (version > 0), body TEXT NOT NULL, saved_at INTEGER NOT NULL,
        UNIQUE (name, version)) STRICT;
      CREATE TABLE sla_policy (
        id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''),
        version INTEGER NOT NULL CHECK (version > 0), body TEXT NOT NULL, saved_at INTEGER NOT NULL,
        UNIQUE (name, version)) STRICT;
      CREATE TABLE sla_edition (
        number INTEGER NOT NULL PRIMARY KEY, at INTEGER NOT NULL, first_ticket INTEGER NOT NULL,
        policies TEXT NOT NULL, schedules TEXT NOT NULL, applied_at INTEGER) STRICT;

      CREATE TABLE ticket_clock (
        ticket_id INTEGER NOT NULL REFERENCES ticket (id), metric INTEGER NOT NULL CHECK (metric BETWEEN 0 AND 3),
        cycle INTEGER NOT NULL, edition INTEGER NOT NULL REFERENCES sla_edition (number),
        policy_id INTEGER NOT NULL REFERENCES sla_policy (id), place INTEGER NOT NULL,
        schedule_id INTEGER NOT NULL REFERENCES schedule (id),
        state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 6), target INTEGER NOT NULL, elapsed INTEGER,
        started_at INTEGER NOT NULL, due_at INTEGER NOT NULL, warn_at INTEGER NOT NULL, stopped_at INTEGER,
        PRIMARY KEY (ticket_id, metric, cycle)) STRICT, WITHOUT ROWID;
      CREATE INDEX ticket_clock_by_due ON ticket_clock (due_at, ticket_id, metric, cycle)
        WHERE stopped_at IS NULL AND due_at<253402300799000;
      """,
    down: """
      DROP TABLE ticket_clock; DROP TABLE sla_edition; DROP TABLE sla_policy; DROP TABLE schedule;
      """)
}
