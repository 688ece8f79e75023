extension Migration {
  /// The jobs of the house: how each one stands, and who leads them.
  static let jobs = Migration(
    // Nothing else in the store changes: whoever knows the sixth step may still write.
    8, "jobs", compatible: 6,
    up: """
      CREATE TABLE job (
        name TEXT NOT NULL PRIMARY KEY, started_at INTEGER, ended_at INTEGER, outcome TEXT, day_key TEXT,
        handled INTEGER NOT NULL, lag INTEGER NOT NULL, duration INTEGER NOT NULL, failures INTEGER NOT NULL,
        trouble TEXT, asked_at INTEGER, fence INTEGER NOT NULL) STRICT;
      CREATE TABLE job_leader (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), fence INTEGER NOT NULL, host TEXT NOT NULL,
        process INTEGER NOT NULL, since INTEGER NOT NULL, seen INTEGER NOT NULL, left_at INTEGER) STRICT;
      """,
    down: """
      DROP TABLE job;
      DROP TABLE job_leader;
      """)
}
