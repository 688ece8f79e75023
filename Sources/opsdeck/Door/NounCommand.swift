import Acts
import ArgumentParser
import Operations

/// `opsdeck ticket …`: the verbs of one noun, from the catalogue.
struct NounCommand<N: Noun>: ParsableCommand {
  static var configuration: CommandConfiguration {
    func command<R: Request>(_: R.Type) -> any ParsableCommand.Type { ActCommand<R>.self }
    return CommandConfiguration(
      commandName: N.name, abstract: N.help,
      subcommands: Catalogue.opsdeck.verbs(of: N.self).map { command($0) })
  }
}

extension Opsdeck {
  /// The nouns of the catalogue as commands; `jobs` and `mail` have verbs of their own beside, see ``JobsCommand``.
  static var nouns: [any ParsableCommand.Type] {
    func command<N: Noun>(_: N.Type) -> any ParsableCommand.Type { NounCommand<N>.self }
    // Clocks and policies stand under `sla`, beside what needs no store.
    return Catalogue.opsdeck.nouns.filter {
      $0 != ServiceLevels.self && $0 != Policies.self && $0 != Jobs.self && $0 != Mail.self
    }
    .map { command($0) }
  }
}
