import ArgumentParser
import Domain
import Store

/// `opsdeck migrate …`: the schema of a store, step by numbered step.
struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Brings the store's schema up or down.",
    subcommands: [Status.self, Plan.self, Up.self, Down.self])

  struct Row: Encodable { let number: Int, name: String, state: String, applied: String?, checksum: String }
  struct Ran: Encodable { let steps: [Int], backup: String? }

  static func open(_ flag: String?) throws -> (Migrator, StoreChoice) {
    let places = Places(), config = Config.load(places).config
    let choice = try StoreChoice.find(flag: flag, config: config, places: places)
    return (try Migrator(at: choice.path), choice)
  }
}

extension MigrateCommand {
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the steps and which of them the store has.",
      discussion: "Examples:\n  opsdeck migrate status")
    @OptionGroup var place: StoreOption
    @OptionGroup var printing: PrintOptions
    func run() throws {
      let (migrator, _) = try MigrateCommand.open(place.store)
      defer { migrator.close() }
      let rows = try migrator.status().map { step in
        Row(
          number: step.number, name: step.name,
          state: step.isChanged ? "changed" : step.applied == nil ? "missing" : "applied",
          applied: step.applied.map(Clock.shown), checksum: step.checksum)
      }
      let printer = try Printer(printing)
      if printer.isJSON { return try printer.json(rows) }
      printer.show(
        printer.table(
          ["STEP", "NAME", "STATE", "SINCE"],
          rows.map { ["\($0.number)", $0.name, $0.state, $0.applied ?? "—"] },
          right: [0]))
    }
  }

  struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows what up or down would do.",
      discussion: "Examples:\n  opsdeck migrate plan\n  opsdeck migrate plan --to 3")
    @Option(help: ArgumentHelp("The step to stand at afterwards; otherwise the newest.", valueName: "step"))
    var to: Int?
    @OptionGroup var place: StoreOption
    @OptionGroup var printing: PrintOptions
    struct Step: Encodable { let direction: String, number: Int, name: String }
    func run() throws {
      let (migrator, _) = try MigrateCommand.open(place.store)
      defer { migrator.close() }
      let plan = try migrator.plan(to: to)
      let steps =
        plan.up.map { Step(direction: "up", number: $0.number, name: $0.name) }
        + plan.down.map { Step(direction: "down", number: $0.number, name: $0.name) }
      let printer = try Printer(printing)
      if printer.isJSON { return try printer.json(steps) }
      printer.say(
        steps.isEmpty
          ? "Nothing is to do."
          : steps.map { "\($0.direction)  \($0.number)  \($0.name)" }.joined(separator: "\n"))
    }
  }

  struct Up: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Brings the schema to the newest step; makes a backup first.",
      discussion: "Examples:\n  opsdeck migrate up")
    @Option(help: ArgumentHelp("Go no further than this step.", valueName: "step")) var to: Int?
    @OptionGroup var place: StoreOption
    @OptionGroup var printing: PrintOptions
    func run() throws {
      let (migrator, choice) = try MigrateCommand.open(place.store)
      defer { migrator.close() }
      guard try migrator.plan(to: to).down.isEmpty else {
        throw Complaint(
          .usage, "The store is beyond step \(to ?? 0).", "To go down: opsdeck migrate down --to \(to ?? 0).")
      }
      try MigrateCommand.run(migrator, to: to, choice, printing)
    }
  }

  struct Down: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes steps back, and what is kept in them with it; makes a backup first.",
      discussion: "Examples:\n  opsdeck migrate plan --to 5\n  opsdeck migrate down --to 5")
    @Option(help: ArgumentHelp("The step to stand at afterwards.", valueName: "step")) var to: Int
    @OptionGroup var place: StoreOption
    @OptionGroup var printing: PrintOptions
    func run() throws {
      let (migrator, choice) = try MigrateCommand.open(place.store)
      defer { migrator.close() }
      guard to >= 0, try !migrator.plan(to: to).down.isEmpty else {
        throw Complaint(
          .usage, "Step \(to) is not below what the store has.",
          "opsdeck migrate status shows where it stands.")
      }
      try MigrateCommand.run(migrator, to: to, choice, printing)
    }
  }

  private static func run(
    _ migrator: Migrator, to target: Int?, _ choice: StoreChoice, _ printing: PrintOptions
  ) throws {
    let done = try migrator.migrate(to: target, at: Clock.now)
    let printer = try Printer(printing)
    if printer.isJSON { return try printer.json(Ran(steps: done.steps.map(\.number), backup: done.backup)) }
    guard !done.steps.isEmpty else { return printer.say("Nothing was to do.") }
    printer.say(
      "Steps \(done.steps.map { String($0.number) }.joined(separator: ", ")) are done."
        + (done.backup.map { " The store as it was lies at \($0)." } ?? ""))
  }
}
