/// Ranks texts by how well a few typed letters fit: in order, at the beginnings of words, close together.
enum Matching {
  static func rank<Item>(_ typed: String, _ items: [Item], text: (Item) -> String) -> [Item] {
    let needle = Array(typed.lowercased().filter { $0 != " " })
    guard !needle.isEmpty else { return items }
    return items.enumerated().compactMap { index, item in
      score(needle, in: Array(text(item).lowercased())).map { (item, $0, index) }
    }.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.2 < $1.2 }.map(\.0)
  }
  /// Greedy from each possible beginning; nil where the letters do not occur in order.
  private static func score(_ needle: [Character], in text: [Character]) -> Int? {
    var best: Int?
    for start in text.indices where text[start] == needle[0] {
      var place = start, total = isWordStart(start, text) ? 12 : 0, last = start
      var fits = true
      for letter in needle.dropFirst() {
        guard let next = text[(place + 1)...].firstIndex(of: letter) else { fits = false; break }
        total += next == last + 1 ? 8 : isWordStart(next, text) ? 6 : 0
        total -= min(6, next - last - 1)
        (place, last) = (next, next)
      }
      if fits { best = max(best ?? .min, total - min(10, start / 4)) }
    }
    return best
  }
  private static func isWordStart(_ place: Int, _ text: [Character]) -> Bool {
    place == 0 || !(text[place - 1].isLetter || text[place - 1].isNumber)
  }
}
