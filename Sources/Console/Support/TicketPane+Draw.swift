import Domain
import Store
import Terminal

extension TicketPane {
  /// Where the parts of the pane lie; everything follows from the window and whether somebody writes.
  struct Areas {
    var head: Rect, text: Rect, divider: Rect, facts: Rect, title: Rect, editor: Rect, foot: Rect
  }
  func areas(_ facts: Facts) -> Areas {
    var left = Frame(facts.size).content
    let nothing = Rect(left.right, left.bottom, 0, 0)
    var areas = Areas(
      head: nothing, text: left, divider: nothing, facts: nothing, title: nothing, editor: nothing,
      foot: nothing)
    if facts.size.width >= 100 {
      let wide = min(44, max(32, left.width * 3 / 10))
      let (column, rest) = left.cutRight(wide)
      (areas.divider, areas.facts) = column.cutLeft(1)
      left = rest
    } else {
      (areas.head, left) = left.cutTop(min(3, left.height / 4))
    }
    if composer != nil {
      let rows = max(5, min(left.height - 3, left.height * (facts.size.height < 30 ? 60 : 50) / 100))
      let (lower, rest) = left.cutBottom(rows)
      // A blank row sets what was said apart from what is being written.
      left = rest.height > 5 ? rest.cutBottom(1).rest : rest
      let (title, below) = lower.cutTop(1)
      let (foot, editor) = below.cutBottom(1)
      (areas.title, areas.foot) = (title, foot)
      areas.editor = Rect(
        editor.x + 3, editor.y + (editor.height > 4 ? 1 : 0), editor.width - 5,
        editor.height - (editor.height > 4 ? 2 : 0))
    }
    areas.text = left
    return areas
  }

  func hints(_ facts: Facts) -> [String] {
    if let composer {
      let statuses = composer.kind == .note ? [] : ["compose.solve", "compose.pending"]
      return ["compose.send", "compose.edit", "compose.leave"] + statuses + ["compose.discard", "help"]
    }
    if asOf != nil { return ["back", "time", "message.next", "fold", "help"] }
    return [
      "ticket.reply", "ticket.note", "ticket.status", "ticket.assign", "ticket.macro", "ticket.next",
      "message.next", "fold",
      "ticket.events", "acts", "help",
    ]
  }
  func drawCrumb(into surface: inout Surface, area: Rect, _ facts: Facts) {
    var right: [TextRun] = []
    if let place = trail.place(of: id) {
      right = [
        TextRun(Digits.grouped(place.number), .textBright),
        TextRun(" of \(Digits.grouped(place.of))", .textMuted),
        TextRun("   J K", .accent),
        TextRun(" next", .textMuted),
      ]
    }
    if let asOf {
      right = [
        TextRun(
          "as it was \(facts.size.width < 100 ? asOf.short(at: facts.now, in: facts.zone) : asOf.long(in: facts.zone))",
          .statusWarn), TextRun("   Esc", .accent),
        TextRun(" now", .textMuted),
      ]
    } else if facts.size.width < 70 {
      right = Array(right.prefix(2))
    }
    surface.put(right, at: Point(area.right - right.width - 1, area.y), width: right.width)
    surface.putCut(
      [
        TextRun(trail.origin, .textMuted), TextRun(surface.theme.isASCII ? " > " : " › ", .textFaint),
        TextRun("\(id)  ", .textBright), TextRun(detail?.ticket.subject ?? "", .textBright),
      ], at: Point(area.x + 1, area.y), width: max(0, area.width - right.width - 4))
  }

  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let areas = areas(facts)
    guard let detail else {
      let words = isMissing ? "There is no ticket \(id)." : "Reading \(id) …"
      surface.putCut(words, at: Point(area.x + 2, area.y + 1), .textMuted, width: area.width - 2)
      return
    }
    let lines = Conversation(
      detail: detail, facts: facts, theme: surface.theme, foldsOpen: foldsOpen, isRelative: isRelative,
      indent: 11
    ).lines(width: areas.text.width)
    let first = min(top, max(0, lines.count - 1))
    surface.clipped(to: areas.text) { lines.draw(into: &$0, area: areas.text, from: first) }
    highlight(lines, from: first, in: areas.text, into: &surface)
    drawRest(lines.count - first - areas.text.height, into: &surface, areas.text)
    let side = TicketSide(detail: detail, facts: facts, theme: surface.theme, isReadOnly: asOf != nil)
    if areas.facts.isEmpty {
      side.head(width: areas.head.width).draw(into: &surface, area: areas.head)
    } else {
      let line = surface.theme.isASCII ? "|" : "│"
      for y in areas.divider.y..<areas.divider.bottom {
        surface.put(line, at: Point(areas.divider.x, y), .separator)
      }
      let column = areas.facts.cutLeft(1).rest
      surface.clipped(to: column) { side.column(width: column.width - 1).draw(into: &$0, area: column) }
    }
    if composer != nil { drawComposer(areas, into: &surface, facts) }
  }
  /// How much of the conversation lies below the window, and the key that goes there.
  private func drawRest(_ rest: Int, into surface: inout Surface, _ area: Rect) {
    guard rest > 0, area.height > 2 else { return }
    let words = [
      TextRun("  \(rest + 1) more lines ", .textFaint), TextRun(composer == nil ? " Space " : "", .accent),
    ]
    surface.put(words, at: Point(area.right - words.width, area.bottom - 1), width: words.width)
  }
  private func highlight(_ lines: [TextLine], from first: Int, in area: Rect, into surface: inout Surface) {
    guard let needle = search?.text.lowercased(), !needle.isEmpty else { return }
    for (row, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
      let text = line.runs.plain, lower = text.lowercased()
      guard lower.count == text.count else { continue }
      var from = lower.startIndex
      while let found = lower.range(of: needle, from: from) {
        let x = area.x + line.indent + TextWidth.of(String(lower[..<found.lowerBound]))
        surface.tint(Rect(x, area.y + row, TextWidth.of(String(lower[found])), 1).intersection(area), .match)
        from = found.upperBound
      }
    }
  }

  private func drawComposer(_ areas: Areas, into surface: inout Surface, _ facts: Facts) {
    guard let composer, let detail else { return }
    let isNote = composer.kind == .note
    let line = surface.theme.isASCII ? "-" : "─"
    surface.put(
      String(repeating: line, count: areas.title.width), at: Point(areas.title.x, areas.title.y),
      isNote ? .notePrivateBar : .separator)
    let name =
      detail.customer.map { MixedScripts.marked($0.name, ascii: surface.theme.isASCII) } ?? "the customer"
    var title =
      isNote
      ? [TextRun(" PRIVATE NOTE ", .notePrivateBar), TextRun("  only colleagues read it  ", .textMuted)]
      : [TextRun(" Reply to \(name) ", .textBright), TextRun("  public, by mail  ", .statusOK)]
    title.append(
      TextRun(
        composer.isDirty ? " " : composer.savedAt.map { " draft kept \($0.clock(in: facts.zone)) " } ?? " ",
        .textMuted))
    surface.putCut(title, at: Point(areas.title.x + 2, areas.title.y), width: areas.title.width - 4)
    if isNote {
      for y in (areas.title.y + 1)..<areas.foot.bottom {
        surface.tint(Rect(areas.title.x, y, areas.title.width, 1), .notePrivate)
        surface.put(surface.theme.isASCII ? "|" : "▎", at: Point(areas.title.x, y), .notePrivateBar)
      }
    }
    var editor = composer.editor
    editor.resize(Size(max(4, areas.editor.width), max(1, areas.editor.height)))
    editor.draw(into: &surface, area: areas.editor)
    let foot: [TextRun] =
      if let trouble = composer.trouble {
        [TextRun(surface.theme.isASCII ? "x " : "✗ ", .error), TextRun(trouble, .error)]
      } else if isNote {
        [TextRun("@name", .accent), TextRun(" mentions a colleague", .textMuted)]
      } else {
        [
          TextRun("/", .accent), TextRun(" canned reply   ", .textMuted), TextRun("{{", .accent),
          TextRun(" variable    ", .textMuted),
          TextRun(
            detail.customer.map { $0.email.isEmpty ? "\(name) has no address" : "goes to \($0.email)" } ?? "",
            .textFaint),
        ]
      }
    surface.putCut(foot, at: Point(areas.foot.x + 3, areas.foot.y), width: areas.foot.width - 3)
  }
  func company(_ facts: Facts) -> String? { Company.sentence(on: id, facts) }

}

