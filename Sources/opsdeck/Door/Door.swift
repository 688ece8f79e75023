import ArgumentParser
import Domain
import Glibc
import Store
import Terminal

/// The command line: words in, an answer and an exit status out.
enum Door {
  static func run(_ words: [String]) throws {
    let words = CommandWords.arranged(words)
    if words == ["--version"] || words == ["version"] {
      try Printer().say("opsdeck \(Opsdeck.version)")
      return
    }
    if let text = Topics.text(for: words) {
      try Printer().say(text)
      return
    }
    if let complaint = CommandWords.complaint(about: words, in: Opsdeck.self) { throw complaint }
    let command: any ParsableCommand
    do { command = try Opsdeck.parseAsRoot(words) } catch {
      throw complaint(about: error)
    }
    var running = command
    do { try running.run() } catch {
      // Help and version come as errors from the commands that only have subcommands.
      throw complaint(about: error)
    }
  }

  /// What is said about any error; help and version are printed and end well.
  static func complaint(about error: any Error) -> Complaint {
    switch error {
    case let complaint as Complaint: return complaint
    case let trouble as MailTrouble:
      var complaint = Complaint(.failed, trouble.text)
      complaint.mailStatus = trouble.status
      return complaint
    case let refusal as Refusal:
      var complaint = Complaint(.failed, refusal.description)
      if refusal.kind == .invalid { complaint.mailStatus = 65 }
      return complaint
    case let trouble as StoreTrouble: return Complaint(trouble)
    case let trouble as FileTrouble: return Complaint(.failed, trouble.description)
    default: break
    }
    let code = Opsdeck.exitCode(for: error)
    if code.isSuccess {
      // Help was asked for.
      print(Opsdeck.fullMessage(for: error))
      exit(0)
    }
    return Complaint(code == .validationFailure ? .usage : .failed, Opsdeck.fullMessage(for: error))
  }
}
