import ArgumentParser

/// `opsdeck completions zsh`: a script for the shell, from the same descriptions as the help.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Prints a completion script for your shell.",
    discussion: """
      Examples:
        opsdeck completions bash > ~/.local/share/bash-completion/completions/opsdeck
        opsdeck completions zsh > ~/.zfunc/_opsdeck
        opsdeck completions fish > ~/.config/fish/completions/opsdeck.fish
      """)
  @Argument(help: "bash, zsh or fish.", completion: .list(["bash", "zsh", "fish"])) var shell: String

  func run() throws {
    guard let kind = CompletionShell(rawValue: shell) else {
      throw Complaint(.usage, "There are no completions for “\(shell)”.", "Use bash, zsh or fish.")
    }
    print(Opsdeck.completionScript(for: kind))
  }
}
