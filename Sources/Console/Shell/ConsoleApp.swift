import Acts
public import Domain
import FoundationEssentials
import Operations
public import Store
public import Terminal

/// The console on a terminal: the shell, its clock, its store and the screen, until somebody leaves.
///
/// The first frame is drawn before anything slow is touched; what the store answers later fills in.
@MainActor public final class ConsoleApp {
  /// What the executable found out before the console starts.
  public struct Options {
    /// A time zone by its name, for the clock of a customer.
    public var zoneNamed: @Sendable (String) -> (any ZoneRules)? = { _ in nil }
    /// Where the operator's own choices are kept, such as columns; nil: they end with the console.
    public var habits: String?
    /// The store, open.
    public var database: Database
    /// What the bar calls it, and whether it is a demo.
    public var storeName: String, isDemo: Bool
    /// Who sits here. On a real store somebody who has logged in, with the session.
    public var actor: Agent, session: Session.ID?, address: String
    /// The look.
    public var theme: ThemeDefinition
    /// The keys, with what a user's file changed.
    public var keys: KeyMap
    /// The operator's time zone.
    public var zone: any ZoneRules
    /// How the terminal is used.
    public var terminal: TerminalSession.Options
    /// Read aloud instead of drawn.
    public var isPlain: Bool
    /// What was wrong with configuration, theme or key map: said once, nothing is stopped by it.
    public var troubles: [String]
    /// The environment of the process.
    public var environment: [String: String]
    /// What time it is.
    public var clock: @Sendable () -> Instant

    /// Options for a store and an operator; the rest as it comes.
    public init(
      database: Database, storeName: String, isDemo: Bool, actor: Agent, session: Session.ID? = nil,
      address: String = "",
      environment: [String: String], clock: @escaping @Sendable () -> Instant
    ) {
      (self.database, self.storeName, self.isDemo, self.actor) = (database, storeName, isDemo, actor)
      (self.session, self.address, self.environment, self.clock) = (session, address, environment, clock)
      (theme, keys, zone) = (.defaultDark, ConsoleApp.builtInKeys, FixedZone.utc)
      (terminal, isPlain, troubles) = (TerminalSession.Options(program: "opsdeck"), false, [])
    }
  }
  /// The key map as it comes.
  public static nonisolated var builtInKeys: KeyMap { BuiltInKeys.map }

  private let options: Options
  private let loop: EventLoop
  private let shell: Shell
  private let executor: ThreadedExecutor
  private let theme: Theme
  private var marks: ChangeMarks
  /// The frame before: what did not change is taken from it.
  private var drawn: Surface
  private var isDirty = true
  private var hasFocus = true
  /// Looks at the store since memory was given back, and whether anything was drawn since.
  private var looks = 0, wasUsed = false
  /// Looks at the store since anything was typed.
  private var restful = 0
  private var timer: (id: Int, at: Instant)?
  /// When the notices were counted last.
  private var heard = Instant.epoch
  /// Milliseconds since the last frame in which keys waited for answers; a burst of keys waits no longer than `patience`.
  private var settled = 0
  private static let patience = 60

  /// Runs the console until it is left.
  /// - Returns: how it ended.
  /// - Throws: `TerminalTrouble` when this terminal cannot show it, a store's trouble when it cannot be read.
  public static func run(_ options: Options) throws -> EventLoop.Ending {
    let session = try TerminalSession(options.terminal, environment: options.environment)
    do {
      let app = try ConsoleApp(options, on: session)
      return app.run()
    } catch {
      session.leave()
      throw error
    }
  }

