import Glibc
import Terminal

@main enum Main {
  static func main() {
    Footprint.useOneHeap()
    Footprint.leaveNoDump()
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      if let start = QuickStart(words) { try start.run() } else { try Door.run(words) }
    } catch let complaint as Complaint {
      leave(complaint, words)
    } catch {
      leave(Door.complaint(about: error), words)
    }
  }
  private static func leave(_ complaint: Complaint, _ words: [String]) -> Never {
    if MailExit.isMeant(by: words) { MailExit.leave(complaint) }
    Printer.complain(complaint.lines)
    exit(complaint.status.rawValue)
  }
}
