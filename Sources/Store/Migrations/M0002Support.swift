extension Migration {
  /// Customers, tickets and what is said in them. Columns that end in `_key` hold the folded beginning of a text:
  /// what lists are sorted by. Tables without a rowid name their key's columns first and in its order: the
  /// integrity check of SQLite 3.40 takes others for NULL. 253402300799000 is the instant "never".
  static let support = Migration(
    2, "support",
    up: """
      CREATE TABLE customer (
        id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL, email TEXT NOT NULL,
        domain TEXT NOT NULL,
        company TEXT NOT NULL, company_key TEXT NOT NULL, tier TEXT NOT NULL, time_zone TEXT, language TEXT,
        since INTEGER NOT NULL, plan TEXT, mrr_minor INTEGER, mrr_currency TEXT,
        CHECK ((mrr_minor IS NULL) = (mrr_currency IS NULL))) STRICT;
      CREATE UNIQUE INDEX customer_by_email ON customer (email) WHERE email <> '';
      CREATE INDEX customer_by_name ON customer (name_key, id);
      CREATE INDEX customer_by_company ON customer (company_key, id);
      CREATE INDEX customer_by_domain ON customer (domain, id);

      CREATE TABLE ticket (
        id INTEGER NOT NULL PRIMARY KEY, subject TEXT NOT NULL, subject_key TEXT NOT NULL,
        requester_id INTEGER NOT NULL REFERENCES customer (id), requester_key TEXT NOT NULL,
        company_key TEXT NOT NULL, assignee_id INTEGER NOT NULL DEFAULT 0 REFERENCES agent (id),
        team_id INTEGER NOT NULL DEFAULT 0 REFERENCES team (id),
        status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 5),
        priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 3),
        channel INTEGER NOT NULL CHECK (channel BETWEEN 0 AND 5),
        kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
        tags TEXT NOT NULL, watchers TEXT NOT NULL, custom TEXT NOT NULL,
        snoozed_until INTEGER NOT NULL DEFAULT 253402300799000, due_at INTEGER NOT NULL,
        created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, solved_at INTEGER,
        merged_into INTEGER REFERENCES ticket (id), parent_id INTEGER REFERENCES ticket (id),
        version INTEGER NOT NULL, last_by INTEGER NOT NULL DEFAULT 0 CHECK (last_by BETWEEN 0 AND 3),
        message_count INTEGER NOT NULL DEFAULT 0) STRICT;

      CREATE TABLE tag (
        id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, uses INTEGER NOT NULL CHECK (uses >= 0))
        STRICT;
      CREATE TABLE ticket_tag (
        tag_id INTEGER NOT NULL REFERENCES tag (id), ticket_id INTEGER NOT NULL REFERENCES ticket (id),
        PRIMARY KEY (tag_id, ticket_id)) STRICT, WITHOUT ROWID;
      CREATE TABLE ticket_watcher (
        agent_id INTEGER NOT NULL REFERENCES agent (id), ticket_id INTEGER NOT NULL REFERENCES ticket (id),
        PRIMARY KEY (agent_id, ticket_id)) STRICT, WITHOUT ROWID;
      CREATE TABLE ticket_custom (
        name TEXT NOT NULL, ticket_id INTEGER NOT NULL REFERENCES ticket (id), value_key TEXT NOT NULL,
        PRIMARY KEY (name, ticket_id)) STRICT, WITHOUT ROWID;
      CREATE INDEX ticket_custom_by_value ON ticket_custom (name, value_key, ticket_id);
      CREATE TABLE ticket_link (
        from_id INTEGER NOT NULL REFERENCES ticket (id), to_id INTEGER NOT NULL REFERENCES ticket (id),
        kind TEXT NOT NULL, PRIMARY KEY (from_id, to_id, kind), CHECK (from_id <> to_id)) STRICT, WITHOUT ROWID;
      CREATE INDEX ticket_link_back ON ticket_link (to_id, from_id);

      CREATE TABLE message (
        id INTEGER NOT NULL PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES ticket (id),
        author_kind INTEGER NOT NULL CHECK (author_kind BETWEEN 1 AND 3), author_id INTEGER NOT NULL,
        kind INTEGER NOT NULL CHECK (kind IN (0, 1)), at INTEGER NOT NULL, mail_id TEXT, body TEXT NOT NULL)
        STRICT;
      CREATE TABLE blob (
        hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64), size INTEGER NOT NULL, bytes BLOB NOT NULL)
        STRICT;
      CREATE TABLE attachment (
        id INTEGER NOT NULL PRIMARY KEY, message_id INTEGER NOT NULL REFERENCES message (id),
        name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL,
        hash TEXT NOT NULL REFERENCES blob (hash)) STRICT;
      CREATE INDEX attachment_by_message ON attachment (message_id, id);
      CREATE INDEX attachment_by_hash ON attachment (hash);

      CREATE TABLE ticket_event (
        ticket_id INTEGER NOT NULL REFERENCES ticket (id), id INTEGER NOT NULL, version INTEGER NOT NULL,
        at INTEGER NOT NULL, actor_kind INTEGER NOT NULL CHECK (actor_kind BETWEEN 1 AND 3),
        actor_id INTEGER NOT NULL, field TEXT NOT NULL, before TEXT, after TEXT, audit INTEGER NOT NULL,
        PRIMARY KEY (ticket_id, id)) STRICT, WITHOUT ROWID;

      CREATE TABLE ticket_count (
        dimension TEXT NOT NULL, key INTEGER NOT NULL, status INTEGER NOT NULL, number INTEGER NOT NULL
        CHECK (number >= 0), PRIMARY KEY (dimension, key, status)) STRICT, WITHOUT ROWID;

      \(supportIndexes.map { $0.sql + ";" }.joined(separator: "\n"))
      """,
    down: """
      DROP TABLE ticket_count; DROP TABLE ticket_event; DROP TABLE attachment; DROP TABLE blob;
      DROP TABLE message; DROP TABLE ticket_custom; DROP TABLE ticket_link; DROP TABLE ticket_watcher; DROP TABLE ticket_tag;
      DROP TABLE tag; DROP TABLE ticket; DROP TABLE customer;
      """)

  /// The first indexes over the tables with millions of rows; ``listIndexes`` came in their place.
  ///
  /// The first four carry views and sweeps; those with a status at the end carry sorted pages that skip solved
  /// tickets without looking at them.
  static let supportIndexes: [(name: String, sql: String)] = [
    ("ticket_by_team", "ticket (team_id, status, due_at, id)"),
    ("ticket_by_assignee", "ticket (assignee_id, status, due_at, id)"),
    ("ticket_by_status", "ticket (status, due_at, id)"),
    ("ticket_active_by_due", "ticket (due_at, id) WHERE status<4"),
    ("ticket_by_requester", "ticket (requester_id, id)"),
    ("ticket_in_team", "ticket (team_id, id)"),
    ("ticket_of_assignee", "ticket (assignee_id, id)"),
    ("ticket_in_status", "ticket (status, id)"),
    ("ticket_by_update", "ticket (updated_at, id, status)"),
    ("ticket_by_creation", "ticket (created_at, id, status)"),
    ("ticket_by_priority", "ticket (priority, id, status)"),
    ("ticket_by_subject", "ticket (subject_key, id, status)"),
    ("ticket_by_requester_name", "ticket (requester_key, id, status)"),
    ("ticket_by_company", "ticket (company_key, id, status)"),
    ("ticket_snoozed", "ticket (snoozed_until, id) WHERE snoozed_until<253402300799000"),
    ("ticket_merged", "ticket (merged_into, id) WHERE merged_into IS NOT NULL"),
    ("ticket_children", "ticket (parent_id, id) WHERE parent_id IS NOT NULL"),
    ("message_by_ticket", "message (ticket_id, id)"),
    ("message_by_mail", "message (mail_id) WHERE mail_id IS NOT NULL"),
  ].map { ($0.0, "CREATE INDEX \($0.0) ON \($0.1)") }
}