  private init(_ options: Options, on session: TerminalSession) throws {
    self.options = options
    theme = Theme(options.theme, depth: session.colors.depth, ascii: session.isASCII)
    drawn = Surface(Size(0, 0), theme: theme)
    let loop = EventLoop(session)
    self.loop = loop
    let desk = ConsoleApp.desk(options)
    let mailbox = loop.mailbox, emptier = Emptier()
    executor = ThreadedExecutor(desk) { mailbox.post { emptier.empty() } }
    emptier.executor = executor
    let habits = ConsoleApp.habits(options)
    let (directory, marks, view, unread, mail) = try options.database.read { store in
      (
        try store.directory(), try store.changeMarks(),
        try ConsoleApp.firstView(options.actor, in: store, habits),
        try store.unreadNotices(of: options.actor.id, at: options.clock(), limit: Bell.most),
        try? store.mailSettings.mode
      )
    }
    shell = Shell(
      executor: executor, me: options.actor, directory: directory, zone: options.zone, size: session.size,
      setting: ConsoleApp.setting(options), keys: options.keys,
      clock: options.clock)
    self.marks = marks
    shell.facts.habits = habits
    shell.learn(unread: unread, mail: mail)
    shell.open(view)
    if let trouble = options.troubles.first {
      shell.say(
        trouble
          + (options.troubles.count > 1 ? "  (\(options.troubles.count - 1) more: opsdeck doctor)" : ""),
        .warn)
    }
  }
  static func desk(_ options: Options) -> Desk {
    let (actor, session, address, zone, clock) = (
      options.actor, options.session, options.address, options.zone, options.clock
    )
    var desk = Desk(database: options.database, pipeline: Pipeline(database: options.database)) {
      Context(actor: actor, door: .console, session: session, address: address, now: clock(), zone: zone)
    }
    desk.zoneNamed = options.zoneNamed
    return desk
  }
  /// The first of the operator's views, or all active tickets where there is none.
  static func firstView(
    _ actor: Agent, in store: ReadTransaction, _ habits: Habits
  ) throws -> QueuePane {
    try QueuePane.opening(store.savedViews(for: actor).first, habits)
  }
  static func setting(_ options: Options) -> Shell.Setting {
    Shell.Setting(
      store: options.storeName, isDemo: options.isDemo, isReadOnly: options.database.mode == .readOnly)
  }
  static func habits(_ options: Options) -> Habits {
    options.habits.map { HabitsFile(path: $0).read() } ?? Habits()
  }

  private func run() -> EventLoop.Ending {
    loop.onEvent = { [weak self] event in self?.take(event) }
    loop.draw = { [weak self] in self?.frame() }
    loop.onCannotStop = { [weak self] in self?.shell.say("There is no shell to go back to.", .plain) }
    poll()
    loop.after(50) { [weak self] in
      guard let self else { return }
      executor.prepareReading()
      if options.database.mode != .readOnly { executor.prepareWriting() }
    }
    let ending = loop.run()
    shell.keepUnsaved()
    executor.settle(milliseconds: 2000)
    return ending
  }

  // MARK: events

  private func take(_ event: Event) {
    (isDirty, restful) = (true, 0)
    if case .focus(let focus) = event { hasFocus = focus }
    if case .key = event, settled < Self.patience { settled += executor.settleReads(milliseconds: 6) }
    shell.handle(event)
    if shell.undrawnLayer { loop.dropTypeAhead() }
    settleOutbound()
  }
  private func settleOutbound() {
    let outbound = shell.outbound
    shell.outbound = []
    for one in outbound {
      switch one {
      case .copy(let text):
        if !loop.session.copy(Clean.text(text)) {
          shell.say("This terminal takes no copies, or the text is too long.", .warn)
        }
      case .keep(let habits):
        if let path = options.habits, !HabitsFile(path: path).write(habits) {
          shell.say("The columns hold until you leave: \(path) cannot be written.", .warn)
        }
      case .suspend: loop.suspend()
      case .redraw: loop.session.repaint()
      case .lock:
        shell.push(
          LockOverlay(
            isDemo: options.isDemo, me: options.actor, isReadOnly: options.database.mode == .readOnly))
      case .edit(let text, let slot, let view): edit(text, slot: slot, view: view)
      }
    }
    if shell.isLeaving { loop.finish() }
  }
  /// Hands a text to the editor in a file that only the operator can read, and takes it back.
  private func edit(_ text: String, slot: String, view: Int) {
    do {
      let file = try PrivateFile(text)
      defer { file.remove() }
      switch loop.edit(file.path, environment: options.environment) {
      case .done: shell.edited(try file.read(), slot: slot, view: view)
      case .failed(let status):
        shell.say("The editor ended with status \(status); the text is as it was.", .warn)
      case .missing(let name):
        shell.say("There is no program “\(name)”. Set EDITOR to one that is there.", .bad)
      }
    } catch { shell.say(error) }
  }

