extension AuditRow {
  /// What the chain's hash is taken over: every part that is fixed when the row is written, each with its
  /// length before it, so that no two different rows have the same text; the hash of the row before comes first.
  public var chainText: String {
    var text = ""
    func add(_ part: String) { text += "\(part.utf8.count):\(part)," }
    func add(_ number: Int64?) { add(number.map(String.init) ?? "-") }
    func add(_ texts: [String: [String]]) {
      add(String(texts.count))
      for (name, values) in texts.sorted(by: { $0.key < $1.key }) {
        add(name)
        add(String(values.count))
        values.forEach { add($0) }
      }
    }
    add(previous)
    add(id)
    add(at.milliseconds)
    for part in [log.rawValue, act, handle, door, address, direction.rawValue, result.rawValue] { add(part) }
    for part in [reason, correlation] { add(part) }
    for number in [actor?.rawValue, impersonated?.rawValue, session?.rawValue, takesBack] { add(number) }
    add(inputs)
    add(String(changes.count))
    for change in changes {
      add(change.thing)
      add(change.field)
      add(change.before.map { "=" + $0 } ?? "-")
      add(change.after.map { "=" + $0 } ?? "-")
    }
    add(String(undo.count))
    for stored in undo {
      add(stored.name)
      add(stored.texts)
    }
    add(String(subjects.count))
    subjects.forEach { add($0) }
    return text
  }
}
