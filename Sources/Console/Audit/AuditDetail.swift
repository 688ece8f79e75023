import Domain
import Terminal

/// One audit row in full: who from where, what was asked, and the difference it made.
struct AuditDetail {
  let row: AuditRow, facts: Facts

  func lines(width: Int) -> [TextLine] {
    var lines: [TextLine] = []
    lines.append(
      TextLine([
        TextRun("#\(row.id)  ", .textMuted), TextRun(row.act, .textBright),
        TextRun("  by \(row.handle.isEmpty ? "nobody known" : row.handle)", .text),
      ]))
    lines.append(
      TextLine([
        TextRun(row.at.long(in: facts.zone) + "  ", .textMuted),
        TextRun("\(row.door)\(row.address.isEmpty ? "" : " from \(row.address)")", .textMuted),
      ]))
    if !row.correlation.isEmpty {
      lines.append(TextLine([TextRun("correlation \(row.correlation)", .textMuted)]))
    }
    if !row.reason.isEmpty {
      lines.append(
        TextLine([
          TextRun(row.result == .ok ? "why  " : "refused  ", .textMuted),
          TextRun(row.reason, row.result == .ok ? .text : .statusBreached),
        ]))
    }
    if let other = row.takesBack { lines.append(TextLine([TextRun("takes back #\(other)", .textMuted)])) }
    if let other = row.takenBackBy {
      lines.append(TextLine([TextRun("taken back by #\(other)", .textMuted)]))
    }
    lines.append(.blank)
    for (name, values) in row.inputs.sorted(by: { $0.key < $1.key }) where !values.isEmpty {
      let padding = String(repeating: " ", count: max(1, 12 - name.count))
      lines.append(
        TextLine([TextRun(name + padding, .textMuted), TextRun(values.joined(separator: " "), .text)]))
    }
    if !row.changes.isEmpty { lines.append(.blank) }
    for change in row.changes {
      let head = "\(change.thing).\(change.field)  "
      if let before = change.before { lines.append(TextLine([TextRun("- " + head + before, .diffRemove)])) }
      if let after = change.after { lines.append(TextLine([TextRun("+ " + head + after, .diffAdd)])) }
    }
    lines.append(.blank)
    lines.append(
      TextLine([TextRun("hash \(row.hash.prefix(16))  after \(row.previous.prefix(16))", .textFaint)]))
    return lines
  }
}
