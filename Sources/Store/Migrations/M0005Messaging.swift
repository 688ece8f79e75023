extension Migration {
  /// What waits to leave the house.
  static let messaging = Migration(
    5, "messaging",
    up: """
      CREATE TABLE outbox (
        id INTEGER NOT NULL PRIMARY KEY, ticket_id INTEGER, message_id INTEGER, sender_id INTEGER,
        addressed TEXT NOT NULL, copied TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, mail_id TEXT,
        in_reply_to TEXT, state TEXT NOT NULL
        CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'cancelled')),
        created_at INTEGER NOT NULL, not_before INTEGER NOT NULL, attempts INTEGER NOT NULL, trouble TEXT)
        STRICT;
      CREATE INDEX outbox_due ON outbox (not_before, id) WHERE state='waiting';
      CREATE INDEX outbox_by_ticket ON outbox (ticket_id, id) WHERE ticket_id IS NOT NULL;
      CREATE INDEX outbox_by_message ON outbox (message_id) WHERE message_id IS NOT NULL;
      """,
    down: "DROP TABLE outbox;")
}
