/// Colours as numbers, and the nearest of a smaller palette.
public enum ColorRounding {
  /// Red, green and blue of a colour as terminals draw it by default; nil for the terminal's own.
  public static func components(_ color: Color) -> (r: Int, g: Int, b: Int)? {
    switch color {
    case .standard: nil
    case .rgb(let r, let g, let b): (Int(r), Int(g), Int(b))
    case .indexed(let n): palette(Int(n))
    }
  }

  /// The colours that xterm gives its 256.
  static func palette(_ n: Int) -> (r: Int, g: Int, b: Int) {
    if n < 16 { return ansiColors[n] }
    if n >= 232 {
      let grey = 8 + (n - 232) * 10
      return (grey, grey, grey)
    }
    func level(_ i: Int) -> Int { i == 0 ? 0 : 55 + 40 * i }
    let i = n - 16
    return (level(i / 36), level(i / 6 % 6), level(i % 6))
  }

  private static let ansiColors: [(r: Int, g: Int, b: Int)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
  ]

  /// The nearest of the 240 colours that are the same everywhere. The first 16 are the user's own and not used.
  public static func indexed(_ color: Color) -> Color {
    guard case .rgb = color, let c = components(color) else { return color }
    func step(_ v: Int) -> Int { v < 48 ? 0 : v < 115 ? 1 : (v - 35) / 40 }
    let cube = 16 + 36 * step(c.r) + 6 * step(c.g) + step(c.b)
    let grey = 232 + min(23, max(0, (c.r + c.g + c.b) / 3 - 3) / 10)
    let best = [cube, max(232, grey - 1), grey].min { distance(c, palette($0)) < distance(c, palette($1)) }
    return .indexed(UInt8(best ?? grey))
  }

  /// Squares weighted as eyes weigh them.
  static func distance(_ a: (r: Int, g: Int, b: Int), _ b: (r: Int, g: Int, b: Int)) -> Int {
    let mean = (a.r + b.r) / 2
    let (r, g, bl) = (a.r - b.r, a.g - b.g, a.b - b.b)
    return (512 + mean) * r * r / 256 + 4 * g * g + (767 - mean) * bl * bl / 256
  }

  /// The nearest of ANSI's names by hue. Colours without one become the terminal's own: bright black cannot be
  /// seen on some grounds, and white not on others.
  public static func ansi(_ color: Color) -> Color {
    if case .indexed(let n) = color, n < 16 { return color }
    guard let c = components(color) else { return .standard }
    let most = max(c.r, c.g, c.b)
    let least = min(c.r, c.g, c.b)
    guard most - least >= 40, most > 0, (most - least) * 100 / most >= 18 else { return .standard }
    let hue = hue(c, most, least)
    let names: [(Int, UInt8)] = [(20, 1), (75, 3), (165, 2), (200, 6), (258, 4), (335, 5), (361, 1)]
    let name = names.first { hue < $0.0 }?.1 ?? 1
    return .indexed(most >= 160 ? name + 8 : name)
  }

  /// Degrees, 0 to 359.
  private static func hue(_ c: (r: Int, g: Int, b: Int), _ most: Int, _ least: Int) -> Int {
    let span = most - least
    let degrees =
      if most == c.r { 60 * (c.g - c.b) / span } else if most == c.g { 120 + 60 * (c.b - c.r) / span } else {
        240 + 60 * (c.r - c.g) / span
      }
    return (degrees + 360) % 360
  }
}
