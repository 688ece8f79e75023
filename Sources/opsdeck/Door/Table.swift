/// A list of answers as a table: the properties of the rows are its columns, in their order.
struct Table {
  let heads: [String], rows: [[String]], right: Set<Int>

  /// Nil when the rows are not all of one shape with plain values.
  init?(_ values: [Any]) {
    guard let first = values.first else { return nil }
    let names = Mirror(reflecting: first).children.compactMap(\.label)
    guard !names.isEmpty else { return nil }
    var rows: [[String]] = [], numeric = Set(names.indices), empty = Set(names.indices)
    for value in values {
      let children = Array(Mirror(reflecting: value).children)
      guard children.count == names.count else { return nil }
      var row: [String] = []
      for (place, child) in children.enumerated() {
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
    case let text as String: return text
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
