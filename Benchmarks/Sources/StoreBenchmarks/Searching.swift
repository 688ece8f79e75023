import Domain
import Store

/// Full text over subjects and messages, with words as common and as rare as the store has them.
struct Searching {
  let database: Database, size: String, isQuick: Bool
  let now: Instant

  /// Single words, pairs and a beginning, from tickets all over the store.
  private func words() throws -> [String] {
    var random = Seeded(state: 7), texts: [String] = []
    let count = try database.read { try $0.ticketCount() }
    while texts.count < (isQuick ? 40 : 400) {
      let id = Ticket.ID(Int64(random.next() % UInt64(count)) + 1)
      let subject = try database.read { try $0.ticket(id)?.subject } ?? ""
      let words = subject.split { !$0.isLetter }.filter { $0.count > 3 && $0.allSatisfy(\.isASCII) }.map {
        $0.lowercased()
      }
      guard let word = words.randomElement(using: &random) else { continue }
      switch texts.count % 4 {
      case 0, 1: texts.append(word)
      case 2: texts.append(words.prefix(2).joined(separator: " "))
      default: texts.append(String(word.prefix(4)) + "*")
      }
    }
    return texts
  }

  func run() throws {
    var times = Times(), found = 0, partial = 0
    for text in try words() {
      guard let filter = try? Filter(text) else { continue }
      let result = try times.measure { try database.read { try $0.search(SearchQuery(filter, now: now)) } }
      found += result.hits.isEmpty ? 0 : 1
      partial += result.isComplete ? 0 : 1
    }
    let what = "full-text query, \(times.all.count) of them, \(found) with hits, \(partial) partly"
    times.report("\(what), p95, \(size)", 0.95, target: 20)
    times.report("full-text query, median, \(size)", 0.5)
    times.report("full-text query, slowest, \(size)", 1, target: 50)
  }
}
