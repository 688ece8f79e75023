extension WriteTransaction {
  /// Runs `body`; when it throws, what it did is taken back and the transaction goes on: for acts on many things
  /// of which some may be refused.
  public func attempt<T>(_ body: () throws -> T) throws -> T {
    try connection.run("SAVEPOINT attempt")
    let before = (changes, enqueued, counts, baseVersions)
    do {
      let result = try body()
      try connection.run("RELEASE attempt")
      return result
    } catch {
      // A full disk ends the transaction by itself; then there is no savepoint any more.
      if connection.isInTransaction {
        try connection.run("ROLLBACK TO attempt")
        try connection.run("RELEASE attempt")
      }
      (changes, enqueued, counts, baseVersions) = before
      throw error
    }
  }
}
