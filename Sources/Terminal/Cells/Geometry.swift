/// Columns and rows of a screen or a part of it.
public struct Size: Hashable, Sendable {
  /// Columns and rows, never negative.
  public var width: Int, height: Int
  /// Makes a size; negative numbers count as 0.
  public init(_ width: Int, _ height: Int) { (self.width, self.height) = (max(0, width), max(0, height)) }
}

/// A cell's place: column and row from the upper left, from 0.
public struct Point: Hashable, Sendable {
  /// Column and row.
  public var x: Int, y: Int
  /// Makes a place.
  public init(_ x: Int, _ y: Int) { (self.x, self.y) = (x, y) }
}

/// A part of a surface. Cutting and splitting never give more than there is.
public struct Rect: Hashable, Sendable {
  /// The upper left corner and the size.
  public var x: Int, y: Int, width: Int, height: Int
  /// Makes an area; negative sizes count as 0.
  public init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, max(0, width), max(0, height))
  }
  /// The whole of a surface of that size.
  public init(_ size: Size) { self.init(0, 0, size.width, size.height) }
  /// One past the last column and row.
  public var right: Int { x + width }
  /// One past the last row.
  public var bottom: Int { y + height }
  /// Nothing fits in it.
  public var isEmpty: Bool { width == 0 || height == 0 }
  /// The place lies in it.
  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < right && point.y >= y && point.y < bottom
  }
  /// What both have in common.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x), top = max(y, other.y)
    return Rect(left, top, min(right, other.right) - left, min(bottom, other.bottom) - top)
  }
  /// Without so many cells at each edge.
  public func inset(_ dx: Int, _ dy: Int) -> Rect { Rect(x + dx, y + dy, width - 2 * dx, height - 2 * dy) }
  /// The upper `rows` and what is left below.
  public func cutTop(_ rows: Int) -> (Rect, rest: Rect) {
    let n = min(max(0, rows), height)
    return (Rect(x, y, width, n), Rect(x, y + n, width, height - n))
  }
  /// The lower `rows` and what is left above.
  public func cutBottom(_ rows: Int) -> (Rect, rest: Rect) {
    let n = min(max(0, rows), height)
    return (Rect(x, bottom - n, width, n), Rect(x, y, width, height - n))
  }
  /// The left `columns` and what is left to the right.
  public func cutLeft(_ columns: Int) -> (Rect, rest: Rect) {
    let n = min(max(0, columns), width)
    return (Rect(x, y, n, height), Rect(x + n, y, width - n, height))
  }
  /// The right `columns` and what is left to the left.
  public func cutRight(_ columns: Int) -> (Rect, rest: Rect) {
    let n = min(max(0, columns), width)
    return (Rect(right - n, y, n, height), Rect(x, y, width - n, height))
  }
}
