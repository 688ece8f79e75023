import Acts
import Domain
import Operations
import Terminal

/// The form of any act, made from what the act says of its fields: live flaws at each field, texts never lost.
@MainActor enum ActForms {
  /// The form of an act, with the tickets it is about filled in where it has a field for them.
  static func layer(_ type: any Request.Type, about tickets: [Ticket.ID]) -> any Overlay {
    func make<R: Request>(_ type: R.Type) -> any Overlay {
      var texts: Texts = [:]
      for field in R.form.fields {
        if field.name == "tickets" { texts[field.name] = tickets.map(\.description) }
        if field.name == "ticket", let one = tickets.first { texts[field.name] = [one.description] }
      }
      return layer(type, texts)
    }
    return make(type)
  }
  /// The form of an act with some fields filled in.
  static func layer<R: Request>(_ type: R.Type, _ texts: Texts = [:]) -> any Overlay {
    func open<A: Act>(_: A.Type) -> any Overlay { ActFormLayer<A>(texts) }
    if let act = type as? any Act.Type { return open(act) }
    return Notice(
      R.about.title, ["This is a question, not an act: opsdeck \(R.about.noun.name) \(R.about.verb)"])
  }
}

/// A form over the view. A refusal keeps it open, with the text in it and the cursor on the field.
struct ActFormLayer<A: Act>: Overlay {
  private var form: ActForm<A>
  private var editors: [TextEditor]
  private var at = 0
  private var refusal: Refusal?
  private var isSending = false

  init(_ texts: Texts) {
    form = ActForm(texts)
    editors = A.form.fields.map { field in
      TextEditor((texts[field.name] ?? field.initial).joined(separator: field.isMany ? " " : "\n"))
    }
    at = A.form.fields.firstIndex { texts[$0.name] == nil && $0.isRequired } ?? 0
    for (index, field) in A.form.fields.enumerated() where !editors[index].isEmpty && texts[field.name] == nil
    { write(index) }
  }
  var hints: [Hint] { Hint.row([("Tab", "field"), ("Ctrl-S", "do it"), ("Esc", "leave")]) }
  private var fields: [FieldInfo] { form.fields }

