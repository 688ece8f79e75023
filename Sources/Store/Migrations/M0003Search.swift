extension Migration {
  /// Full text over message bodies, and over subjects with short prefixes. The texts stay in their own tables;
  /// the store keeps the indexes up by hand, for there are no triggers.
  static let search = Migration(
    3, "search",
    up: """
      CREATE VIRTUAL TABLE message_text USING fts5 (
        body, content='message', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
      INSERT INTO message_text (message_text, rank) VALUES ('automerge', 0);
      INSERT INTO message_text (message_text, rank) VALUES ('crisismerge', 64);
      CREATE VIRTUAL TABLE ticket_text USING fts5 (
        subject, content='ticket', content_rowid='id', prefix='2 3',
        tokenize='unicode61 remove_diacritics 2');
      INSERT INTO ticket_text (ticket_text, rank) VALUES ('automerge', 0);
      INSERT INTO ticket_text (ticket_text, rank) VALUES ('crisismerge', 64);
      INSERT INTO message_text (message_text) VALUES ('rebuild');
      INSERT INTO ticket_text (ticket_text) VALUES ('rebuild');
      """,
    down: "DROP TABLE ticket_text; DROP TABLE message_text;")
}
