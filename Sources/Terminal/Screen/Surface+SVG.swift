extension Surface {
  /// A picture of the surface: true colours, each run of one style at its exact place, so that no font can shift it.
  ///
  /// - Parameters:
  ///   - font: families, the first that is installed is used.
  ///   - fontSize: height of the letters in pixels; a cell is 0.6 of it wide and 1.25 high.
  public func svg(
    font: String = "'JetBrains Mono','DejaVu Sans Mono','Noto Sans Mono','Noto Sans Mono CJK SC',monospace",
    fontSize: Double = 16
  ) -> String {
    let cell = (width: fontSize * 0.6025, height: (fontSize * 1.3).rounded())
    let margin = fontSize * 0.75
    let picture = SVGPicture(
      cell: cell, margin: margin, fontSize: fontSize, isLight: theme.appearance == .light)
    let width = Double(size.width) * cell.width + 2 * margin
    let height = Double(size.height) * cell.height + 2 * margin
    let (_, paper) = picture.colors(of: theme.ground)
    var out = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(n(width))" height="\(n(height))" \
      viewBox="0 0 \(n(width)) \(n(height))" font-family="\(font)" font-size="\(n(fontSize))" xml:space="preserve">
      <rect width="100%" height="100%" fill="\(paper)"/>

      """
    for y in 0..<size.height {
      for run in runs(row: y, grounds: true) { out += picture.ground(run, row: y, except: paper) }
    }
    for y in 0..<size.height {
      for run in runs(row: y, grounds: false) { out += picture.text(run, row: y) }
    }
    if let cursor, bounds.contains(cursor) { out += picture.cursor(cursor, theme[.accent]) }
    return out + "</svg>\n"
  }

  private func n(_ value: Double) -> String { SVGPicture.number(value) }

  struct Stretch {
    var x: Int, columns: Int, text: String, style: Style
  }

  /// Stretches of one style; for text each wide character, block and line is its own, and blanks are left out.
  private func runs(row y: Int, grounds: Bool) -> [Stretch] {
    var runs: [Stretch] = []
    for x in 0..<size.width {
      let cell = cells[y * size.width + x]
      guard cell.width > 0 else { continue }
      let style = styles[cell.style]
      let text = string(of: cell)
      let isPlain = grounds || (cell.content < 0x250 && cell.width == 1)
      if let last = runs.last, isPlain, last.style == style, last.x + last.columns == x,
        grounds || (last.text.unicodeScalars.first?.value ?? 0) < 0x250
      {
        runs[runs.count - 1].columns += Int(cell.width)
        runs[runs.count - 1].text += text
      } else {
        runs.append(Stretch(x: x, columns: Int(cell.width), text: text, style: style))
      }
    }
    return runs.filter { run in
      grounds || run.style.attributes.contains(.underline) || run.text.utf8.contains { $0 != 0x20 }
    }
  }
}

/// How cells become shapes.
struct SVGPicture {
  let cell: (width: Double, height: Double)
  let margin: Double, fontSize: Double, isLight: Bool

  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = hundredths % 100
    return fraction == 0
      ? "\(hundredths / 100)" : "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  private func hex(_ color: Color, standard: String) -> String {
    guard let c = ColorRounding.components(color) else { return standard }
    func two(_ v: Int) -> String { (v < 16 ? "0" : "") + String(v, radix: 16) }
    return "#" + two(c.r) + two(c.g) + two(c.b)
  }

  /// Foreground and background as they are seen, reversed if the style says so.
  func colors(of style: Style) -> (String, String) {
    let front = hex(style.foreground, standard: isLight ? "#222222" : "#d0d0d0")
    let back = hex(style.background, standard: isLight ? "#ffffff" : "#101010")
    return style.attributes.contains(.reverse) ? (back, front) : (front, back)
  }

  private func left(_ x: Int) -> Double { margin + Double(x) * cell.width }
  private func top(_ y: Int) -> Double { margin + Double(y) * cell.height }

  func ground(_ run: Surface.Stretch, row: Int, except paper: String) -> String {
    let back = colors(of: run.style).1
    guard back != paper else { return "" }
    return rect(left(run.x), top(row), Double(run.columns) * cell.width, cell.height, back)
  }

  private func rect(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ fill: String) -> String {
    let n = Self.number
    return
      "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\" fill=\"\(fill)\"/>\n"
  }

  func text(_ run: Surface.Stretch, row: Int) -> String {
    let front = colors(of: run.style).0
    if let shape = shape(run, row: row, front) { return shape }
    let n = Self.number
    let width = Double(run.columns) * cell.width
    let baseline = top(row) + cell.height * 0.5 + fontSize * 0.34
    var more = ""
    if run.style.attributes.contains(.bold) { more += " font-weight=\"bold\"" }
    if run.style.attributes.contains(.italic) { more += " font-style=\"italic\"" }
    if run.style.attributes.contains(.underline) { more += " text-decoration=\"underline\"" }
    if run.style.attributes.contains(.dim) { more += " opacity=\"0.65\"" }
    // Blanks at the ends have no ink, and renderers drop them.
    let leading = run.style.attributes.contains(.underline) ? 0 : run.text.prefix { $0 == " " }.count
    var inner = String(run.text.dropFirst(leading))
    if !run.style.attributes.contains(.underline) { while inner.last == " " { inner.removeLast() } }
    let x = left(run.x + leading)
    // A wide or special character may come from another font: it is put in the middle of its cells.
    guard run.columns == run.text.count, (inner.unicodeScalars.first?.value ?? 0) < 0x250 else {
      return
        "<text x=\"\(n(x + width / 2))\" y=\"\(n(baseline))\" fill=\"\(front)\" text-anchor=\"middle\"\(more)>"
        + escaped(inner) + "</text>\n"
    }
    let length = Double(inner.count) * cell.width
    return "<text x=\"\(n(x))\" y=\"\(n(baseline))\" fill=\"\(front)\" textLength=\"\(n(length))\"\(more)>"
      + escaped(inner) + "</text>\n"
  }

  /// Blocks and lines are drawn as shapes: they must meet at the edges of cells, whatever the font.
  private func shape(_ run: Surface.Stretch, row: Int, _ fill: String) -> String? {
    guard run.columns == 1, let scalar = run.text.unicodeScalars.first?.value else { return nil }
    let (x, y, w, h) = (left(run.x), top(row), cell.width, cell.height)
    let thin = max(1, fontSize / 14)
    switch scalar {
    case 0x2588: return rect(x, y, w, h, fill)
    case 0x2581...0x2587:
      let part = h * Double(scalar - 0x2580) / 8
      return rect(x, y + h - part, w, part, fill)
    case 0x2589...0x258F: return rect(x, y, w * Double(0x2590 - scalar) / 8, h, fill)
    case 0x2500: return rect(x, y + h / 2 - thin / 2, w, thin, fill)
    case 0x2501: return rect(x, y + h / 2 - thin, w, thin * 2, fill)
    case 0x2502: return rect(x + w / 2 - thin / 2, y, thin, h, fill)
    default: return nil
    }
  }

  private func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      default: out.append(character)
      }
    }
    return out
  }

  func cursor(_ place: Point, _ style: Style) -> String {
    let n = Self.number
    return "<rect x=\"\(n(left(place.x)))\" y=\"\(n(top(place.y)))\" width=\"\(n(cell.width))\" "
      + "height=\"\(n(cell.height))\" fill=\"\(colors(of: style).0)\" opacity=\"0.35\"/>\n"
  }
}
