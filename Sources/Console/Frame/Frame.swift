import Domain
import Terminal

/// Where the parts of the window lie. Everything follows from the size alone.
struct Frame {
  let top: Rect, crumb: Rect, content: Rect, message: Rect, footer: Rect
  /// Below this the console only says what it needs.
  static let smallest = Size(60, 16)

  init(_ size: Size) {
    var rest = Rect(size)
    (top, rest) = rest.cutTop(1)
    (crumb, rest) = rest.cutTop(1)
    (footer, rest) = rest.cutBottom(1)
    (message, rest) = rest.cutBottom(1)
    // A blank row sets the content apart where there is room for it.
    if size.height >= 30 { (_, rest) = rest.cutTop(1) }
    content = rest
  }
}

extension Shell {
  /// Draws the whole window: bars, the view, the layers, the message line. Changes nothing but what was drawn.
  func draw(into surface: inout Surface) {
    let size = surface.size
    guard size.width >= Frame.smallest.width, size.height >= Frame.smallest.height else {
      drawTooSmall(into: &surface)
      return
    }
    let frame = Frame(size)
    surface.fill(surface.bounds, .ground)
    topBar.draw(into: &surface, area: frame.top)
    if let pane {
      pane.drawCrumb(into: &surface, area: frame.crumb, facts)
      surface.clipped(to: frame.content) { pane.draw(into: &$0, area: frame.content, facts) }
    }
    drawMessage(into: &surface, area: frame.message)
    drawFooter(into: &surface, area: frame.footer)
    if layers.isEmpty { drawWhichKey(into: &surface, frame) }
    for layer in layers {
      surface.cursor = nil
      layer.draw(into: &surface, area: surface.bounds, facts)
    }
  }
  /// Tells the shell that what it drew is on the screen: a dialog takes keys from now on.
  func shown() { undrawnLayer = false }
  /// The view or the layer on top read out, one thing a line, and the status last: for screen readers.
  func drawPlain(into surface: inout Surface) {
    surface.fill(surface.bounds, .ground)
    surface.cursor = nil
    var lines = layers.last?.plain(facts) ?? pane?.plain(facts) ?? []
    let focus = layers.isEmpty ? pane?.plainFocus(facts) : nil
    var status = said.map(\.text) ?? ""
    if let underWay, facts.now - underWay.since >= 500 { status = told(underWay).plain }
    if let company = pane?.company(facts) { status += (status.isEmpty ? "" : ". ") + company }
    let wide = max(1, surface.size.width)
    // Where the focus is within the lines: the rows before it, and the rest of its own.
    var cursor = focus.map { focus in
      let above = lines.prefix(focus.y).reduce(0) { $0 + Wrap.rows(of: Clean.line($1), width: wide).count }
      return Point(focus.x % wide, above + focus.x / wide)
    }
    lines = lines.flatMap { Wrap.rows(of: Clean.line($0), width: wide).map(String.init) }
    let told =
      status.isEmpty
      ? []
      : Wrap.rows(of: Clean.line(status), width: wide).prefix(min(4, surface.size.height)).map(String.init)
    // In a window of one row the status stands there alone, and what is read where there is none.
    let room = max(told.isEmpty ? 1 : 0, surface.size.height - max(1, told.count))
    // What is being typed stays in the window, where it has some rows.
    let first = room < 3 ? 0 : max(0, min((cursor?.y ?? 0) - room + 1, lines.count - room))
    for (row, text) in lines.dropFirst(first).prefix(room).enumerated() {
      surface.put(text, at: Point(0, row), .text, width: wide)
    }
    let y = min(lines.count, room, surface.size.height - max(1, told.count))
    for (row, text) in told.enumerated() { surface.put(text, at: Point(0, y + row), .text, width: wide) }
    cursor = cursor.map { Point($0.x, min($0.y - first, max(0, surface.size.height - 1))) }
    surface.cursor =
      cursor ?? Point(min(TextWidth.of(told.last ?? ""), wide - 1), y + max(0, told.count - 1))
  }

  private func drawTooSmall(into surface: inout Surface) {
    surface.fill(surface.bounds, .ground)
    surface.cursor = nil
    let words = "needs \(Frame.smallest.width)x\(Frame.smallest.height)"
    surface.put(words, at: Point(0, 0), .text, width: surface.size.width)
  }

