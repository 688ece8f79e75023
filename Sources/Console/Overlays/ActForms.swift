import Acts
import Domain
import Operations
import Terminal

/// The form of any act, made from what the act says of its fields: live flaws at each field, texts never lost.
@MainActor enum ActForms {
  /// The form of an act, with the tickets it is about filled in where it has a field for them.
  static func layer(_ type: any Act.Type, about tickets: [Ticket.ID]) -> any Overlay {
    func make<A: Act>(_ type: A.Type) -> any Overlay {
      var texts: Texts = [:]
      for field in A.form.fields {
        if field.name == "tickets" { texts[field.name] = tickets.map(\.description) }
        if field.name == "ticket", let one = tickets.first { texts[field.name] = [one.description] }
      }
      return layer(type, texts)
    }
    return make(type)
  }
  /// The form of an act with some fields filled in.
  static func layer<A: Act>(_: A.Type, _ texts: Texts = [:]) -> any Overlay { ActFormLayer<A>(texts) }
}

/// A form over the view. A refusal keeps it open, with the text in it and the cursor on the field.
struct ActFormLayer<A: Act>: Overlay {
  private var form: ActForm<A>
  private var view: FormView
  /// Why the act was refused, where it is not about one field.
  private var trouble: String?
  private var isSending = false
  /// What its fields may name, by noun.
  private var names: [String: [PickerItem]] = [:]

  init(_ texts: Texts) {
    let fields = A.form.fields
    form = ActForm(texts)
    let shown = fields.map { ($0.name, texts[$0.name] ?? $0.initial) }
    view = FormView(fields.map(FormField.init), texts: Dictionary(uniqueKeysWithValues: shown))
    if let first = fields.first(where: { texts[$0.name] == nil && $0.isRequired }) {
      view.focus(on: first.name)
    }
    read()
  }
  var hints: [Hint] { view.hints }

  mutating func appear(_ facts: Facts) -> [Effect] {
    let nouns = FormNames.nouns(of: form.fields)
    return nouns.isEmpty ? [] : [.read(Ask("names") { desk in try FormNames.read(nouns, desk) })]
  }

  /// Takes what the fields hold, and tells the form what is wrong with it.
  private mutating func read() {
    let texts = view.texts
    for field in form.fields {
      let text = texts[field.name] ?? []
      form.write(field.isFlag && text != ["true"] ? [] : text, in: field)
    }
    if case .flawed(let flaws) = form.reading {
      view.setFlaws(flaws.map { ($0.field ?? "", $0.description) })
    } else {
      view.setFlaws([])
    }
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    let fields = areas(Rect(facts.size).forLayers).fields
    switch view.handle(event, in: fields) {
    case .changed(let id):
      trouble = nil
      read()
      offer(id)
    case .submitted: return send()
    case .refused(let reason): trouble = reason
    case .edit(let id): return [.edit((view.texts[id] ?? []).joined(separator: "\n"), slot: "text of \(id)")]
    case .close: return [.dismiss]
    case .none, .preview, .help: break
    }
    return []
  }
  /// What may be named in a field, as far as its last word is typed.
  private mutating func offer(_ id: String) {
    guard let field = form.fields.first(where: { $0.name == id }), let noun = FormNames.noun(of: field) else {
      return
    }
    view.setSuggestions(FormNames.fitting(view.texts[id]?.last ?? "", in: names[noun] ?? []), for: id)
  }
  private mutating func send() -> [Effect] {
    guard !isSending, case .complete(let act) = form.reading else { return [] }
    (isSending, trouble) = (true, nil)
    return [.act(Order(act, slot: "form"))]
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    if slot == "names" {
      // Without them one types on.
      if case .success(let found as [String: [PickerItem]]) = answer { names = found }
      return []
    }
    if slot.hasPrefix("text of ") {
      if case .success(let text as String) = answer { view.setTexts([text], of: String(slot.dropFirst(8))) }
      read()
      return []
    }
    guard slot == "form" else { return [] }
    isSending = false
    guard case .failure(let error) = answer else { return [.dismiss] }
    if let refusal = error as? Refusal, let field = refusal.field,
      form.fields.contains(where: { $0.name == field })
    {
      view.setFlaws([(field, refusal.description)])
      view.focus(on: field)
    } else {
      trouble = "\(error)"
    }
    return []
  }

  private func areas(_ area: Rect) -> (frame: Rect, fields: Rect, foot: Rect) {
    let offers = FormNames.nouns(of: form.fields).isEmpty ? 0 : FormView.suggestionRows
    let rows = max(3, view.height + offers + 1)
    let frame = Popup.place(Size(92, rows + 3), in: area, standing: .upper)
    let (foot, rest) = frame.inset(2, 1).cutBottom(1)
    return (frame, rest.cutTop(rest.height > view.height + offers ? 1 : 0).rest, foot)
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let (frame, fields, foot) = areas(area.forLayers)
    Popup.draw(A.about.title, into: &surface, area: frame)
    if form.fields.isEmpty {
      surface.putCut(A.about.help, at: Point(fields.x, fields.y), .text, width: fields.width)
    }
    view.draw(into: &surface, area: fields)
    let words = trouble ?? (isSending ? "under way" : view.beyond(in: fields) ?? "")
    surface.putCut(words, at: Point(foot.x, foot.y), trouble == nil ? .textMuted : .error, width: foot.width)
  }
  func plain(_ facts: Facts) -> [String] { [A.about.title] + (trouble.map { [$0] } ?? []) + view.plain }
}

extension FormField {
  /// A field as the act describes it.
  init(_ field: FieldInfo) {
    let kind: FormFieldKind =
      switch field.kind {
      case .prose: .prose(rows: 5)
      case .flag: .flag
      case .number: .number
      case .date: .date
      case .secret: .secret
      case .choice(let words) where !field.isMany: .choice(words)
      case .line, .money, .choice, .reference: .line
      }
    let isOffered = !FormNames.nouns(of: [field]).isEmpty
    self.init(
      field.name, field.name, kind, help: field.help, isRequired: field.isRequired,
      takesSeveral: field.isMany,
      hint: isOffered ? field.isRequired ? "needed, type to find" : "type to find" : nil)
  }
}
extension FieldInfo {
  fileprivate var isMany: Bool { if case .many = count { true } else { false } }
}
