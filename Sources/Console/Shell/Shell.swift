import Domain
import Terminal

/// What the console is besides its views: which are open, what lies over them, what was said last.
///
/// Events come in by `handle`, answers by the executor; `draw` changes nothing. Everything a view wants done it
/// returns as ``Effect``s, so a test can press keys and look at the frame without a terminal.
@MainActor final class Shell {
  /// Where the console works, for the status bar.
  struct Setting: Sendable {
    /// What the bar calls the store: `demo store`, `prod`.
    var store: String
    /// The demo store says so in another colour.
    var isDemo: Bool
    /// Nothing can be changed in it from here; it says so all the time.
    var isReadOnly: Bool
    /// What becomes of mail.
    var mail: MailMode
    /// Makes a setting.
    init(store: String, isDemo: Bool, isReadOnly: Bool = false, mail: MailMode = .live) {
      (self.store, self.isDemo, self.isReadOnly, self.mail) = (store, isDemo, isReadOnly, mail)
    }
  }
  /// A view with the number its answers come back under.
  struct Open {
    let number: Int
    var pane: any Pane
  }

  let executor: any Executor
  let clock: @Sendable () -> Instant
  var setting: Setting
  var keys: KeyMap
  var reader: KeyReader
  var facts: Facts
  var views: [Open] = []
  var current = 0
  var layers: [any Overlay] = []
  var layerNumber = 0
  /// Layers are shown before they take keys: what was typed before that is dropped.
  var undrawnLayer = false
  var said: Said?
  var underWay: Work?
  var lastOrder: (@Sendable ([Ticket.ID]) -> Order)?
  var asked: [String: Int] = [:]
  var questions = 0
  var pendingShownAt: Instant?
  /// Set when the console should end.
  private(set) var isLeaving = false
  /// What the program around it must do after this event: things a terminal is needed for.
  var outbound: [Outbound] = []
  private var lastLeave: (key: String, at: Instant)?
  private var lastClose: Instant?
  private var numbers = 0

  /// What needs the real terminal.
  enum Outbound: Sendable {
    case copy(String), suspend, redraw, lock, keep(Habits)
    case edit(String, slot: String, view: Int)
  }
  /// The sentence in the message line.
  struct Said {
    var text: String, tone: Tone, until: Instant
    /// Set when `u` takes back what it tells of.
    var undoable = false
    /// As it is shown, with the key and the time that is left to take it back.
    var toast: Toast {
      Toast(text, tone.role, until: until.milliseconds, undoKey: undoable ? "u" : nil)
    }
  }
  /// An act that has not answered yet.
  struct Work {
    var title: String, since: Instant
    var progress: Progress?
  }

  /// Makes a console that shows nothing yet; `open` its first view.
  init(
    executor: any Executor, me: Agent, directory: Directory, zone: any ZoneRules, size: Size,
    setting: Setting,
    keys: KeyMap, clock: @escaping @Sendable () -> Instant
  ) {
    (self.executor, self.clock, self.setting, self.keys) = (executor, clock, setting, keys)
    reader = KeyReader(keys)
    facts = Facts(now: clock(), zone: zone, me: me, directory: directory, size: size, presence: [])
    facts.isReadOnly = setting.isReadOnly
  }

  /// The view on top.
  var pane: (any Pane)? { views.indices.contains(current) ? views[current].pane : nil }

  /// The tickets an act from here applies to.
  var subjects: [Ticket.ID] { pane?.subjects ?? [] }

  // MARK: views

