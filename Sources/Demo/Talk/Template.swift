/// Text with `{slots}`, taken apart once so that filling it in costs no more than appending.
struct Template: Sendable, ExpressibleByStringLiteral {
  private enum Part: Sendable { case text(String), slot(Slot) }
  private let parts: [Part]

  init(stringLiteral text: String) { self.init(text) }
  init(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      guard let slot = Slot(rawValue: String(rest[rest.index(after: open)..<close])) else { break }
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      parts.append(.slot(slot))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }
  func append(to text: inout String, _ facts: Facts) {
    for part in parts {
      switch part {
      case .text(let words): text += words
      case .slot(let slot): text += facts[slot]
      }
    }
  }
  func filled(_ facts: Facts) -> String {
    var text = ""
    append(to: &text, facts)
    return text
  }
  /// What stands in braces and is no slot: a misspelt one, found by a test.
  var strangers: Bool {
    parts.contains { if case .text(let words) = $0 { words.contains("{") } else { false } }
  }
}

/// What varies from one conversation to the next.
enum Slot: String, CaseIterable, Sendable {
  case name, first, company, agent, invoice, otherInvoice, amount, count, limit, code, date, workspace, host,
    time
}

/// The facts of one conversation: the same invoice is meant in the first and in the last message.
struct Facts: Sendable {
  private var texts = [String](repeating: "", count: Slot.allCases.count)
  subscript(slot: Slot) -> String {
    get { texts[slot.place] }
    set { texts[slot.place] = newValue }
  }
}
extension Slot {
  fileprivate var place: Int {
    switch self {
    case .name: 0
    case .first: 1
    case .company: 2
    case .agent: 3
    case .invoice: 4
    case .otherInvoice: 5
    case .amount: 6
    case .count: 7
    case .limit: 8
    case .code: 9
    case .date: 10
    case .workspace: 11
    case .host: 12
    case .time: 13
    }
  }
}
