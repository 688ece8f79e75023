extension Prompt {
  /// The line, the marks under it, and two rows for what it means.
  private static let rows = 4

  private func frame(in area: Rect) -> Rect {
    Popup.place(Size(width, Prompt.rows + completionRows + 2), in: area, standing: stand)
  }
  func line(in area: Rect) -> Rect {
    let inner = frame(in: area).inset(2, 1), sign = TextWidth.of(sign ?? "›") + 1
    return Rect(inner.x + sign, inner.y, inner.width - sign, min(1, inner.height))
  }
  /// Draws it where it stands.
  public func draw(into surface: inout Surface, area: Rect) {
    let frame = frame(in: area)
    guard !frame.isEmpty else { return }
    let inner = Popup.draw(title, into: &surface, area: frame), line = line(in: area)
    guard !inner.isEmpty else { return }
    surface.clipped(to: inner) { surface in
      surface.put(
        sign.map { $0 + " " } ?? Popup.typingSign(surface.theme), at: Point(inner.x, inner.y), .accent)
      editor.draw(into: &surface, at: line, hint: hint)
      drawMeaning(into: &surface, line)
      drawCompletions(into: &surface, inner.cutTop(Prompt.rows).rest)
    }
  }
  private func drawMeaning(into surface: inout Surface, _ line: Rect) {
    guard !line.isEmpty else { return }
    guard let flaw else {
      surface.putCut(told, at: Point(line.x, line.y + 2), width: line.width)
      if text.isEmpty, !offers.isEmpty {
        let y = line.y + (told.isEmpty ? 2 : 3)
        surface.putCut(offers.joined(separator: "   "), at: Point(line.x, y), .textMuted, width: line.width)
      }
      return
    }
    if let range = flaw.range {
      let first = max(0, editor.column(at: range.lowerBound, width: line.width))
      let end = min(line.width, max(first + 1, editor.column(at: range.upperBound, width: line.width)))
      if first < end {
        let mark = surface.theme.isASCII ? "^" : "▔"
        surface.put(
          String(repeating: mark, count: end - first), at: Point(line.x + first, line.y + 1), .error)
      }
    }
    let rows = Wrap.rows(of: flaw.text, width: line.width)
    for (row, words) in rows.prefix(2).enumerated() {
      // What is longer than two rows ends in the sign that it was cut.
      let text = row == 1 && rows.count > 2 ? rows[1...].joined(separator: " ") : String(words)
      surface.putCut(text, at: Point(line.x, line.y + 2 + row), .error, width: line.width)
    }
  }

  /// A completion with its rows: what is said about it goes on below where it is too long.
  private func drawCompletions(into surface: inout Surface, _ area: Rect) {
    guard !area.isEmpty, !completions.isEmpty else { return }
    let titles = min(24, completions.map { TextWidth.of($0.title) }.max() ?? 0, area.width / 2)
    let room = max(1, area.width - titles - 5)
    let details = completions.map { Array(Wrap.rows(of: $0.detail, width: room).prefix(2)) }
    var rows = area.height
    let isAll = details.reduce(0) { $0 + $1.count } <= rows
    if !isAll, rows > 1 { rows -= 1 }
    var top = 0
    while top < choice.index, details[top...choice.index].reduce(0, { $0 + $1.count }) > rows { top += 1 }
    var y = area.y, index = top
    while index < completions.count, y + details[index].count <= area.y + rows {
      let row = Rect(area.x - 1, y, area.width + 2, details[index].count)
      let isHere = isChosen && index == choice.index
      surface.putCut(
        completions[index].title, at: Point(area.x + 2, y), isHere ? .textBright : .text, width: titles)
      for (line, words) in details[index].enumerated() {
        surface.putCut(String(words), at: Point(area.x + titles + 4, y + line), .textMuted, width: room)
      }
      if isHere { surface.choose(row.intersection(surface.clip)) }
      y += details[index].count
      index += 1
    }
    guard !isAll, area.height > 1 else { return }
    let words = [(top, "above"), (completions.count - index, "below")].filter { $0.0 > 0 }
    surface.putCut(
      words.map { "\($0.0) more \($0.1)" }.joined(separator: ", "), at: Point(area.x + 2, area.bottom - 1),
      .textFaint, width: area.width - 2)
  }
}
