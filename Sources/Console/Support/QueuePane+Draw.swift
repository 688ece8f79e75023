import Domain
import Store
import Terminal

extension QueuePane {
  func hints(_ facts: Facts) -> [String] {
    if focusOnPreview {
      return ["focus", "ticket.open", "ticket.reply", "ticket.note", "line.pageDown", "zoom", "help"]
    }
    return [
      "ticket.open", "ticket.assign", "ticket.take", "ticket.reply", "ticket.note", "ticket.status",
      "ticket.priority",
      "ticket.defer", "ticket.macro", "acts", "filter", "help",
    ]
  }
  func drawCrumb(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let arrow =
      surface.theme.isASCII ? (scope.order.descending ? "v" : "^") : scope.order.descending ? "↓" : "↑"
    var right = [TextRun("\(scope.order.key.rawValue) \(arrow)", .textMuted)]
    if let total {
      let number = (total.isCapped ? "over " : "") + Digits.grouped(total.number)
      right.insert(TextRun(number, .textBright), at: 0)
      right.insert(TextRun("    ", .textMuted), at: 1)
      if let position = list.position, total.number > 0 {
        right.insert(TextRun("\(position) of ", .textMuted), at: 0)
      }
    }
    surface.put(right, at: Point(area.right - right.width - 1, area.y), width: right.width)
    let name = scope.view == nil && scope.name == nil ? "All tickets" : scope.title
    let words = scope.name == nil ? scope.text.isEmpty ? "everything" : scope.text : "listed one by one"
    let mark = surface.theme.isASCII ? " v  " : " ▾  "
    surface.putCut(
      [
        TextRun(name, .textBright), TextRun(mark, .textFaint),
        TextRun(words, scope.name == nil && scope.isChanged ? .statusWarn : .accent),
        TextRun("   / ", .textMuted), TextRun("to change", .textFaint),
      ], at: Point(area.x + 1, area.y), width: max(0, area.width - right.width - 4))
  }

  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let areas = split.areas(in: area, screen: facts.size)
    let cells = QueueCells(
      directory: facts.directory, now: facts.now.wholeSecond, zone: facts.zone, theme: surface.theme,
      hasChips: area.width >= 100)
    table.draw(
      list, into: &surface, area: areas.list, hasFocus: !focusOnPreview, basis: cells.basis, cell: cells.cell)
    drawDivider(areas, into: &surface)
    guard !areas.preview.isEmpty else { return }
    let preview = areas.preview.cutLeft(1).rest
    if let detail {
      let lines = TicketPreview(
        detail: detail, facts: facts, theme: surface.theme, foldsOpen: foldsOpen,
        isLow: !areas.isBeside && preview.height < 12,
        macro: fittingMacro
      ).lines(width: preview.width - 1)
      let top = min(previewTop, max(0, lines.count - preview.height))
      surface.clipped(to: preview) { lines.draw(into: &$0, area: preview, from: top) }
      if lines.count > top + preview.height, preview.height > 1 {
        let more = "  \(lines.count - top - preview.height + 1) more lines  J "
        surface.put(
          more, at: Point(max(preview.x, preview.right - TextWidth.of(more)), preview.bottom - 1),
          .textFaint, width: preview.width)
      }
    }
    if list.newAbove > 0, !areas.list.isEmpty {
      let sentence = [
        TextRun("\(list.newAbove) more arrived above  ", .statusInfo), TextRun("gg", .accent),
        TextRun(" shows them", .textMuted),
      ]
      let row = Rect(areas.list.x, areas.list.bottom - 1, areas.list.width, 1)
      surface.fill(row, .ground)
      surface.putCut(sentence, at: Point(row.x + 4, row.y), width: row.width - 4)
    }
  }
  private func drawDivider(_ areas: Split.Areas, into surface: inout Surface) {
    guard !areas.divider.isEmpty else { return }
    if areas.isBeside {
      let line = surface.theme.isASCII ? "|" : "│"
      for y in areas.divider.y..<areas.divider.bottom {
        surface.put(line, at: Point(areas.divider.x, y), .separator)
      }
      return
    }
    let line = surface.theme.isASCII ? "-" : "─"
    surface.put(
      String(repeating: line, count: areas.divider.width), at: Point(areas.divider.x, areas.divider.y),
      .separator)
    guard list.selection != nil else { return }
    surface.putCut(
      [
        TextRun(" \(list.selection?.description ?? "") ", focusOnPreview ? .accent : .textMuted),
        TextRun(" Tab", .accent), TextRun(focusOnPreview ? " list " : " here ", .textFaint),
        TextRun(" Z", .accent), TextRun(" whole screen ", .textFaint),
      ], at: Point(areas.divider.x + 2, areas.divider.y), width: areas.divider.width - 4)
  }
  func company(_ facts: Facts) -> String? {
    guard let id = list.selection else { return nil }
    return Company.sentence(on: id, facts)
  }
  func plain(_ facts: Facts) -> [String] {
    let head =
      "\(scope.title), filter \(scope.text.isEmpty ? "none" : scope.text)"
      + (total.map { ", \($0) tickets" } ?? "")
      + (list.newAbove > 0 ? ", \(list.newAbove) new above, gg" : "")
    guard !list.rows.isEmpty else { return [head, "Nothing here matches."] }
    let body =
      focusOnPreview
      ? detail.map {
        TicketPreview(detail: $0, facts: facts, theme: .builtIn, foldsOpen: foldsOpen).lines(width: 76).map(
          \.plain)
      } ?? []
      : [spoken(facts)]
    return [head] + body
  }
  /// The row under the cursor as one sentence; signs and colours are words here.
  private func spoken(_ facts: Facts) -> String {
    guard let row = list.selected else { return "Reading." }
    var parts = [
      row.priority.rawValue, row.status.word, row.assignee.map(facts.directory.handle(of:)) ?? "nobody yet",
    ]
    let due = DueWords(
      row.due, pausedSince: row.isPaused ? row.updated : nil, now: facts.now, zone: facts.zone)
    if let due { parts.append(due.spoken) }
    if !row.tags.isEmpty { parts.append("tags \(row.tags.joined(separator: " "))") }
    parts.append("changed \(row.updated.age(at: facts.now)) ago")
    let isMarked = list.isMarked(at: list.cursor)
    let place = (list.position.map { "Row \($0). " } ?? "") + (isMarked ? "Marked. " : "")
    return "\(place)\(row.id) \(row.subject). \(parts.joined(separator: ", "))."
  }
}

/// Who else is at a ticket, as a sentence.
enum Company {
  static func sentence(on id: Ticket.ID, _ facts: Facts) -> String? {
    let others = facts.presence.filter {
      $0.ticket == id && $0.agent != facts.me.id && $0.isFresh(at: facts.now)
    }
    guard !others.isEmpty else { return nil }
    let words = others.map { one in
      let doing =
        switch one.doing {
        case .reading: "is reading"
        case .replying: "is writing a reply"
        case .noting: "is typing a note"
        }
      return "\(facts.directory.handle(of: one.agent)) \(doing)"
    }
    return words.joined(separator: ", ")
  }
}
