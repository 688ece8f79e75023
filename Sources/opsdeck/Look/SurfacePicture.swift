import Terminal

/// A surface as an SVG picture: what a terminal would show, cell by cell, with nothing to run and nothing to fetch.
struct SurfacePicture {
  private let surface: Surface
  private let cell = (width: 8.4, height: 18.0), margin = 10.0, base = 13.5
  init(_ surface: Surface) { self.surface = surface }

  var svg: String {
    let (columns, rows) = (surface.size.width, surface.size.height)
    let width = Double(columns) * cell.width + 2 * margin, height = Double(rows) * cell.height + 2 * margin
    var out = """
      <svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="\(number(width))" height="\(number(height))" \
      viewBox="0 0 \(number(width)) \(number(height))">
      <style>text{font-family:"DejaVu Sans Mono","Noto Sans Mono CJK JP","Noto Sans Mono",Menlo,Consolas,monospace;\
      font-size:14px;white-space:pre}.b{font-weight:700}.i{font-style:italic}.u{text-decoration:underline}</style>
      <rect width="100%" height="100%" fill="\(hex(ground))"/>

      """
    for y in 0..<rows {
      let runs = runs(in: y)
      for run in runs { paintGround(run, y, &out) }
      for run in runs { paintText(run, y, &out) }
    }
    return out + "</svg>\n"
  }

  /// Neighbouring cells of one look; a cell that is no plain letter stands alone, so that fonts cannot shift a row.
  private struct Run { var x: Int, columns: Int, text: String, style: Style, isPlain: Bool }
  private func runs(in y: Int) -> [Run] {
    var runs: [Run] = [], x = 0
    while x < surface.size.width {
      let (text, style) = surface[x, y]
      var columns = 1
      // The cells behind a wide letter hold nothing.
      while x + columns < surface.size.width, surface[x + columns, y].text.isEmpty { columns += 1 }
      let isPlain = text.utf8.count == 1
      if isPlain, let last = runs.last, last.isPlain, last.style == style, columns == 1 {
        runs[runs.count - 1].text += text
        runs[runs.count - 1].columns += 1
      } else {
        runs.append(Run(x: x, columns: columns, text: text, style: style, isPlain: isPlain && columns == 1))
      }
      x += columns
    }
    return runs
  }

  private func paintGround(_ run: Run, _ y: Int, _ out: inout String) {
    let color = colors(run.style).ground
    guard color != ground else { return }
    out +=
      "<rect x=\"\(number(left(run.x)))\" y=\"\(number(top(y)))\" width=\"\(number(Double(run.columns) * cell.width))\" "
    out += "height=\"\(number(cell.height))\" fill=\"\(hex(color))\"/>\n"
  }
  private func paintText(_ run: Run, _ y: Int, _ out: inout String) {
    // Trailing blanks need no ink, unless they are underlined.
    var text = run.text
    if !run.style.attributes.contains(.underline) { while text.last == " " { text.removeLast() } }
    guard !text.isEmpty else { return }
    let attributes = run.style.attributes
    var classes: [String] = []
    if attributes.contains(.bold) { classes.append("b") }
    if attributes.contains(.italic) { classes.append("i") }
    if attributes.contains(.underline) { classes.append("u") }
    out += "<text x=\"\(number(left(run.x)))\" y=\"\(number(top(y) + base))\""
    if run.isPlain { out += " textLength=\"\(number(Double(text.utf8.count) * cell.width))\"" }
    if !classes.isEmpty { out += " class=\"\(classes.joined(separator: " "))\"" }
    if attributes.contains(.dim) { out += " opacity=\"0.6\"" }
    out += " fill=\"\(hex(colors(run.style).ink))\">\(Self.escaped(text))</text>\n"
  }

  private typealias RGB = (r: Int, g: Int, b: Int)
  private var ground: RGB {
    ColorRounding.components(surface.theme[.ground].background)
      ?? (surface.theme.appearance == .light ? (255, 255, 255) : (0, 0, 0))
  }
  private func colors(_ style: Style) -> (ink: RGB, ground: RGB) {
    let usual =
      ColorRounding.components(surface.theme[.text].foreground)
      ?? (surface.theme.appearance == .light ? (0, 0, 0) : (220, 220, 220))
    let ink = ColorRounding.components(style.foreground) ?? usual
    let ground = ColorRounding.components(style.background) ?? ground
    return style.attributes.contains(.reverse) ? (ground, ink) : (ink, ground)
  }
  private func left(_ x: Int) -> Double { margin + Double(x) * cell.width }
  private func top(_ y: Int) -> Double { margin + Double(y) * cell.height }
  private func hex(_ color: RGB) -> String {
    let digits = Array("0123456789abcdef")
    return [color.r, color.g, color.b].reduce(into: "#") { text, part in
      text.append(digits[part >> 4 & 15])
      text.append(digits[part & 15])
    }
  }
  /// At most two decimals, and none where there are none to tell.
  private func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded()), rest = hundredths % 100
    return rest == 0 ? "\(hundredths / 100)" : "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { out, letter in
      switch letter {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.append(letter)
      }
    }
  }
}
