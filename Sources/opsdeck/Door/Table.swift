import Domain
import Operations

/// Rows that say more than a line holds: the columns a person gets; programs get all.
protocol Brief { static var columns: [String] { get } }

/// A list of answers as a table: the properties of the rows are its columns, in their order.
struct Table {
  let heads: [String], rows: [[String]], right: Set<Int>

  /// Nil when the rows are not all of one shape with plain values.
  init?(_ values: [Any]) {
    guard let first = values.first else { return nil }
    let all = Mirror(reflecting: first).children.compactMap(\.label)
    let chosen = (first as? any Brief).map { type(of: $0).columns } ?? all
    let places = chosen.compactMap { all.firstIndex(of: $0) }, names = places.map { all[$0] }
    guard !names.isEmpty else { return nil }
    var rows: [[String]] = [], numeric = Set(names.indices), empty = Set(names.indices)
    for value in values {
      let children = Array(Mirror(reflecting: value).children)
      guard children.count == all.count else { return nil }
      var row: [String] = []
      for (place, child) in places.map({ children[$0] }).enumerated() {
        guard let text = Self.text(child.value) else { return nil }
        if !(child.value is any BinaryInteger) { numeric.remove(place) }
        if !text.isEmpty { empty.remove(place) }
        row.append(text.isEmpty ? "—" : text)
      }
      rows.append(row)
    }
    // A column that nobody has anything in says nothing.
    let shown = names.indices.filter { !empty.contains($0) }
    heads = shown.map { Self.head(names[$0]) }
    self.rows = rows.map { row in shown.map { row[$0] } }
    right = Set(shown.enumerated().filter { numeric.contains($0.element) }.map(\.offset))
  }

  private static func text(_ value: Any) -> String? {
    switch value {
    case let text as String:
      // Instants are written for programs; people read their own clock.
      guard text.utf8.count >= 20, text.utf8.first.map({ (48...57).contains($0) }) == true,
        let instant = RFC3339.instant(text)
      else { return text }
      return Clock.shown(instant)
    case let flag as Bool: return flag ? "yes" : "no"
    case let number as any BinaryInteger: return "\(number)"
    case let texts as [String]: return texts.joined(separator: " ")
    case let choice as any RawRepresentable: return text(choice.rawValue)
    default:
      let mirror = Mirror(reflecting: value)
      guard mirror.displayStyle == .optional else { return nil }
      return mirror.children.first.map { text($0.value) } ?? ""
    }
  }
  /// `lastMessage` is LAST MESSAGE.
  private static func head(_ name: String) -> String {
    name.reduce(into: "") { text, letter in text += letter.isUppercase ? " \(letter)" : letter.uppercased() }
  }
}

extension SearchTickets.Hit: Brief {
  static var columns: [String] { ["ticket", "status", "subject", "snippet"] }
}
extension ListedTicket: Brief {
  static var columns: [String] {
    ["ticket", "priority", "status", "due", "assignee", "team", "requester", "subject"]
  }
}
