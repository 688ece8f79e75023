import Acts
import ArgumentParser
import Operations

/// `opsdeck ticket …`: the verbs of one noun, from the catalogue.
struct NounCommand<N: Noun>: ParsableCommand {
  static var configuration: CommandConfiguration {
    func command<R: Request>(_: R.Type) -> any ParsableCommand.Type { ActCommand<R>.self }
    func under<M: Noun>(_: M.Type) -> any ParsableCommand.Type { NounCommand<M>.self }
    // What belongs to this noun stands under it: `assign rule save`.
    let below = Catalogue.opsdeck.nouns.filter { $0.command == "\(N.name) \($0.name)" }
    return CommandConfiguration(
      commandName: N.name, abstract: N.help,
      subcommands: Catalogue.opsdeck.verbs(of: N.self).map { command($0) } + below.map { under($0) })
  }
}

extension Opsdeck {
  /// The nouns of the catalogue as commands; `jobs` and `mail` have verbs of their own beside, see ``JobsCommand``.
  static var nouns: [any ParsableCommand.Type] {
    func command<N: Noun>(_: N.Type) -> any ParsableCommand.Type { NounCommand<N>.self }
    // Clocks and policies stand under `sla`, beside what needs no store; others under their noun.
    return Catalogue.opsdeck.nouns.filter {
      $0 != ServiceLevels.self && $0 != Jobs.self && $0 != Mail.self && $0.command == $0.name
    }
    .map { command($0) }
  }
}