extension TicketPane {
  /// Properties first, each as words; then the conversation from the line that was scrolled to.
  func plain(_ facts: Facts) -> [String] {
    guard let detail else { return [isMissing ? "There is no ticket \(id)." : "Reading \(id)."] }
    if let composer { return [writingTo(detail, composer)] + composer.editor.lines }
    let said = conversation(detail, facts).map(\.spoken)
    let rest = said.dropFirst(min(top, max(0, said.count - 1))).filter { !$0.isEmpty }
    let when = asOf.map { ", as it was \($0.long(in: facts.zone))" } ?? ""
    return ["\(id) \(detail.ticket.subject)\(when)"]
      + TicketSide(detail: detail, facts: facts, theme: .builtIn, isReadOnly: true).spoken()
      + (top > 0 ? ["More above, k"] : []) + rest
  }
  private func writingTo(_ detail: TicketDetail, _ composer: Composer) -> String {
    let whom = detail.customer?.name ?? "the customer"
    let what = composer.kind == .note ? "Private note on \(id)" : "Reply to \(whom) on \(id), public"
    let lines = composer.editor.lines.count
    return what + (composer.trouble.map { ". \($0)" } ?? "") + ". \(lines) \(lines == 1 ? "line" : "lines")"
  }
  func plainFocus(_ facts: Facts) -> Point? {
    guard let composer else { return nil }
    let place = composer.editor.cursor
    let before =
      composer.editor.lines.indices.contains(place.line)
      ? String(decoding: composer.editor.lines[place.line].utf8.prefix(place.offset), as: UTF8.self) : ""
    return Point(TextWidth.of(before), place.line + 1)
  }
}

extension String {
  /// The next place of a text, by plain comparison.
  func range(of needle: String, from start: Index) -> Range<Index>? {
    guard !needle.isEmpty else { return nil }
    var at = start
    while at < endIndex {
      if self[at...].hasPrefix(needle) { return at..<index(at, offsetBy: needle.count) }
      at = index(after: at)
    }
    return nil
  }
}