  private func drawMessage(into surface: inout Surface, area: Rect) {
    let company = pane?.company(facts) ?? ""
    let companyWidth = min(TextWidth.of(company), area.width / 2)
    var runs: [TextRun] = []
    if let marked { runs += [TextRun("\(marked) marked", .accent), TextRun("    ", .text)] }
    let room = area.width - 2 - (companyWidth > 0 ? companyWidth + 2 : 0)
    if let underWay, facts.now - underWay.since >= 500 {
      runs += told(underWay)
    } else if let said, said.until > facts.now {
      let told = said.toast.runs(at: facts.now.milliseconds)
      if runs.width + told.width > room {
        drawLong(said, Array(told.dropFirst()), into: &surface, above: area)
        return
      }
      runs += told
    }
    surface.putCut(
      company, at: Point(area.right - 1 - companyWidth, area.y), .personOther, width: companyWidth)
    surface.putCut(runs, at: Point(area.x + 1, area.y), width: max(0, room))
  }
  private func told(_ work: Work) -> [TextRun] {
    let elapsed = facts.now - work.since
    guard let progress = work.progress else {
      return [TextRun("\(work.title) … \(elapsed / 1000) s", .statusInfo)]
    }
    var runs = [TextRun("\(work.title)   \(progress.words(after: elapsed))", .statusInfo)]
    runs +=
      progress.isStopping
      ? [TextRun("   stopping", .statusWarn)]
      : [TextRun("   Ctrl-C", .accent), TextRun(" stops", .textMuted)]
    return runs
  }
  /// A sentence that does not fit beside the rest has the line for itself, and the rows above it too: a refusal is of no
  /// use without its end, and what can be taken back keeps its key and its time.
  private func drawLong(_ said: Said, _ undo: [TextRun], into surface: inout Surface, above area: Rect) {
    let rows = Wrap.rows(of: said.text, width: area.width - 2 - undo.width).prefix(5)
    let sheet = Rect(area.x, area.y - rows.count + 1, area.width, rows.count)
    surface.fill(sheet, .ground)
    for (row, text) in rows.enumerated() {
      surface.put(String(text), at: Point(sheet.x + 1, sheet.y + row), said.tone.role, width: area.width - 2)
    }
    let end = sheet.x + 1 + TextWidth.of(String(rows.last ?? ""))
    surface.put(undo, at: Point(end, sheet.bottom - 1), width: undo.width)
  }
  private var marked: String? {
    if let search = pane as? SearchPane, !search.list.marks.isEmpty {
      return search.list.marks.count(of: search.list.total).map { Digits.grouped($0) }
    }
    guard let queue = pane as? QueuePane, !queue.list.marks.isEmpty else { return nil }
    return queue.list.marks.count(of: queue.list.total).map { Digits.grouped($0) } ?? "all"
  }

  private func drawFooter(into surface: inout Surface, area: Rect) {
    if let top = layers.last {
      Footer.draw(top.hints, into: &surface, area: area)
      return
    }
    guard let pane else { return }
    let commands = pane.hints(facts)
    let basis = FooterBasis(
      contexts: pane.contexts, commands: commands, areShut: pane.areShut(commands, facts))
    surface.part("footer", in: area, from: basis) { surface in
      let bindings = keys.bindings(in: basis.contexts)
      let hints = commands.enumerated().compactMap { rank, command -> Hint? in
        guard let binding = bindings.first(where: { $0.command == command }) else { return nil }
        return Hint(
          binding.keys.description, BuiltInKeys.word(binding), rank: rank, isPinned: command == "help",
          isShut: basis.areShut[rank])
      }
      Footer.draw(hints, into: &surface, area: area)
    }
  }
  /// What the row of keys is made from; the key map is the same as long as a console is open.
  private struct FooterBasis: Equatable, Sendable {
    let contexts: [String], commands: [String], areShut: [Bool]
  }

  /// After a pause in a sequence: what may follow.
  private func drawWhichKey(into surface: inout Surface, _ frame: Frame) {
    guard reader.isPending, let since = pendingShownAt, facts.now - since >= 400, let pane else { return }
    guard let pending = reader.pending(in: pane.contexts) else { return }
    WhichKey.draw(pending, into: &surface, area: frame.content)
  }
}

extension Tone {
  var role: ThemeRole {
    switch self {
    case .plain: .text
    case .good: .text
    case .warn: .statusWarn
    case .bad: .error
    }
  }
}
