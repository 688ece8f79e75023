/// What drawing needs to know of one code point.
struct ScalarProperties {
  /// Part in a cluster; the numbers are those of the table.
  enum Role: UInt8 {
    case other, extend, spacingMark, prepend, hangulL, hangulV, hangulT, regional, pictograph, joiner,
      control, modifier, linker, consonant
  }
  let bits: UInt8
  /// Columns: 0, 1 or 2.
  var width: Int { Int(bits & 3) }
  var role: Role { Role(rawValue: bits >> 2 & 15) ?? .other }
  /// Emoji presentation makes it two columns wide.
  var widens: Bool { bits & 0x40 != 0 }
  /// General category Mc: takes a column of its own after its base.
  var isSpacing: Bool { bits & 0x80 != 0 }
  /// Goes into the cell of what is before it. Spacing marks with a column of their own (Thai sara am) get their own
  /// cell, as terminals do it.
  var joinsBefore: Bool { (role == .extend || role == .spacingMark || role == .linker) && width == 0 }

  private static let plain = ScalarProperties(bits: 1)
  private static let wide = ScalarProperties(bits: 2)

  init(bits: UInt8) { self.bits = bits }

  /// Looks a code point up; most text never reaches the search.
  init(_ scalar: UInt32) {
    if scalar < 0x300 && scalar >= 0x20 && scalar != 0xA9 && scalar != 0xAE && !(0x7F...0xAD ~= scalar) {
      self = Self.plain
    } else if 0x4E00...0x9FFF ~= scalar || 0xAC00...0xD7A3 ~= scalar || 0x3041...0x3096 ~= scalar {
      self = Self.wide
    } else {
      self = Self.search(scalar)
    }
  }

  /// Without the shortcuts, which leave out what an emoji selector does.
  init(exactly scalar: UInt32) { self = Self.search(scalar) }

  private static func search(_ scalar: UInt32) -> ScalarProperties {
    WidthTable.starts.withUnsafeBufferPointer { starts in
      var low = 0
      var high = starts.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if starts[middle] >> 8 <= scalar { low = middle } else { high = middle }
      }
      return ScalarProperties(bits: UInt8(truncatingIfNeeded: starts[low]))
    }
  }
}
