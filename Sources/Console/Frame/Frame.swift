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
    TopBar.draw(self, into: &surface, area: frame.top)
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
    var status = said.map(\.text) ?? ""
    if let company = pane?.company(facts) { status += (status.isEmpty ? "" : ". ") + company }
    let wide = max(1, surface.size.width)
    lines = lines.flatMap { Wrap.rows(of: Clean.line($0), width: wide).map(String.init) }
    // In a window of one row the status stands there alone, and what is read where there is none.
    let room = max(status.isEmpty ? 1 : 0, surface.size.height - 1)
    for (row, text) in lines.prefix(room).enumerated() {
      surface.put(text, at: Point(0, row), .text, width: wide)
    }
    let y = min(lines.count, room, surface.size.height - 1)
    surface.put(status, at: Point(0, y), .text, width: wide)
    surface.cursor = Point(min(TextWidth.of(status), wide - 1), y)
  }

  private func drawTooSmall(into surface: inout Surface) {
    surface.fill(surface.bounds, .ground)
    surface.cursor = nil
    let words = "needs \(Frame.smallest.width)x\(Frame.smallest.height)"
    surface.put(words, at: Point(0, 0), .text, width: surface.size.width)
  }

  private func drawMessage(into surface: inout Surface, area: Rect) {
    var right = area.right - 1
    if let company = pane?.company(facts) {
      let wide = min(TextWidth.of(company), area.width / 2)
      right -= wide
      surface.putCut(company, at: Point(right, area.y), .personOther, width: wide)
      right -= 2
    }
    var runs: [TextRun] = []
    if let marks = marked { runs += [TextRun("\(marks) marked", .accent), TextRun("    ", .text)] }
    if let underWay, facts.now - underWay.since >= 500 {
      let seconds = (facts.now - underWay.since) / 1000
      runs.append(TextRun("\(underWay.title) … \(seconds) s", .statusInfo))
    } else if let said, said.until > facts.now {
      runs.append(TextRun(said.text, said.tone.role))
      if said.undoable {
        runs += [
          TextRun("   u", .accent), TextRun(" undo", .textMuted),
          TextRun("  \((said.until - facts.now + 999) / 1000) s", .textFaint),
        ]
      }
    }
    surface.putCut(runs, at: Point(area.x + 1, area.y), width: max(0, right - area.x - 1))
  }
  private var marked: String? {
    guard let queue = pane as? QueuePane, !queue.list.marks.isEmpty else { return nil }
    return queue.list.marks.count(of: queue.list.total).map { Digits.grouped($0) } ?? "all"
  }

  private func drawFooter(into surface: inout Surface, area: Rect) {
    if let top = layers.last {
      Footer.draw(top.hints.enumerated().map { Hint($1.key, $1.word, rank: $0) }, into: &surface, area: area)
      return
    }
    guard let pane else { return }
    let bindings = keys.bindings(in: pane.contexts)
    let hints = pane.hints(facts).enumerated().compactMap { rank, command -> Hint? in
      guard let binding = bindings.first(where: { $0.command == command }) else { return nil }
      return Hint(
        binding.keys.description, BuiltInKeys.word(binding), rank: rank, isPinned: command == "help",
        isShut: pane.reason(against: command, facts) != nil)
    }
    Footer.draw(hints, into: &surface, area: area)
  }

  /// After a pause in a sequence: what may follow.
  private func drawWhichKey(into surface: inout Surface, _ frame: Frame) {
    guard reader.isPending, let since = pendingShownAt, facts.now - since >= 400, let pane else { return }
    guard let pending = reader.pending(in: pane.contexts) else { return }
    WhichKey.draw(pending, into: &surface, above: frame.message)
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
