extension Dialog {
  struct Layout {
    var frame: Rect, message: Rect, fields: [Rect], word: Rect, flaw: Rect, buttons: [Rect]
  }
  var labelWidth: Int { fields.map { TextWidth.of($0.label) }.max() ?? 0 }
  private static let gap = 2
  /// Why the first button that is shut is; said beside the buttons.
  var shut: String? { buttons.lazy.compactMap { reasonShut($0) }.first }
  private func prompt(for word: String) -> [TextRun] {
    let act = buttons.first { !$0.isSafe }.map { " to \($0.title.lowercased())" } ?? ""
    return [TextRun("Type "), TextRun(word, .textBright), TextRun("\(act): ")]
  }
  private func frameWidth(in area: Rect) -> Int {
    let lines = fields.map { labelWidth + 3 + $0.width + ($0.note.isEmpty ? 0 : 2 + TextWidth.of($0.note)) }
    let row = buttons.reduce(shut.map { TextWidth.of($0) + 2 } ?? 0) {
      $0 + TextWidth.of($1.title) + 4 + Dialog.gap
    }
    let wide = [
      message.map(\.width).max() ?? 0, lines.max() ?? 0, row, TextWidth.of(title) + 4,
      word.map { prompt(for: $0).width + TextWidth.of($0) + 4 } ?? 0, width - 4,
    ]
    return min((wide.max() ?? 40) + 4, area.width, Popup.widest)
  }
  func layout(in area: Rect, avoiding avoided: Rect?) -> Layout {
    let width = frameWidth(in: area), inner = max(1, width - 4)
    let messageRows = message.reduce(0) { $0 + Wrap.starts(of: $1.plain, width: inner).count }
    let gap = messageRows > 0 && (!fields.isEmpty || word != nil) ? 1 : 0
    let fieldRows = fields.count + (word == nil ? 0 : 1) + (flaw == nil ? 0 : 1)
    let needed = messageRows + gap + fieldRows + 2 + 2
    // A blank row at both ends where there is room for it.
    let pad = area.height >= needed + 2 ? 1 : 0
    let frame = Popup.place(Size(width, needed + 2 * pad), in: area, standing: stand, avoiding: avoided)
    let inside = frame.inset(2, 1 + pad)
    let (buttonRow, rest) = inside.cutBottom(1)
    let (messageArea, below) = rest.cutTop(messageRows)
    var y = below.y + gap
    func row() -> Rect {
      defer { y += 1 }
      return y < rest.bottom ? Rect(inside.x, y, inside.width, 1) : Rect(inside.x, rest.bottom, 0, 0)
    }
    let fieldAreas = fields.map { field in
      let row = row()
      return Rect(
        row.x + labelWidth + 2, row.y, min(field.width, max(0, row.width - labelWidth - 2)), row.height)
    }
    let wordArea = word == nil ? Rect(0, 0, 0, 0) : row()
    let flawArea = flaw == nil ? Rect(0, 0, 0, 0) : row()
    var x = inside.x
    var places: [Rect] = []
    for button in buttons {
      let width = max(0, min(TextWidth.of(button.title) + 4, inside.right - x))
      places.append(Rect(x, buttonRow.y, width, buttonRow.height))
      x += width + Dialog.gap
    }
    return Layout(
      frame: frame, message: messageArea, fields: fieldAreas, word: wordArea, flaw: flawArea, buttons: places)
  }
  /// Draws it where it stands, or where it leaves free what it asks about.
  public func draw(into surface: inout Surface, area: Rect, avoiding avoided: Rect? = nil) {
    let layout = layout(in: area, avoiding: avoided)
    guard !layout.frame.isEmpty else { return }
    Popup.draw(title, into: &surface, area: layout.frame)
    if !layout.message.isEmpty {
      var view = TextView(paragraphs: message.map { Paragraph($0) })
      view.resize(Size(layout.message.width, layout.message.height))
      view.draw(into: &surface, area: layout.message)
    }
    for (index, (field, place)) in zip(fields, layout.fields).enumerated() where !place.isEmpty {
      let isFocused = focus == .field(index)
      surface.put(
        field.label, at: Point(place.x - labelWidth - 2, place.y), isFocused ? .textBright : .textMuted)
      draw(field.editor, into: &surface, at: place, isFocused)
      surface.putCut(
        field.note, at: Point(place.right + 2, place.y), .textFaint,
        width: max(0, layout.frame.right - 2 - place.right - 2))
    }
    if let word, !layout.word.isEmpty {
      let used = surface.put(
        prompt(for: word), at: Point(layout.word.x, layout.word.y), width: layout.word.width)
      let place = Rect(
        layout.word.x + used, layout.word.y, min(TextWidth.of(word) + 4, layout.word.width - used), 1)
      draw(typed, into: &surface, at: place, focus == .word)
    }
    if let flaw, !layout.flaw.isEmpty {
      let sign = surface.theme.glyph(.error) ?? "x"
      surface.putCut(
        "\(sign) \(flaw)", at: Point(layout.flaw.x, layout.flaw.y), .error, width: layout.flaw.width)
    }
    drawButtons(layout, into: &surface)
  }
  private func drawButtons(_ layout: Layout, into surface: inout Surface) {
    for (index, (button, place)) in zip(buttons, layout.buttons).enumerated() where !place.isEmpty {
      let isFocused = focus == .button(index), isShut = reasonShut(button) != nil
      let role: ThemeRole = isShut ? .textFaint : isFocused ? .accent : .textMuted
      let text = isFocused ? "> \(button.title) <" : "  \(button.title)  "
      surface.putCut(text, at: Point(place.x, place.y), role, width: place.width)
      guard isFocused else { continue }
      surface.tint(place, .selection)
      // Readers that speak and magnifiers follow the cursor: it stands on the focus.
      surface.cursor = Point(place.x, place.y)
    }
    guard let shut, let last = layout.buttons.last, !last.isEmpty else { return }
    surface.putCut(
      shut, at: Point(last.right + 2, last.y), .textFaint, width: max(0, layout.frame.right - 4 - last.right))
  }
  private func draw(_ editor: LineEditor, into surface: inout Surface, at place: Rect, _ isFocused: Bool) {
    guard !place.isEmpty else { return }
    surface.fill(place, isFocused ? .inputFocus : .input)
    editor.draw(into: &surface, at: place, role: isFocused ? .inputFocus : .input, hasFocus: isFocused)
  }
  private func told(_ index: Int) -> String {
    guard buttons.indices.contains(index) else { return "" }
    return "Button \(buttons[index].title)" + (reasonShut(buttons[index]).map { ", shut: \($0)" } ?? "")
      + (word.map { ". Type \($0) to confirm" } ?? "")
  }
  /// The question in words, and what has the focus.
  public var plain: [String] {
    let here =
      switch focus {
      case .field(let index):
        "\(fields[index].label): " + (fields[index].editor.isSecret ? "" : fields[index].editor.text)
      case .word: "Type \(word ?? ""): \(typed.text)"
      case .button(let index): told(index)
      }
    return
      ([title] + message.map(\.plain).filter { !$0.isEmpty } + (flaw.map { ["Not taken: \($0)"] } ?? []) + [
        here
      ]).map {
        Clean.line($0)
      }
  }
}
