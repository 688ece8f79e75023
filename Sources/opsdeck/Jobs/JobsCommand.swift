import Acts
import ArgumentParser
import Domain
import Glibc
import Jobs
import Operations
import Store

/// `opsdeck jobs …`: what runs without anybody asking.
struct JobsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Jobs.name, abstract: Jobs.help,
      discussion: """
        One process leads the jobs of a store, however many run; another takes over within a second when it ends.

        Examples:
          opsdeck jobs run
          opsdeck jobs status
          opsdeck jobs once backup
        """,
      subcommands: [Run.self, Once.self] + NounCommand<Jobs>.configuration.subcommands)
  }
}

extension JobsCommand {
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Runs the jobs until it is stopped.",
      discussion: """
        Waits for its turn while another process leads them. Each run is told as a line; under systemd it says when it
        is ready and that it is alive (see data/systemd/opsdeck-jobs.service). Ends by SIGTERM or Ctrl-C after the step
        that is at hand; what was half done is taken up by the next one.

        Examples:
          opsdeck jobs run
          opsdeck jobs run --store /var/lib/opsdeck/desk.opsdeck --json
        """)
    @OptionGroup var place: StoreOption
    @OptionGroup var printing: PrintOptions

    func run() throws {
      let open = try OpenStore(place.store)
      defer { open.database.close() }
      let log = JobLog(try Printer(printing)), keeper = Keeper()
      let world = JobWorld.make(keeper: keeper, tell: log.tell)
      keeper.tell("READY=1\nSTATUS=waits for its turn")
      try JobLoop(open.database, world: world).run()
      keeper.tell("STOPPING=1")
      log.say("ends")
    }
  }

  struct Once: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "once", abstract: "Runs one job now.",
      discussion: """
        Whether it is due or not. Where another process leads the jobs, ask that one: opsdeck jobs ask JOB.

        Examples:
          opsdeck jobs once backup
          opsdeck jobs once wake --json
        """)
    @Argument(
      help: ArgumentHelp(
        "Which job: \(HouseJob.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "job"),
      completion: .list(HouseJob.allCases.map(\.rawValue)))
    var job: String
    @OptionGroup var place: StoreOption
    @OptionGroup var printing: PrintOptions

    struct Answer: Encodable {
      let job: String, outcome: String, handled: Int, duration: Int64, trouble: String?
    }
    func run() throws {
      guard let job = try? HouseJob(text: self.job) else {
        let names = HouseJob.allCases.map(\.rawValue)
        throw Complaint(
          .usage, "There is no job “\(self.job)”.",
          suggestion(for: self.job, among: names).map { "Did you mean \($0)?" }
            ?? "There are: \(names.joined(separator: ", ")).")
      }
      let open = try OpenStore(place.store)
      defer { open.database.close() }
      let world = JobWorld.make(keeper: Keeper(), tell: { _ in })
      guard let state = try JobLoop(open.database, world: world).once(job.rawValue) else {
        let leader = try open.database.read { try $0.jobLeader() }
        throw Complaint(
          .failed, "Another process leads the jobs\(leader.map { ": \($0.process) on \($0.host)" } ?? "").",
          "Ask it: opsdeck jobs ask \(job.rawValue).")
      }
      let printer = try Printer(printing)
      if printer.isJSON {
        try printer.json(
          Answer(
            job: state.name, outcome: state.outcome?.rawValue ?? "", handled: state.handled,
            duration: state.duration, trouble: state.trouble))
      } else if state.outcome == .done {
        printer.say("\(state.name) is done; it handled \(state.handled), in \(state.duration) ms.")
      }
      if let trouble = state.trouble, state.outcome == .failed {
        throw Complaint(.failed, "\(state.name) failed: \(trouble)", "It is tried again when the jobs run.")
      }
    }
  }
}

/// The real world for the jobs: this machine's clocks, its name, and signals that end the waiting.
enum JobWorld {
  static func make(keeper: Keeper, tell: @escaping (JobNews) -> Void) -> JobLoop.World {
    Ending.watch()
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, 255)
    let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var world = JobLoop.World(
      clock: { Clock.now }, steady: { Int64(Clock.steady * 1000) }, zone: Zone.here, host: host,
      process: Int(getpid()),
      wait: { milliseconds in
        keeper.tell("WATCHDOG=1")
        return Ending.wait(milliseconds)
      },
      mayGoOn: {
        keeper.tell("WATCHDOG=1")
        return !Ending.isAsked
      },
      tell: { news in
        if case .leads = news { keeper.tell("STATUS=leads the jobs") }
        if case .deposed = news { keeper.tell("STATUS=waits for its turn") }
        tell(news)
      })
    if let words = Config.load(Places()).config.sendmail { world.sendmail = words }
    return world
  }
}

