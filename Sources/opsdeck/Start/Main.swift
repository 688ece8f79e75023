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
      leave(complaint)
    } catch {
      leave(Door.complaint(about: error))
    }
  }
  private static func leave(_ complaint: Complaint) -> Never {
    Printer.complain(complaint.lines)
    exit(complaint.status.rawValue)
  }
}
