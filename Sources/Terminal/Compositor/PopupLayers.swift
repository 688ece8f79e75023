/// A dialog as a layer: input from before it was seen is dropped, everything else stays with it until it is answered.
public struct DialogLayer<Message: Sendable>: Layer {
  /// The question.
  public var dialog: Dialog
  /// What it must not hide, in cells of the screen.
  public var avoided: Rect?
  private let answer: @Sendable (Dialog.Outcome) -> [Message]

  /// Makes a layer.
  /// - Parameter answer: what the owner is told for a pressed button, a refusal or a cancel.
  public init(
    _ dialog: Dialog, avoiding avoided: Rect? = nil, answer: @escaping @Sendable (Dialog.Outcome) -> [Message]
  ) {
    (self.dialog, self.avoided, self.answer) = (dialog, avoided, answer)
  }
  /// A slip over a slow line must not confirm.
  public var dropsEarlyInput: Bool { true }
  /// Closes when a button was pressed or nothing is to happen.
  public mutating func handle(_ event: Event, in area: Rect) -> Reaction<Message> {
    guard event.isInput else { return .ignored }
    switch dialog.handle(event, in: area, avoiding: avoided) {
    case .none: return .consumed
    case .refused(let reason):
      dialog.flaw = reason
      return Reaction(answer(.refused(reason)))
    case let outcome: return Reaction(answer(outcome), change: .close)
    }
  }
  /// Draws the dialog.
  public func draw(into surface: inout Surface, area: Rect) {
    dialog.draw(into: &surface, area: area, avoiding: avoided)
  }
  /// The question in words.
  public var plain: [String] { dialog.plain }
}

/// A picker as a layer: it closes when something was chosen or nothing is to be.
public struct PickerLayer<Message: Sendable>: Layer {
  /// The list.
  public var picker: Picker
  /// What it must not hide, in cells of the screen.
  public var avoided: Rect?
  private let answer: @Sendable (PickerOutcome) -> [Message]

  /// Makes a layer.
  /// - Parameter answer: what the owner is told for each outcome but `none`.
  public init(
    _ picker: Picker, avoiding avoided: Rect? = nil, answer: @escaping @Sendable (PickerOutcome) -> [Message]
  ) {
    (self.picker, self.avoided, self.answer) = (picker, avoided, answer)
  }
  /// Takes all input while it is open.
  public mutating func handle(_ event: Event, in area: Rect) -> Reaction<Message> {
    guard event.isInput else { return .ignored }
    let outcome = picker.handle(event, in: area, avoiding: avoided)
    switch outcome {
    case .none: return .consumed
    case .changed, .refused: return Reaction(answer(outcome))
    case .picked, .created, .close: return Reaction(answer(outcome), change: .close)
    }
  }
  /// Draws the picker.
  public func draw(into surface: inout Surface, area: Rect) {
    picker.draw(into: &surface, area: area, avoiding: avoided)
  }
  /// The items in words.
  public var plain: [String] { picker.plain }
}
