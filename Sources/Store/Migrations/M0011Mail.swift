extension Migration {
  /// Mail by the road of mail servers: the ledger of what came, who takes part in a ticket beside its customer, and
  /// secrets under the key beside the store.
  static let mail = Migration(
    // Whoever knows the tenth step may still write: what is new has usual values.
    11, "mail", compatible: 10,
    up: """
      CREATE TABLE secret (name TEXT NOT NULL PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
      CREATE TABLE arrived_mail (
        id INTEGER NOT NULL PRIMARY KEY, at INTEGER NOT NULL, mail_id TEXT NOT NULL, digest TEXT NOT NULL,
        author TEXT NOT NULL, subject TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('opened', 'continued', 'followed-up', 'noted', 'set-aside')),
        reason TEXT NOT NULL, ticket_id INTEGER, message_id INTEGER, source BLOB,
        UNIQUE (mail_id, digest)) STRICT;
      CREATE INDEX arrived_mail_by_author ON arrived_mail (author, at);
      CREATE INDEX arrived_mail_by_outcome ON arrived_mail (outcome, id);
      CREATE TABLE ticket_participant (
        ticket_id INTEGER NOT NULL REFERENCES ticket (id), customer_id INTEGER NOT NULL REFERENCES customer (id),
        since INTEGER NOT NULL, PRIMARY KEY (ticket_id, customer_id)) STRICT, WITHOUT ROWID;
      ALTER TABLE outbox ADD COLUMN thread TEXT NOT NULL DEFAULT '[]';
      CREATE INDEX outbox_sending ON outbox (id) WHERE state='sending';
      CREATE INDEX outbox_by_mail ON outbox (mail_id) WHERE mail_id IS NOT NULL;
      """,
    down: """
      DROP INDEX outbox_by_mail; DROP INDEX outbox_sending; ALTER TABLE outbox DROP COLUMN thread;
      DROP TABLE ticket_participant; DROP TABLE arrived_mail; DROP TABLE secret;
      """)
}
