extension WriteTransaction {
  /// Builds both full-text indexes anew from the texts, with much memory for the moment.
  func rebuildText() throws {
    try connection.run("INSERT INTO message_text (message_text, rank) VALUES ('hashsize', 67108864)")
    try connection.run("INSERT INTO message_text (message_text) VALUES ('rebuild')")
    try connection.run("INSERT INTO message_text (message_text) VALUES ('optimize')")
    try connection.run("INSERT INTO message_text (message_text, rank) VALUES ('hashsize', 1048576)")
    try connection.run("INSERT INTO ticket_text (ticket_text) VALUES ('rebuild')")
    try connection.run("INSERT INTO ticket_text (ticket_text) VALUES ('optimize')")
  }
  /// Merges a little of what small writes have left in the full-text indexes: for a job, some milliseconds a
  /// call. Without it one write in thousands would have to merge much while others wait.
  ///
  /// - Returns: whether there was something to merge; then call again soon.
  @discardableResult public func mergeText(pages: Int = 64) throws -> Bool {
    let before = try connection.first("SELECT total_changes()") { $0.integer() } ?? 0
    try connection.run("INSERT INTO message_text (message_text, rank) VALUES ('merge', \(pages))")
    try connection.run("INSERT INTO ticket_text (ticket_text, rank) VALUES ('merge', \(pages))")
    let after = try connection.first("SELECT total_changes()") { $0.integer() } ?? 0
    // Each command counts as one change; more than one each means that pages were written.
    return after - before > 3
  }
}