  private mutating func write(_ index: Int) {
    let text = editors[index].text, field = fields[index]
    form.write(
      field.isMany
        ? text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\n" }).map(String.init)
        : text.isEmpty ? [] : [text], in: field)
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch event {
    case .paste(let text):
      editors[at].paste(
        fields[at].isProse
          ? text : text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: " "))
      write(at)
    case .key(let key):
      switch (key.code, key.modifiers) {
      case (.escape, _), (.character("c"), .control): return [.dismiss]
      case (.character("s"), .control): return send()
      case (.tab, _): move(1)
      case (.backTab, _): move(-1)
      case (.down, _) where !fields[at].isProse: move(1)
      case (.up, _) where !fields[at].isProse: move(-1)
      case (.enter, _) where !fields[at].isProse:
        if at == fields.count - 1 { return send() }
        move(1)
      case (.character(" "), []) where fields[at].isFlag:
        editors[at].replace(with: editors[at].text == "true" ? "" : "true")
        write(at)
      case (.left, _) where !choices.isEmpty, (.right, _) where !choices.isEmpty:
        pick(key.code == .right ? 1 : -1)
      default:
        let before = editors[at].version
        _ = editors[at].handle(key)
        if editors[at].version != before { write(at); refusal = nil }
      }
    default: return event.isMouse ? [] : nil
    }
    return []
  }
  private var choices: [String] { if case .choice(let words) = fields[at].kind { words } else { [] } }
  private mutating func pick(_ step: Int) {
    let words = choices, now = words.firstIndex(of: editors[at].text) ?? (step > 0 ? -1 : words.count)
    editors[at].replace(with: words[(now + step + words.count) % words.count])
    write(at)
  }
  private mutating func move(_ step: Int) {
    write(at)
    at = (at + step + fields.count) % fields.count
  }
  private mutating func send() -> [Effect] {
    for index in fields.indices { write(index) }
    switch form.reading {
    case .complete(let act):
      isSending = true
      return [.act(Order(act, slot: "form"))]
    case .flawed(let flaws):
      refusal = flaws.first
      if let name = flaws.first?.field, let place = fields.firstIndex(where: { $0.name == name }) {
        at = place
      }
      return []
    }
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    guard slot == "form" else { return [] }
    isSending = false
    switch answer {
    case .success: return [.dismiss]
    case .failure(let error):
      refusal = error as? Refusal ?? Refusal(.conflict, "\(error)")
      if let name = refusal?.field, let place = fields.firstIndex(where: { $0.name == name }) { at = place }
      return []
    }
  }

  private func height(_ index: Int) -> Int { fields[index].isProse ? 5 : 1 }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let rows = fields.indices.reduce(0) { $0 + height($1) + 1 } + 4
    let inner = Popup.draw(A.about.title, into: &surface, area: area, width: 92, height: rows)
    var y = inner.y + 1
    let label = min(16, (fields.map { TextWidth.of($0.name) }.max() ?? 8) + 2)
    // The field under the cursor stays in the sheet when it is higher than the window.
    let skipped = max(0, fields.indices.prefix(at + 1).reduce(0) { $0 + height($1) + 1 } + 3 - inner.height)
    y -= skipped
    for (index, field) in fields.enumerated() {
      let high = height(index), isHere = index == at
      if y >= inner.y, y < inner.bottom - 1 {
        Popup.put(field.name, isHere ? .textBright : .textMuted, into: &surface, at: inner.x, y, width: label)
        let box = Rect(inner.x + label, y, inner.width - label - 1, min(high, max(0, inner.bottom - 1 - y)))
        if !box.isEmpty {
          surface.fill(box, isHere ? .inputFocus : .input)
          if field.isSecret {
            surface.put(
              String(repeating: "•", count: min(box.width, editors[index].text.count)),
              at: Point(box.x, box.y), .text, width: box.width)
            if isHere { surface.cursor = Point(min(box.right - 1, box.x + editors[index].text.count), box.y) }
          } else {
            var editor = editors[index]
            editor.resize(Size(max(1, box.width), max(1, box.height)))
            editor.draw(into: &surface, area: box, hint: isHere ? field.help : "", hasFocus: isHere)
          }
        }
        let flaw = refusal?.field == field.name ? refusal : form.flaw(at: field)
        if let flaw, y + high < inner.bottom - 1 {
          Popup.put(
            (surface.theme.isASCII ? "x " : "✗ ") + flaw.description, .error, into: &surface,
            at: inner.x + label, y + high, width: inner.width - label)
        } else if isHere, !choices.isEmpty, y + high < inner.bottom - 1 {
          Popup.put(
            choices.joined(separator: "  "), .textFaint, into: &surface, at: inner.x + label, y + high,
            width: inner.width - label)
        }
      }
      y += high + 1
    }
    let foot =
      refusal.flatMap { $0.field == nil ? $0.description : nil }
      ?? (isSending ? "…" : fields.indices.contains(at) ? fields[at].help : "")
    Popup.put(
      foot, refusal?.field == nil && refusal != nil ? .error : .textMuted, into: &surface, at: inner.x,
      inner.bottom - 1, width: inner.width)
  }
  func plain(_ facts: Facts) -> [String] {
    let field = fields[at]
    let flaw = refusal ?? form.flaw(at: field)
    return [
      "\(A.about.title), field \(at + 1) of \(fields.count): \(field.name), \(field.help)", editors[at].text,
    ] + (flaw.map { [$0.description] } ?? [])
  }
}

extension FieldInfo {
  var isMany: Bool { if case .many = count { true } else { false } }
  var isProse: Bool { if case .prose = kind { true } else { false } }
}

/// Some lines to read; any of the usual keys closes it.
struct Notice: Overlay {
  let title: String, lines: [String]
  init(_ title: String, _ lines: [String]) { (self.title, self.lines) = (title, lines) }
  var hints: [Hint] { Hint.row([("Esc", "close")]) }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    if case .key = event { return [.dismiss] }
    return []
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let inner = Popup.draw(
      title, into: &surface, area: area, width: (lines.map { TextWidth.of($0) }.max() ?? 20) + 6,
      height: lines.count + 4)
    for (row, text) in lines.enumerated() {
      Popup.put(text, .text, into: &surface, at: inner.x, inner.y + 1 + row, width: inner.width)
    }
  }
  func plain(_ facts: Facts) -> [String] { [title] + lines }
}

extension Event {
  var isMouse: Bool { if case .mouse = self { true } else { false } }
}