  // MARK: drawing

  private func frame() -> Surface? {
    shell.settle()
    settled = 0
    // What the store answers within these milliseconds is in the same frame as the key.
    executor.settle(milliseconds: 6)
    settleOutbound()
    schedule()
    guard isDirty || executor.hasDelivered else { return nil }
    (isDirty, executor.hasDelivered, wasUsed) = (false, false, true)
    var surface = drawn
    // Only one of the two may hold the cells while they are written.
    drawn = Surface(Size(0, 0), theme: theme)
    if surface.size == loop.session.size {
      surface.startFrame()
    } else {
      surface = Surface(loop.session.size, theme: theme)
    }
    if options.isPlain { shell.drawPlain(into: &surface) } else { shell.draw(into: &surface) }
    shell.shown()
    drawn = surface
    return surface
  }
  /// Sets the timer for whatever is due next in the shell.
  private func schedule() {
    guard let at = shell.wakesAt else { return }
    if let timer, timer.at == at { return }
    if let timer { loop.cancel(timer.id) }
    let wait = Int(max(0, min(at - options.clock(), .minutes(1)))) + 1
    timer = (loop.after(wait) { [weak self] in self?.wake() }, at)
  }
  private func wake() {
    timer = nil
    isDirty = true
    shell.tick()
    settleOutbound()
  }

  // MARK: what others do

  /// Looks for changes four times a second at work, twice while nobody types, once without the focus. Of what a look
  /// costs nine tenths are waking up.
  private func poll() {
    restful += 1
    loop.after(hasFocus ? (restful < 20 ? 250 : 500) : 1000) { [weak self] in
      self?.look()
      self?.giveBack()
      self?.poll()
    }
  }
  /// Every second in which something was drawn: what a long text or a wide search needed for a moment is not kept.
  private func giveBack() {
    looks += 1
    guard wasUsed, looks >= (hasFocus && restful < 20 ? 4 : 1) else { return }
    (looks, wasUsed) = (0, false)
    Footprint.giveBack()
  }
  private func look() {
    guard let now = try? options.database.marks() else { return }
    let moved = now.areas(movedSince: marks)
    // What came in quiet hours counts from a minute on.
    if moved.contains(.notices) || options.clock() - heard >= .minutes(1) { listen() }
    guard !moved.isEmpty else { return }
    marks = now
    isDirty = true
    if moved.contains(.access) { shell.learn(directory: try? options.database.read { try $0.directory() }) }
    if moved.contains(.settings) {
      shell.learn(mail: try? options.database.read { try $0.mailSettings.mode })
    }
    if moved.contains(.presence) {
      let since = options.clock() - Presence.lifetime
      shell.learn(presence: try? options.database.read { try $0.presence(since: since) })
    }
    // How the jobs stand, and what one is told, are on no screen but their own.
    let elsewhere: Set<ChangeMarks.Area> =
      shell.pane is NoticesPane ? [.presence, .jobs] : [.presence, .jobs, .notices]
    if !moved.isSubset(of: elsewhere) { shell.refresh() }
  }
  private func listen() {
    heard = options.clock()
    guard
      let unread = try? options.database.read({
        try $0.unreadNotices(of: options.actor.id, at: heard, limit: Bell.most)
      }), unread != shell.facts.unread
    else { return }
    shell.learn(unread: unread)
    isDirty = true
  }
}

/// Empties the executor's letter box on the main actor; made before the executor, which needs it.
@MainActor private final class Emptier {
  weak var executor: ThreadedExecutor?
  nonisolated init() {}
  func empty() { executor?.empty() }
}
