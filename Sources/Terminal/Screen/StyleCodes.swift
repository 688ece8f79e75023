/// The parameters of SGR, the sequence that sets how a terminal paints: `0;1;38;5;110`.
public enum StyleCodes {
  /// The code of each attribute; 20 more takes it away, but for the first two, which 22 takes away together.
  static let attributes: [(code: Int, bit: Style.Attributes)] = [
    (1, .bold), (2, .dim), (3, .italic), (4, .underline), (7, .reverse),
  ]

  /// A style said whole, from what a terminal is at first: what stands between `ESC [` and `m`, in ASCII.
  public static func whole(_ style: Style) -> [UInt8] {
    var codes: [UInt8] = []
    put(0, &codes)
    append(from: .plain, to: style, &codes)
    return codes
  }

  /// Appends what has to be said to come from one style to another; nothing where they are the same.
  static func append(from: Style, to: Style, _ codes: inout [UInt8]) {
    if from.attributes != to.attributes {
      var gone = from.attributes.subtracting(to.attributes), come = to.attributes.subtracting(from.attributes)
      if !gone.isDisjoint(with: [.bold, .dim]) {
        put(22, &codes)
        // It takes both away, so what should stay is said again.
        come.formUnion(to.attributes.intersection([.bold, .dim]))
        gone.subtract([.bold, .dim])
      }
      for (code, bit) in attributes where gone.contains(bit) { put(20 + code, &codes) }
      for (code, bit) in attributes where come.contains(bit) { put(code, &codes) }
    }
    if from.foreground != to.foreground { put(to.foreground, 30, &codes) }
    if from.background != to.background { put(to.background, 40, &codes) }
  }

  /// A colour as a parameter: `base` is 30 for letters and 40 for the ground.
  private static func put(_ color: Color, _ base: Int, _ codes: inout [UInt8]) {
    switch color {
    case .standard: put(base + 9, &codes)
    case .indexed(let n) where n < 8: put(base + Int(n), &codes)
    case .indexed(let n) where n < 16: put(base + 52 + Int(n), &codes)
    case .indexed(let n):
      put(base + 8, &codes)
      put(5, &codes)
      put(Int(n), &codes)
    case .rgb(let r, let g, let b):
      put(base + 8, &codes)
      put(2, &codes)
      for part in [r, g, b] { put(Int(part), &codes) }
    }
  }

  /// A number below 1,000, with a semicolon before it if it is not the first.
  static func put(_ number: Int, _ codes: inout [UInt8]) {
    if !codes.isEmpty { codes.append(0x3B) }
    if number >= 100 { codes.append(UInt8(0x30 + number / 100 % 10)) }
    if number >= 10 { codes.append(UInt8(0x30 + number / 10 % 10)) }
    codes.append(UInt8(0x30 + number % 10))
  }
}
