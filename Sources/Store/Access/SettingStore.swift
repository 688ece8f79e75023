extension ReadTransaction {
  /// A setting's text, or nil.
  public func setting(_ name: String) throws -> String? {
    try connection.first("SELECT value FROM setting WHERE name = \(name)") { $0.text() }
  }
  /// Whether this is a demo store, which asks for no password and says so in the status bar.
  public func isDemo() throws -> Bool { try setting("store.kind") == "demo" }
}

extension WriteTransaction {
  /// Sets a setting, or removes it with nil; notes the change. Nothing secret belongs here.
  public func set(_ name: String, to value: String?) throws {
    note("setting \(name)", "value", try setting(name), value)
    if let value {
      try connection.run(
        """
        INSERT INTO setting (name, value) VALUES (\(name), \(value))
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """)
    } else {
      try connection.run("DELETE FROM setting WHERE name = \(name)")
    }
    touch(.settings)
  }
  /// Marks the store as a demo one.
  public func markDemo() throws { try set("store.kind", to: "demo") }
}
