extension Migration {
  /// Who is given what waits: rules and their order, what agents know and take, who is away, whose turn it was last.
  static let assignment = Migration(
    // Nothing else in the store changes but an index: whoever knows the twelfth step may still write.
    13, "assignment", compatible: 12,
    up: """
      CREATE TABLE assignment_part (
        kind TEXT NOT NULL CHECK (kind IN ('rule', 'order', 'profile', 'absence', 'turn')), key TEXT NOT NULL,
        body TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID;
      CREATE INDEX import_ledger_of_tickets ON import_ledger (local_id) WHERE kind = 'ticket';
      """,
    down: """
      DROP INDEX import_ledger_of_tickets;
      DROP TABLE assignment_part;
      """)
}