/// SIGTERM, SIGINT and SIGHUP end the jobs after the step that is at hand.
private enum Ending {
  // Set once before the handler, which may do nothing but write to it.
  nonisolated(unsafe) private static var ends: (read: Int32, write: Int32) = (-1, -1)

  static func watch() {
    guard ends.read < 0 else { return }
    var both: [Int32] = [-1, -1]
    guard pipe(&both) == 0 else { return }
    for end in both {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    ends = (both[0], both[1])
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, handler) }
  }
  private static let handler: @convention(c) (Int32) -> Void = { _ in
    var byte: UInt8 = 1
    _ = write(Ending.ends.write, &byte, 1)
  }
  static var isAsked: Bool { !wait(0) }
  /// Sleeps; false when the process was asked to end. The byte stays, so that every later question hears the same.
  static func wait(_ milliseconds: Int64) -> Bool {
    var entry = pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)
    let steady = Clock.steady + Double(milliseconds) / 1000
    var left = milliseconds
    while poll(&entry, 1, Int32(clamping: left)) < 0, errno == EINTR {
      left = max(0, Int64((steady - Clock.steady) * 1000))
    }
    return entry.revents == 0
  }
}

/// The service manager that keeps the process alive, where there is one (systemd's `sd_notify` protocol: datagrams to
/// the socket that the environment names).
final class Keeper: Sendable {
  private let descriptor: Int32
  init(_ place: String? = Places.variable("NOTIFY_SOCKET")) {
    descriptor = place.map(Self.connect) ?? -1
  }
  deinit { if descriptor >= 0 { close(descriptor) } }

  func tell(_ text: String) {
    guard descriptor >= 0 else { return }
    _ = text.withCString { send(descriptor, $0, strlen($0), Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)) }
  }
  private static func connect(_ place: String) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(place.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard !bytes.isEmpty, bytes.count < room else { return -1 }
    // An abstract socket is written with an @ for its leading zero.
    if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return -1 }
    let size = socklen_t(MemoryLayout.offset(of: \sockaddr_un.sun_path).map { $0 + bytes.count } ?? 0)
    let done = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, size) }
    }
    guard done == 0 else {
      close(descriptor)
      return -1
    }
    return descriptor
  }
}

/// What the jobs do, a line each, for a journal.
struct JobLog {
  private let printer: Printer
  init(_ printer: Printer) { self.printer = printer }

  struct Line: Encodable {
    let at: String, news: String
    var job: String?, outcome: String?, handled: Int?, lag: Int64?, duration: Int64?, trouble: String?,
      fence: Int64?
  }
  func say(_ news: String) { write(Line(at: RFC3339.text(Clock.now), news: news)) }
  func tell(_ news: JobNews) {
    var line = Line(at: RFC3339.text(Clock.now), news: "")
    switch news {
    case .leads(let fence): line = Line(at: line.at, news: "leads", fence: fence)
    case .deposed: return say("another process leads")
    case .clockSet(let span): return say("the clock was set by \(span) ms; what it makes due waits")
    case .clockBelieved: return say("the clock is believed again")
    case .ran(let state):
      line = Line(
        at: line.at, news: "ran", job: state.name, outcome: state.outcome?.rawValue, handled: state.handled,
        lag: state.lag, duration: state.duration, trouble: state.trouble)
    }
    write(line)
  }
  private func write(_ line: Line) {
    if printer.isJSON { return (try? printer.json(line)) ?? () }
    var words = [line.at, line.news]
    if let fence = line.fence { words.append("the jobs, as number \(fence)") }
    if let job = line.job { words.append("\(job): \(line.outcome ?? "")") }
    if let handled = line.handled { words.append("handled=\(handled)") }
    if let lag = line.lag { words.append("late=\(lag)ms") }
    if let duration = line.duration { words.append("took=\(duration)ms") }
    if let trouble = line.trouble { words.append("trouble=\(trouble)") }
    printer.say(words.joined(separator: " "))
  }
}
