import ArgumentParser
import Domain
import Glibc
import Store

/// `opsdeck store …`: looking after the file itself.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Backs up, restores and checks the store.",
    subcommands: [Info.self, Backup.self, Restore.self, Check.self, Shell.self])
}

/// Opens the store that is meant, for a command that needs no operator.
struct OpenStore {
  let database: Database, choice: StoreChoice
  init(_ flag: String?, mode: Database.Mode = .readWrite) throws {
    let places = Places(), config = Config.load(places).config
    choice = try StoreChoice.find(flag: flag, config: config, places: places)
    database = try Database.open(at: choice.path, mode: mode)
  }
}

/// Only which store: commands that look after the file act for nobody.
struct StoreOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The store; otherwise OPSDECK_STORE, then the configured one.", valueName: "path"),
    completion: .file())
  var store: String?
}

extension StoreCommand {
  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tells what is in the store.",
      discussion: "Examples:\n  opsdeck store info\n  opsdeck store info --json")
    @OptionGroup var place: StoreOption
    @OptionGroup var printing: PrintOptions

    struct Answer: Encodable {
      let path: String, kind: String, schema: Int, bytes: Int64, log: Int64, tickets: Int, customers: Int,
        agents: Int
    }
    func run() throws {
      let open = try OpenStore(place.store, mode: .readOnly)
      defer { open.database.close() }
      let path = open.choice.path
      var facts = stat()
      let size = stat(path, &facts) == 0 ? Int64(facts.st_size) : 0
      let answer = try open.database.read { store in
        Answer(
          path: path, kind: try store.isDemo() ? "demo" : "live", schema: Migration.all.count, bytes: size,
          log: open.database.logSize, tickets: try store.ticketCount(), customers: try store.customerCount(),
          agents: try store.directory().agents.count)
      }
      let printer = try Printer(printing)
      if printer.isJSON { return try printer.json(answer) }
      printer.say(
        """
        store      \(answer.path)  (by \(open.choice.reason.rawValue))
        kind       \(answer.kind)
        schema     \(answer.schema)
        size       \(ByteCount.text(answer.bytes)), log \(ByteCount.text(answer.log))
        tickets    \(ProgressLine.grouped(answer.tickets))
        customers  \(ProgressLine.grouped(answer.customers))
        agents     \(answer.agents)
        """)
    }
  }

  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copies the store to a new file while it is in use.",
      discussion: """
        The copy is one moment's state and is checked before it is called done. An existing file is never overwritten.

        Examples:
          opsdeck store backup ~/backups/desk.opsdeck
        """)
    @Argument(help: "The file to make.", completion: .file()) var target: String
    @OptionGroup var place: StoreOption
    @OptionGroup var printing: PrintOptions

    func run() throws {
      let open = try OpenStore(place.store)
      defer { open.database.close() }
      var line = ProgressLine("pages", quiet: printing.quiet)
      Interruption.onInterrupt(
        removing: [".part", ".part-wal", ".part-shm", ".part-journal"].map { target + $0 })
      defer { Interruption.reset() }
      try open.database.backUp(to: target) { left, all in line.show(all - left, of: all) }
      line.end()
      let printer = try Printer(printing)
      if printer.isJSON { return try printer.json(["backup": target]) }
      printer.say("The backup is at \(target); it was checked.")
    }
  }

  struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Puts a backup in the place of the store.",
      discussion: """
        Refused while anybody has the store open. The store that was there is kept beside it.

        Examples:
          opsdeck store restore ~/backups/desk.opsdeck
        """)
    @Argument(help: "The backup.", completion: .file()) var backup: String
    @OptionGroup var place: StoreOption
    @OptionGroup var printing: PrintOptions

    func run() throws {
      let places = Places(), config = Config.load(places).config
      let choice = try StoreChoice.find(flag: place.store, config: config, places: places)
      let aside = "\(choice.path).replaced-\(Clock.now.milliseconds)"
      let old = try Database.restore(from: backup, to: choice.path, keepingOldAs: aside)
      let printer = try Printer(printing)
      if printer.isJSON { return try printer.json(["store": choice.path, "replaced": old ?? ""]) }
      printer.say(
        "\(choice.path) is the backup now." + (old.map { " The store that was there lies at \($0)." } ?? ""))
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Looks for damage, while the store is in use.",
      discussion:
        "Reads the whole file: some seconds for a million tickets.\n\nExamples:\n  opsdeck store check")
    @OptionGroup var place: StoreOption
    @OptionGroup var printing: PrintOptions

    struct Flaw: Encodable { let flaw: String }
    func run() throws {
      let open = try OpenStore(place.store, mode: .readOnly)
      defer { open.database.close() }
      let flaws = try open.database.check()
      let printer = try Printer(printing)
      if printer.isJSON { try printer.json(flaws.map(Flaw.init)) }
      guard flaws.isEmpty else {
        throw Complaint(
          .failed,
          lines: flaws + [
            "Keep a copy of \(open.choice.path), and restore the last backup: opsdeck store restore FILE."
          ])
      }
      if !printer.isJSON { printer.say("\(open.choice.path) is sound.") }
    }
  }

  struct Shell: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Opens the SQLite shell on the store, to look only.",
      discussion: """
        Changes go through acts, which check rights and write the audit log; the shell cannot make any. Needs sqlite3.

        Examples:
          opsdeck store shell
          echo 'SELECT count(*) FROM ticket;' | opsdeck store shell
        """)
    @OptionGroup var place: StoreOption

    func run() throws {
      let open = try OpenStore(place.store, mode: .readOnly)
      open.database.close()
      let path = open.choice.path
      var words: [UnsafeMutablePointer<CChar>?] =
        ["sqlite3", "-readonly", path].map { (word: String) in strdup(word) } + [nil]
      execvp("sqlite3", &words)
      throw Complaint(
        .failed, "The program sqlite3 cannot be started: \(String(cString: strerror(errno))).",
        "Install it (apt-get install sqlite3).")
    }
  }
}

/// Sizes as people read them.
enum ByteCount {
  static func text(_ bytes: Int64) -> String {
    var value = Double(bytes), unit = 0
    let units = ["B", "kB", "MB", "GB", "TB"]
    while value >= 1000, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
    if unit == 0 { return "\(bytes) B" }
    if value >= 99.95 { return "\(Int(value.rounded())) \(units[unit])" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
