import Glibc

/// Colours as people see them, also those who lack one of the three kinds of cone.
enum ColorSight: CaseIterable {
  case all, protan, deutan, tritan

  /// What a red, green and blue of linear light look like (Machado, Oliveira, Fernandes 2009, full severity).
  private var matrix: [[Double]] {
    switch self {
    case .all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protan:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deutan:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritan:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  private static func linear(_ value: Int) -> Double {
    let v = Double(value) / 255
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
  }

  /// CIE L*a*b* of a colour as this sight sees it.
  private func lab(_ color: (r: Int, g: Int, b: Int)) -> (l: Double, a: Double, b: Double) {
    let light = [Self.linear(color.r), Self.linear(color.g), Self.linear(color.b)]
    let seen = matrix.map { row in min(1, max(0, row[0] * light[0] + row[1] * light[1] + row[2] * light[2])) }
    let x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047
    let y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
    let z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883
    func f(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116 }
    return (116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z)))
  }

  /// How far apart two colours are (CIE76); under 10 they are hard to tell.
  func distance(_ first: (r: Int, g: Int, b: Int), _ second: (r: Int, g: Int, b: Int)) -> Double {
    let (p, q) = (lab(first), lab(second))
    return ((p.l - q.l) * (p.l - q.l) + (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b)).squareRoot()
  }

  /// The nearest colour towards white or black that has the contrast; nil where even those do not.
  static func mended(
    _ color: (r: Int, g: Int, b: Int), on ground: (r: Int, g: Int, b: Int), _ needed: Double
  ) -> (r: Int, g: Int, b: Int)? {
    for step in 1...64 {
      for end in [255, 0] {
        func moved(_ value: Int) -> Int { value + (end - value) * step / 64 }
        let moved = (r: moved(color.r), g: moved(color.g), b: moved(color.b))
        if contrast(moved, ground) >= needed { return moved }
      }
    }
    return nil
  }

  /// Contrast of WCAG, 1 to 21.
  static func contrast(_ first: (r: Int, g: Int, b: Int), _ second: (r: Int, g: Int, b: Int)) -> Double {
    func luminance(_ c: (r: Int, g: Int, b: Int)) -> Double {
      0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b)
    }
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}
