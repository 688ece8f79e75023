import Glibc

/// Names a part of a surface, such as a row of a list.
struct PartName: Hashable, Sendable {
  let kind: String, number: Int
}

/// What a part was made from, of any type. A reference, so that looking whether it is still the same copies nothing.
class PartBasis: @unchecked Sendable {}  // it has nothing, and what its subclass has never changes
private final class Basis<Value: Equatable & Sendable>: PartBasis, @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
extension PartBasis {
  func isEqual<Value: Equatable & Sendable>(to value: Value) -> Bool {
    (self as? Basis<Value>)?.value == value
  }
}

/// A part as it was drawn, and all it was made from.
struct DrawnPart: Sendable {
  let area: Rect, basis: PartBasis, cells: [Cell]
  /// The frame in which it was last shown.
  var frame: Int
}

extension Surface {
  /// Empties the surface for the next frame, but keeps what was drawn as parts: ``part(_:_:in:from:draw:)`` takes it
  /// from there as long as what it was made from is the same.
  ///
  /// What was drawn two frames ago and not since is forgotten.
  public mutating func startFrame() {
    parts = parts.filter { $0.value.frame == frame }
    frame += 1
    cursor = nil
    if styles.styles.count > 1_000 || clusters.clusters.count > 4_000 {
      (parts, clusters, styles) = ([:], ClusterTable(), StyleTable(first: theme.ground))
    }
    for place in cells.indices { cells[place] = .blank(0) }
  }

  /// Draws a part, or shows what was drawn in the frame before when it was made from equal values.
  ///
  /// The part has to be a function of `basis`, the area and the theme, lie on the theme's ground, and leave the cursor
  /// alone. It is drawn clipped to its area.
  /// - Parameters:
  ///   - kind: what it is, and `number` which of its kind: together they are its name on this surface.
  ///   - basis: all values it is made from.
  public mutating func part<Value: Equatable & Sendable>(
    _ kind: String, _ number: Int = 0, in area: Rect, from basis: Value, draw: (inout Surface) -> Void
  ) {
    let name = PartName(kind: kind, number: number),
      isWhole = !area.isEmpty && clip.intersection(area) == area
    if isWhole, var kept = parts[name], kept.area == area, kept.basis.isEqual(to: basis) {
      put(kept)
      kept.frame = frame
      parts[name] = kept
      return
    }
    let before = cursor
    clipped(to: area, draw)
    guard isWhole, cursor == before else { return }
    var drawn: [Cell] = []
    drawn.reserveCapacity(area.width * area.height)
    for y in area.y..<area.bottom {
      let start = y * size.width + area.x
      drawn += cells[start..<(start + area.width)]
    }
    parts[name] = DrawnPart(area: area, basis: Basis(basis), cells: drawn, frame: frame)
  }

  /// A number that stands for a value: the same as in the frame before if the value is. For what many parts have in
  /// common, so that each compares only the number.
  public mutating func number<Value: Equatable & Sendable>(of kind: String, _ value: Value) -> Int {
    if let known = numbers[kind], known.basis.isEqual(to: value) { return known.number }
    let number = (numbers[kind]?.number ?? 0) + 1
    numbers[kind] = (Basis(value), number)
    return number
  }

  private mutating func put(_ part: DrawnPart) {
    let width = part.area.width
    for row in 0..<part.area.height {
      let y = part.area.y + row
      openCells(from: part.area.x, to: part.area.right, row: y)
      let start = y * size.width + part.area.x
      for x in 0..<width { cells[start + x] = part.cells[row * width + x] }
    }
  }

  /// Both show the same in every cell and have the cursor in the same place.
  public func looks(like other: Surface) -> Bool {
    guard size == other.size, cursor == other.cursor else { return false }
    return cells.indices.allSatisfy { place in
      let (mine, theirs) = (cells[place], other.cells[place])
      guard mine.width == theirs.width, styles[mine.style] == other.styles[theirs.style] else { return false }
      guard let cluster = mine.cluster else { return mine.content == theirs.content }
      return theirs.cluster.map { other.clusters[$0] == clusters[cluster] } ?? false
    }
  }

  /// The cells of both are made from the same styles and clusters: equal cells look the same.
  func hasTables(of other: Surface) -> Bool {
    styles.styles.starts(with: other.styles.styles) && clusters.clusters.starts(with: other.clusters.clusters)
  }

  /// A row holds the same cells as that of another surface of the size and with the tables of this one.
  func isEqual(to other: Surface, row y: Int) -> Bool {
    let start = y * size.width
    return cells.withUnsafeBytes { mine in
      other.cells.withUnsafeBytes { others in
        guard let mine = mine.baseAddress, let others = others.baseAddress else { return true }
        let stride = MemoryLayout<Cell>.stride
        return memcmp(mine + start * stride, others + start * stride, size.width * stride) == 0
      }
    }
  }
}
