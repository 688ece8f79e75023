extension FormView {
  /// Where things lie; fields scrolled out of the area are empty.
  struct Placement { var fields: [Rect], rows: [Rect], effect: Rect }

  private var labelWidth: Int { min(24, (fields.map { TextWidth.of($0.label) }.max() ?? 0) + 2) }
  /// The rows of a field, and one below it: for its help, for what is wrong, or to set it apart, so that nothing jumps.
  func height(of index: Int) -> Int {
    let offers = index == focus ? min(FormView.suggestionRows, shownSuggestions?.count ?? 0) : 0
    return inputRows(of: index) + 1 + offers
  }
  func inputRows(of index: Int) -> Int {
    if case .prose(let rows) = fields[index].kind { max(1, rows) } else { 1 }
  }
  func layout(in area: Rect) -> Placement {
    let nothing = Rect(area.right, area.bottom, 0, 0)
    if showsEffectAlone {
      return Placement(fields: fields.map { _ in nothing }, rows: fields.map { _ in nothing }, effect: area)
    }
    var (form, effect) = (area, nothing)
    let heights = fields.indices.map(height(of:))
    let total = heights.reduce(0, +)
    if !effectIsEmpty {
      if area.width >= 100 {
        (form, effect) = area.cutLeft(area.width * 55 / 100)
        effect = effect.cutLeft(2).rest
      } else if area.height - total >= 4 {
        (form, effect) = area.cutTop(total + 1)
      }
    }
    // Scrolled no further than the field with the focus asks for.
    let above = heights.prefix(focus).reduce(0, +)
    let here = fields.indices.contains(focus) ? heights[focus] : 0
    var y = form.y - max(0, min(above, above + here - form.height))
    var places: [Rect] = [], rows: [Rect] = []
    for (index, (field, height)) in zip(fields, heights).enumerated() {
      let row = Rect(form.x, y, form.width, height).intersection(form)
      let isWhole = y >= form.y && row.height > 0
      let room = max(0, form.width - labelWidth - 1)
      let width = min(room, field.width ?? room)
      places.append(
        isWhole
          ? Rect(form.x + labelWidth, y, width, min(inputRows(of: index), row.height)).intersection(form)
          : nothing
      )
      rows.append(isWhole ? row : nothing)
      y += height
    }
    return Placement(fields: places, rows: rows, effect: effect)
  }
  private var effectIsEmpty: Bool { effect.isEmpty }

  /// How many fields lie beyond the area, in words; nil where all are seen.
  public func beyond(in area: Rect) -> String? {
    let seen = layout(in: area).rows.map { !$0.isEmpty }
    guard !showsEffectAlone, let first = seen.firstIndex(of: true), let last = seen.lastIndex(of: true) else {
      return nil
    }
    let words = [(first, "above"), (fields.count - 1 - last, "below")].filter { $0.0 > 0 }
    // The second one need not say again that it tells how many more.
    return words.isEmpty
      ? nil : "\(words[0].0) more \(words[0].1)" + (words.count > 1 ? ", \(words[1].0) \(words[1].1)" : "")
  }
  /// Draws the fields and the effect.
  public func draw(into surface: inout Surface, area: Rect, hasFocus: Bool = true) {
    guard !area.isEmpty else { return }
    let layout = layout(in: area)
    surface.clipped(to: area) { surface in
      for index in fields.indices where !layout.rows[index].isEmpty {
        draw(
          index, into: &surface, layout.fields[index], layout.rows[index],
          hasFocus: hasFocus && index == focus)
      }
    }
    guard !layout.effect.isEmpty else { return }
    var view = TextView(effect)
    view.resize(Size(layout.effect.width, layout.effect.height))
    view.draw(into: &surface, area: layout.effect)
  }
  private func draw(_ index: Int, into surface: inout Surface, _ place: Rect, _ row: Rect, hasFocus: Bool) {
    let field = fields[index]
    surface.putCut(
      field.label, at: Point(row.x, row.y), hasFocus ? .textBright : .textMuted, width: labelWidth - 1)
    guard !place.isEmpty else { return }
    let role: ThemeRole = hasFocus ? .inputFocus : .input
    switch contents[index] {
    case .line(let editor):
      surface.fill(place, role)
      editor.draw(into: &surface, at: place, role: role, hint: hint(of: field), hasFocus: hasFocus)
    case .prose(let editor):
      surface.fill(place, role)
      var shown = editor
      shown.resize(Size(place.width, place.height))
      shown.draw(into: &surface, area: place, role: role, hasFocus: hasFocus)
    case .flag(let isOn):
      surface.put(isOn ? "[x]" : "[ ]", at: Point(place.x, place.y), role, width: place.width)
      if hasFocus { surface.cursor = Point(place.x + min(1, place.width - 1), place.y) }
    case .choice(let words, let chosen):
      drawChoice(words, chosen, into: &surface, place, hasFocus: hasFocus)
    }
    drawBelow(index, into: &surface, place, row, hasFocus: hasFocus)
  }
  private func hint(of field: FormField) -> String {
    if let hint = field.hint { return hint }
    return switch field.kind {
    case .date: "2027-04-30, +3d, mon"
    case .reference: "type to find"
    default: field.isRequired ? "needed" : ""
    }
  }
  private func drawChoice(
    _ words: [String], _ chosen: Int?, into surface: inout Surface, _ place: Rect, hasFocus: Bool
  ) {
    let signs = surface.theme.isASCII ? ("(*)", "( )") : ("(•)", "( )")
    let width = words.reduce(0) { $0 + TextWidth.of($1) + 6 }
    if hasFocus { surface.cursor = Point(place.x + min(1, place.width - 1), place.y) }
    if width <= place.width {
      var x = place.x
      for (index, word) in words.enumerated() {
        let isChosen = index == chosen
        if isChosen, hasFocus { surface.cursor = Point(x + 1, place.y) }
        x += surface.put(isChosen ? signs.0 : signs.1, at: Point(x, place.y), isChosen ? .accent : .textMuted)
        x += surface.put(" \(word)", at: Point(x, place.y), isChosen ? .textBright : .textMuted) + 2
      }
    } else {
      let word = chosen.map { words[$0] } ?? "choose"
      surface.fill(place, hasFocus ? .inputFocus : .input)
      surface.putCut(
        "< \(word) >", at: Point(place.x, place.y), hasFocus ? .inputFocus : .input, width: place.width)
    }
  }
  private func drawBelow(
    _ index: Int, into surface: inout Surface, _ place: Rect, _ row: Rect, hasFocus: Bool
  ) {
    let field = fields[index]
    if let note = notes[field.id] {
      surface.putCut(
        note, at: Point(place.right + 2, place.y), .statusOK, width: max(0, row.right - place.right - 2))
    }
    var y = place.bottom
    if let flaw = visibleFlaw(of: field) {
      let sign = surface.theme.glyph(.error) ?? "x"
      surface.putCut("\(sign) \(flaw)", at: Point(place.x, y), .error, width: row.right - place.x)
      y += 1
    } else if hasFocus, !field.help.isEmpty {
      surface.putCut(field.help, at: Point(place.x, y), .textFaint, width: row.right - place.x)
      y += 1
    }
    guard index == focus, let items = shownSuggestions else { return }
    for offset in suggestionsTop..<min(items.count, suggestionsTop + 5) where y < row.bottom {
      let line = Rect(place.x, y, max(0, row.right - place.x), 1)
      let runs = [
        TextRun("  "), TextRun(items[offset].title), TextRun("  "), TextRun(items[offset].detail, .textMuted),
      ]
      surface.putCut(runs, at: Point(line.x, y), width: line.width)
      if offset == chosenSuggestion { surface.choose(line) }
      y += 1
    }
  }
  /// The fields in words, the one with the focus first.
  public var plain: [String] {
    let order = fields.isEmpty ? [] : Array(focus..<fields.count) + Array(0..<focus)
    return order.map { index in
      let field = fields[index]
      let texts = field.kind == .secret ? "" : contents[index].texts(field).joined(separator: " ")
      let flaw = visibleFlaw(of: field).map { ", wrong: \($0)" } ?? ""
      return Clean.line(
        "field \(index + 1) of \(fields.count): \(field.label) \(texts.isEmpty ? "empty" : texts)\(flaw)")
    }
  }
}
