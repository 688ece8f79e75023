/// A key that works here and now, with the word for what it does.
public struct Hint: Hashable, Sendable {
  /// The keys as one writes them, and what they do in a word or two.
  public var keys: String, word: String
  /// Lower ones are shown first.
  public var rank: Int
  /// Shown at the end however narrow the row is (the way to the help).
  public var isPinned: Bool
  /// The key is not allowed at the moment; pressing it says why.
  public var isShut: Bool
  /// Makes a hint.
  public init(_ keys: String, _ word: String, rank: Int = 0, isPinned: Bool = false, isShut: Bool = false) {
    (self.keys, self.word, self.rank) = (keys, word, rank)
    (self.isPinned, self.isShut) = (isPinned, isShut)
  }
  /// The hints of the contexts that hold, innermost first; keys of one command stand together once.
  /// - Parameters:
  ///   - pinned: commands whose hints stay however narrow the row is.
  ///   - isShut: answers for a command whether it is not allowed now.
  public static func hints(
    from map: KeyMap, in contexts: [String], pinned: Set<String> = [],
    isShut: (String) -> Bool = { _ in false }
  ) -> [Hint] {
    var seen: Set<String> = []
    return map.bindings(in: contexts).compactMap { binding in
      guard let rank = binding.hintRank, seen.insert(binding.command).inserted else { return nil }
      return Hint(
        binding.keys.description, binding.title, rank: rank, isPinned: pinned.contains(binding.command),
        isShut: isShut(binding.command))
    }.sorted { $0.rank < $1.rank }
  }
  /// Hints in the order in which they are to be shown.
  public static func row(_ pairs: [(keys: String, word: String)]) -> [Hint] {
    pairs.enumerated().map { Hint($1.keys, $1.word, rank: $0) }
  }
  var width: Int { TextWidth.of(keys) + 1 + TextWidth.of(word) }
}

/// The row of keys at the bottom: as many as fit, the most used first.
public enum Footer {
  /// The hints that fit, in order, the pinned ones last.
  public static func fitting(_ hints: [Hint], width: Int) -> [Hint] {
    let pinned = hints.filter(\.isPinned)
    var left = width - 1 - pinned.reduce(0) { $0 + $1.width + 2 }
    var shown: [Hint] = []
    for hint in hints.filter({ !$0.isPinned }).sorted(by: { $0.rank < $1.rank }) {
      guard hint.width + 2 <= left else { break }
      left -= hint.width + 2
      shown.append(hint)
    }
    return shown + pinned
  }
  /// Draws the row.
  public static func draw(_ hints: [Hint], into surface: inout Surface, area: Rect) {
    surface.fill(Rect(area.x, area.y, area.width, min(1, area.height)), .barFooter)
    guard area.height > 0 else { return }
    surface.clipped(to: area) { surface in
      var x = area.x + 1
      for hint in fitting(hints, width: area.width) {
        x += surface.put(hint.keys, at: Point(x, area.y), hint.isShut ? .textFaint : .accent) + 1
        x +=
          surface.put(
            surface.theme.written(hint.word), at: Point(x, area.y), hint.isShut ? .textFaint : .textMuted) + 2
      }
    }
  }
  /// In words: "Enter open, a assign, …".
  public static func plain(_ hints: [Hint]) -> String {
    hints.map { "\($0.keys) \($0.word)" + ($0.isShut ? " (shut)" : "") }.joined(separator: ", ")
  }
}
