import Domain
import Terminal

/// What every view may know while it handles or draws: values only, made by the shell for each frame.
struct Facts: Sendable {
  /// Now, and how instants are told in the operator's zone.
  var now: Instant, zone: any ZoneRules
  /// Who sits here.
  var me: Agent
  /// All agents and teams.
  var directory: Directory
  /// The window.
  var size: Size
  /// What is shown for which ticket by others: who reads, who writes.
  var presence: [Presence]
  /// How many notices the operator has not read, counted up to ``Bell/most``.
  var unread = 0
  /// The store may only be looked at.
  var isReadOnly = false
  /// What the operator chose and finds again.
  var habits = Habits()
  /// What was typed and done in this session, by what it was for, the latest last: for Ctrl-R and the palette.
  var earlier: [String: [String]] = [:]
}

/// A view of the stack: a value with state, commands, and a drawing that is a function of both.
@MainActor protocol Pane {
  /// The key map's contexts, outermost last, such as `["queue", "list", "global"]`.
  var contexts: [String] { get }
  /// What the breadcrumb says.
  var title: String { get }
  /// Two views with the same name show the same thing; opening one goes to the other.
  var name: String { get }
  /// The tickets an act would apply to, the focused one last resort.
  var subjects: [Ticket.ID] { get }
  /// Called once when it is put on the stack and whenever it comes back to the top.
  mutating func appear(_ facts: Facts) -> [Effect]
  /// A command from a key, the palette or the mouse.
  mutating func handle(_ command: String, count: Int?, _ facts: Facts) -> [Effect]?
  /// A key or paste the key map does not know: typing. Nil: not taken.
  mutating func type(_ event: Event, _ facts: Facts) -> [Effect]?
  /// An answer, or the refusal, of a question asked under that slot.
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  /// The store's areas changed; the pane reads anew what it shows.
  mutating func refresh(_ facts: Facts) -> [Effect]
  /// Time passed; called at most once a second and when `wakesAt` is reached.
  mutating func tick(_ facts: Facts) -> [Effect]
  /// When the pane wants its next tick; nil if nothing in it changes with time.
  func wakesAt(_ facts: Facts) -> Instant?
  /// Why this command is shut now, for the footer, help and the palette; nil: it is open.
  func reason(against command: String, _ facts: Facts) -> String?
  /// Which of some commands are shut now, for the footer.
  func areShut(_ commands: [String], _ facts: Facts) -> [Bool]
  /// Keys for the footer, most used first.
  func hints(_ facts: Facts) -> [String]
  /// The line under the top bar, drawn by the pane.
  func drawCrumb(into surface: inout Surface, area: Rect, _ facts: Facts)
  /// The content.
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts)
  /// The right end of the message line: who else is here.
  func company(_ facts: Facts) -> String?
  /// A click or the wheel in the content.
  mutating func mouse(_ mouse: Mouse, area: Rect, _ facts: Facts) -> [Effect]
  /// The content read out, one thing a line, for `--plain`.
  func plain(_ facts: Facts) -> [String]
  /// Where in those lines (column and line) the focus is, for the cursor of a screen reader; nil: after the status.
  func plainFocus(_ facts: Facts) -> Point?
  /// Text that would be lost; asked before leaving.
  var unsaved: String? { get }
  /// The console ends, by whatever cause: what must be kept is returned as effects, which are waited for.
  mutating func leaving(_ facts: Facts) -> [Effect]
  /// Keys are text now: digits are no counts.
  var isTyping: Bool { get }
}

extension Pane {
  var subjects: [Ticket.ID] { [] }
  mutating func appear(_ facts: Facts) -> [Effect] { [] }
  mutating func type(_ event: Event, _ facts: Facts) -> [Effect]? { nil }
  mutating func receive(
    _ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts
  ) -> [Effect] { [] }
  mutating func refresh(_ facts: Facts) -> [Effect] { [] }
  mutating func tick(_ facts: Facts) -> [Effect] { [] }
  func wakesAt(_ facts: Facts) -> Instant? { nil }
  func reason(against command: String, _ facts: Facts) -> String? { nil }
  func areShut(_ commands: [String], _ facts: Facts) -> [Bool] {
    commands.map { reason(against: $0, facts) != nil }
  }
  func company(_ facts: Facts) -> String? { nil }
  mutating func mouse(_ mouse: Mouse, area: Rect, _ facts: Facts) -> [Effect] { [] }
  func plainFocus(_ facts: Facts) -> Point? { nil }
  var unsaved: String? { nil }
  mutating func leaving(_ facts: Facts) -> [Effect] { [] }
  var isTyping: Bool { false }
}

/// Something over the view that takes keys first: a picker, a dialog, a form, the palette, help.
@MainActor protocol Overlay {
  /// Called once when it is put on top.
  mutating func appear(_ facts: Facts) -> [Effect]
  /// Takes the event, or nil to let it fall through.
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]?
  /// Called before each frame: the place for what is asked once a frame and not once a key, however fast one types.
  mutating func settle(_ facts: Facts) -> [Effect]
  /// An answer to a question of this layer.
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  /// Draws itself over the whole window; `cursor` is set where it types.
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts)
  /// Hints for the footer while it is on top.
  var hints: [Hint] { get }
  /// Read out for `--plain`.
  func plain(_ facts: Facts) -> [String]
  /// What was typed before it was seen must not answer it. Where one only looks for something, typing ahead is fine.
  var dropsTypeAhead: Bool { get }
}

extension Overlay {
  var dropsTypeAhead: Bool { false }
  mutating func settle(_ facts: Facts) -> [Effect] { [] }
  mutating func appear(_ facts: Facts) -> [Effect] { [] }
  mutating func receive(
    _ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts
  ) -> [Effect] { [] }
}
