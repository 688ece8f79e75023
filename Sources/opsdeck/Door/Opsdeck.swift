import ArgumentParser

/// The root of all commands.
struct Opsdeck: ParsableCommand {
  static let version = "0.1.0"
  // Not given to the parser: its `--version` would hide the acts' own, the version of a ticket.
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "opsdeck", abstract: "A console for support teams.",
      discussion: """
        Without a command it opens the console on your store, or sets one up where there is none.

        Examples:
          opsdeck demo
          opsdeck ticket list assignee:none priority:urgent
          opsdeck ticket assign T-1042 --to ada
          opsdeck ticket list --json | jq -r .ticket

        Exit status: 0 done, 1 refused or failed, 2 written wrong, 3 the store cannot be used, 130 interrupted.
        """,
      groupedSubcommands: [
        CommandGroup(name: "Start", subcommands: [DemoCommand.self, LoginCommand.self, LogoutCommand.self]),
        CommandGroup(name: "Work", subcommands: nouns + [MailCommand.self]),
        CommandGroup(name: "Calculate", subcommands: [TimeCommand.self, SLACommand.self]),
        CommandGroup(name: "Bring in and take out", subcommands: [ImportCommand.self, ExportCommand.self]),
        CommandGroup(
          name: "Look after",
          subcommands: [JobsCommand.self, StoreCommand.self, MigrateCommand.self, DoctorCommand.self]),
        CommandGroup(
          name: "Look",
          subcommands: [ThemeCommand.self, ScreenshotCommand.self, KeysCommand.self, CompletionsCommand.self]),
      ])
  }
}
