/// Eight bytes for one place of a surface.
struct Cell: Equatable {
  /// A code point, or the index of a cluster with the highest bit set; 0 in what a wide character covers.
  var content: UInt32
  /// Index into the surface's styles.
  var style: UInt16
  /// Columns, counted at the first cell of a character; 0 for those it covers.
  var width: UInt8
  private let unused: UInt8 = 0

  init(_ content: UInt32, _ style: UInt16, width: UInt8 = 1) {
    (self.content, self.style, self.width) = (content, style, width)
  }
  static func blank(_ style: UInt16) -> Cell { Cell(0x20, style) }
  /// The bit of `content` that tells a cluster from a code point.
  static let clusterBit: UInt32 = 0x8000_0000
  var cluster: Int? { content & Self.clusterBit == 0 ? nil : Int(content & ~Self.clusterBit) }
}

/// The styles in use on a surface, each once.
struct StyleTable {
  private(set) var styles: [Style]
  private var keys: [UInt64]
  private var places: [UInt64: UInt16] = [:]
  private var last = 0

  init(first: Style) {
    styles = [first]
    keys = [first.packed]
    styles.reserveCapacity(32)
    keys.reserveCapacity(32)
  }

  subscript(index: UInt16) -> Style { styles[Int(index)] }

  /// The index of a style; a surface has room for 65,536 of them, more fall back to the first.
  mutating func index(of style: Style) -> UInt16 {
    let key = style.packed
    if keys[last] == key { return UInt16(last) }
    if keys.count <= 40 {
      for i in 0..<keys.count where keys[i] == key {
        last = i
        return UInt16(i)
      }
    } else if let place = places[key] {
      last = Int(place)
      return place
    }
    return add(style, key)
  }

  private mutating func add(_ style: Style, _ key: UInt64) -> UInt16 {
    guard keys.count <= Int(UInt16.max) else { return 0 }
    last = keys.count
    styles.append(style)
    keys.append(key)
    if keys.count > 40 {
      if places.isEmpty { for (i, key) in keys.enumerated() { places[key] = UInt16(i) } }
      places[key] = UInt16(last)
    }
    return UInt16(last)
  }
}

extension Style {
  /// All of it in 60 bits: equal styles have equal numbers.
  var packed: UInt64 {
    foreground.packed | background.packed << 26 | UInt64(attributes.rawValue) << 52
  }
  /// Laid over another: its ground where it has none of its own, its attributes on top.
  ///
  /// A ground of reversed colours is kept whole: single coloured words in a reversed row would each get a ground
  /// of another colour.
  func over(_ under: Style) -> Style {
    guard background == .standard, !attributes.contains(.reverse) else { return self }
    guard under.attributes.contains(.reverse) else { return on(under.background) }
    return Style(under.foreground, on: under.background, attributes.subtracting(.dim).union(.reverse))
  }
  /// What is there with the ground of another style put under it.
  func tinted(by tint: Style) -> Style {
    if tint.attributes.contains(.reverse) {
      return Style(
        tint.foreground, on: tint.background, attributes.subtracting(.dim).union(tint.attributes))
    }
    return Style(
      foreground, on: tint.background == .standard ? background : tint.background,
      attributes.union(tint.attributes))
  }
}

extension Color {
  /// All of it in 26 bits.
  var packed: UInt64 {
    switch self {
    case .standard: 0
    case .indexed(let n): 1 << 24 | UInt64(n)
    case .rgb(let r, let g, let b): 2 << 24 | UInt64(r) << 16 | UInt64(g) << 8 | UInt64(b)
    }
  }
}

/// The clusters of more than one code point on a surface, each once.
struct ClusterTable {
  private(set) var clusters: [ContiguousArray<UInt32>] = []
  private var places: [ContiguousArray<UInt32>: UInt32] = [:]

  subscript(index: Int) -> ContiguousArray<UInt32> { clusters[index] }

  /// The content of a cell that shows these code points.
  mutating func content(of scalars: ContiguousArray<UInt32>) -> UInt32 {
    if scalars.count == 1 { return scalars[0] }
    if let place = places[scalars] { return place | Cell.clusterBit }
    let place = UInt32(clusters.count)
    clusters.append(scalars)
    places[scalars] = place
    return place | Cell.clusterBit
  }
}