  /// Opens a view, or goes to the one that shows the same.
  func open(_ pane: any Pane) {
    if let place = views.firstIndex(where: { $0.pane.name == pane.name }), place == current {
      return
    }
    if current + 1 < views.count { views.removeSubrange((current + 1)...) }
    numbers += 1
    views.append(Open(number: numbers, pane: pane))
    current = views.count - 1
    appear()
  }
  func closeView() {
    guard views.count > 1, current > 0 else {
      // To close the last view is to leave. Who closed views just now may have pressed once too often.
      if let lastClose, clock() - lastClose < 2000 { leave(onSecond: "q") } else { leave() }
      return
    }
    lastClose = clock()
    if let unsaved = views[current].pane.unsaved { say(unsaved, .plain) }
    let left = views.remove(at: current)
    current -= 1
    follow(left.pane)
    appear()
  }
  func go(by step: Int) {
    let wanted = current + step
    guard views.indices.contains(wanted) else {
      say(step < 0 ? "Nothing further back." : "Nothing further ahead.", .plain)
      return
    }
    let left = views[current].pane
    current = wanted
    follow(left)
    appear()
  }
  /// Who went through tickets with J and K comes back to the list at the last of them.
  private func follow(_ left: any Pane) {
    guard let ticket = left as? TicketPane, ticket.hasMoved, views[current].pane is QueuePane else { return }
    select(ticket.id)
  }
  private func appear() {
    refreshFacts()
    run(views[current].pane.appear(facts), for: views[current].number)
  }

  // MARK: words

  func say(_ text: String, _ tone: Tone, undoable: Bool = false) {
    let seconds = undoable ? 30 : tone == .bad ? 20 : 8
    said = Said(text: text, tone: tone, until: clock() + .seconds(seconds), undoable: undoable)
  }
  func say(_ error: any Error) {
    if let refusal = error as? Refusal {
      say(refusal.description, .bad)
    } else {
      say("\(error)", .bad)
    }
  }

  func refreshFacts() { facts.now = clock() }

  /// Ends the console at the next turn.
  func leave() { isLeaving = true }
  /// The first time it only says so; the same key again within two seconds leaves. Drafts are kept either way.
  func leave(onSecond key: String) {
    let now = clock()
    if let last = lastLeave, last.key == key, now - last.at < 2000 {
      leave()
      return
    }
    lastLeave = (key, now)
    say("\(key) once more leaves.", .plain)
  }

  // MARK: time

  /// When the shell must be woken although nothing happens: a countdown, a message that ends, a pane's own time.
  var wakesAt: Instant? {
    var times: [Instant] = []
    if let said { times.append(said.undoable ? nextSecond : said.until) }
    if underWay != nil { times.append(nextSecond) }
    if reader.isPending { times.append((pendingShownAt ?? facts.now) + 400) }
    if let mine = pane?.wakesAt(facts) { times.append(mine) }
    times.append(nextMinute)
    return times.min()
  }
  private var nextSecond: Instant {
    Instant(milliseconds: (facts.now.milliseconds / 1000 + 1) * 1000)
  }
  private var nextMinute: Instant {
    Instant(milliseconds: (facts.now.milliseconds / 60_000 + 1) * 60_000)
  }
  /// Time passed.
  func tick() {
    refreshFacts()
    if let end = said?.until, end <= facts.now { said = nil }
    guard views.indices.contains(current) else { return }
    run(views[current].pane.tick(facts), for: views[current].number)
  }
  /// The store changed; the view on top reads what it shows, the others when they come back.
  func refresh() {
    refreshFacts()
    guard views.indices.contains(current) else { return }
    run(views[current].pane.refresh(facts), for: views[current].number)
  }
  /// Lets every view keep what is half written in it; the console ends.
  func keepUnsaved() {
    refreshFacts()
    for place in views.indices {
      run(views[place].pane.leaving(facts), for: views[place].number)
    }
  }
  /// New directory, presence, notices and mode of mail, from the app around.
  func learn(
    directory: Directory? = nil, presence: [Presence]? = nil, unread: Int? = nil, mail: MailMode? = nil
  ) {
    if let mail { setting.mail = mail }
    if let unread { facts.unread = unread }
    if let directory { facts.directory = directory }
    if let presence { facts.presence = presence }
  }
}
