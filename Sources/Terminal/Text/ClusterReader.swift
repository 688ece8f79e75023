/// How clusters that terminals draw in different widths are treated.
public enum EmojiMode: Sendable {
  /// The first character of a joined family, no variation selector or skin colour, flags as their letters:
  /// what every terminal draws in the same number of columns.
  case simple
  /// Whole, in the width of a terminal that knows clusters.
  case full
}

/// Reads text as what fills cells: cluster by cluster, already cleaned.
///
/// One pass does it all, so that no text reaches a cell without it. The last cluster lies in `scalars`; a token
/// (`<RLO>`) is several columns of one character each.
struct ClusterReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let emoji: EmojiMode
  /// Where the next cluster begins.
  private(set) var position: Int
  /// The code points of the last cluster, or the characters of a token.
  private(set) var scalars: ContiguousArray<UInt32> = []
  /// Columns of the last cluster.
  private(set) var width = 0
  /// The last one stands for something that may not be drawn.
  private(set) var isToken = false
  /// The last one ends in a sign that joins the consonant behind it (Unicode's rule GB9c): drawn in a cell of its own,
  /// as terminals do it, but nothing is cut or typed between the two.
  private(set) var joinsNext = false
  /// A virama was among the marks, and nothing but marks that keep it joining.
  private var isLinked = false

  /// Combining marks that one base may carry; more are dropped, since some terminals die of them.
  static let markLimit = 4

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, emoji: EmojiMode) {
    (self.bytes, position, self.emoji) = (bytes, start, emoji)
    scalars.reserveCapacity(16)
  }

  /// The code point at a place and the place after it. The bytes are a String's, so they are valid UTF-8.
  private func scalar(at i: Int) -> (UInt32, next: Int)? {
    guard i < bytes.count else { return nil }
    let first = UInt32(bytes[i])
    func low(_ offset: Int) -> UInt32 { i + offset < bytes.count ? UInt32(bytes[i + offset] & 0x3F) : 0 }
    if first < 0x80 { return (first, i + 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | low(1), i + 2) }
    if first < 0xF0 { return ((first & 0xF) << 12 | low(1) << 6 | low(2), i + 3) }
    return ((first & 7) << 18 | low(1) << 12 | low(2) << 6 | low(3), i + 4)
  }

  /// Reads one cluster; false at the end of the text.
  mutating func next() -> Bool {
    guard let (base, after) = scalar(at: position) else { return false }
    scalars.removeAll(keepingCapacity: true)
    position = after
    isToken = false
    joinsNext = false
    if let shown = ControlNames.shown(base) {
      ControlNames.write(shown, of: base, into: &scalars)
      width = scalars.count
      if case .picture = shown, scalars[0] == 0x20 { return true }
      isToken = true
      return true
    }
    let properties = ScalarProperties(base)
    switch properties.role {
    case .regional: readRegional(base)
    case .hangulL: readHangul(base, properties)
    case .other where base < 0x300 && !isMark(at: after):
      scalars.append(base)
      width = 1
    default: readCluster(base, properties)
    }
    return true
  }

  /// Reads a cluster with all that is joined to it; `width` is that of the whole, `scalars` are those of its last cell.
  mutating func nextWhole() -> Bool {
    guard next() else { return false }
    guard joinsNext else { return true }
    var columns = width
    while joinsNext, next() { columns += width }
    width = columns
    return true
  }

  private func isMark(at i: Int) -> Bool {
    guard i < bytes.count, bytes[i] >= 0xC0, let (next, _) = scalar(at: i) else { return false }
    return next >= 0x300
  }

  private mutating func readRegional(_ base: UInt32) {
    if emoji == .simple {
      scalars.append(base - 0x1F1E6 + 0x41)
      width = 1
      return
    }
    scalars.append(base)
    width = 2
    if let (second, after) = scalar(at: position), ScalarProperties(second).role == .regional {
      scalars.append(second)
      position = after
    }
  }

  private mutating func readHangul(_ base: UInt32, _ properties: ScalarProperties) {
    scalars.append(base)
    width = properties.width
    while let (next, after) = scalar(at: position), scalars.count < 4 {
      let role = ScalarProperties(next).role
      guard role == .hangulV || (role == .hangulT && scalars.count > 1), next != 0x1160 else { break }
      scalars.append(next)
      position = after
    }
    readMarks(base, properties)
  }

  private mutating func readCluster(_ base: UInt32, _ properties: ScalarProperties) {
    width = properties.width
    if properties.width == 0 {
      // A mark without a base would stick to what another field left of it shows.
      scalars.append(0x25CC)
      width = properties.isSpacing ? 2 : 1
    }
    if !Self.isSelector(base) { scalars.append(base) }
    readMarks(base, properties)
    guard properties.role == .consonant else { return }
    while isLinked, let (next, after) = scalar(at: position) {
      let follows = ScalarProperties(next)
      guard follows.role == .consonant else { return }
      guard emoji == .full else {
        joinsNext = true
        return
      }
      scalars.append(next)
      position = after
      width += follows.width
      readMarks(next, follows)
      // However many are joined, they are drawn as one wide sign.
      width = min(2, width)
    }
  }

  /// What joins the base: marks, selectors, skin colours and further pictures of a joined sequence.
  private mutating func readMarks(_ base: UInt32, _ properties: ScalarProperties) {
    let isPicture = properties.role == .pictograph
    var marks = 0
    var selectors = 0
    var spacing = properties.isSpacing
    isLinked = false
    while let (next, after) = scalar(at: position), next >= 0x300 {
      let follows = ScalarProperties(next)
      if Self.isSelector(next) {
        guard selectors == 0 else {
          // One selector is typography, a row of them is hidden data.
          return
        }
        selectors = 1
        if emoji == .full {
          scalars.append(next)
          if next == 0xFE0F, ScalarProperties(exactly: base).widens { width = 2 }
        }
      } else if follows.role == .joiner {
        guard isPicture, let (joined, end) = scalar(at: after), ScalarProperties(joined).role == .pictograph
        else {
          return
        }
        if emoji == .full { scalars.append(next); scalars.append(joined) }
        selectors = 0
        position = end
        continue
      } else if follows.role == .modifier {
        guard isPicture else { return }
        if emoji == .full { scalars.append(next) }
      } else if follows.joinsBefore {
        guard ControlNames.shown(next) == nil else { return }
        isLinked = follows.role == .linker || (isLinked && follows.role == .extend)
        if marks < Self.markLimit {
          marks += 1
          scalars.append(next)
          if follows.isSpacing, !spacing { (spacing, width) = (true, width + 1) }
        }
      } else {
        return
      }
      position = after
    }
  }

  private static func isSelector(_ scalar: UInt32) -> Bool {
    0xFE00...0xFE0F ~= scalar || 0xE0100...0xE01EF ~= scalar
  }
}
