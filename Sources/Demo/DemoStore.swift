import Dispatch
import Domain
public import Store
import Synchronization

/// Puts a demo desk into a store.
public struct DemoStore: Sendable {
  /// How far the making is.
  public struct Progress: Equatable, Sendable {
    /// What is being made just now.
    public enum Stage: Equatable, Sendable { case people, tickets, indexes }
    /// The stage, and how many tickets of all are in the store.
    public let stage: Stage, done: Int, all: Int
  }
  private let desk: DemoDesk
  /// Tells how to fill a store with this desk.
  public init(_ desk: DemoDesk) { self.desk = desk }

  /// Fills a new store that nothing is in yet, and marks it as a demo.
  ///
  /// - Parameter progress: called some times a second; throw to stop. What is there then is no whole demo.
  public func fill(_ database: Database, progress: (Progress) throws -> Void = { _ in }) throws {
    try progress(Progress(stage: .people, done: 0, all: desk.ticketCount))
    let levels: SLADesk? = try database.write { store in
      try store.markDemo()
      try store.set("demo.seed", to: String(desk.seed))
      for team in DemoAgents.teams { try store.save(team) }
      for agent in DemoAgents.all { try store.save(agent) }
      for view in DemoSetup.views { try store.save(view) }
      for macro in DemoSetup.macros { try store.save(macro) }
      for reply in DemoSetup.cannedReplies { try store.save(reply) }
      // A store to measure with is filled with rows of which one knows how many they are.
      return try desk.messageCount == nil ? DemoLevels.save(in: store, at: desk.now - .days(1500)) : nil
    }
    try fillWithCustomersAndTickets(database, levels, progress)
    try database.write { store in
      if levels != nil { try DemoNotices.post(in: store, at: desk.now) }
      try store.set("demo.complete", to: "yes")
    }
    try database.checkpoint()
  }

  private func fillWithCustomersAndTickets(
    _ database: Database, _ levels: SLADesk?, _ progress: (Progress) throws -> Void
  ) throws {
    var links: [TicketLink] = []
    try withoutActuallyEscaping(progress) { progress in
      let loader = try BulkLoader(database, desk: levels, now: desk.now) { load in
        let stage: Progress.Stage = load.stage == .tickets ? .tickets : .indexes
        try progress(Progress(stage: stage, done: load.tickets, all: desk.ticketCount))
      }
      for start in stride(from: 1, through: desk.customerCount, by: 20_000) {
        try loader.add((start...min(start + 19_999, desk.customerCount)).map(desk.customer))
        try progress(Progress(stage: .people, done: 0, all: desk.ticketCount))
      }
      // One processor tells the next tickets while the other puts these into the store.
      let batches = desk.numbers.flatMap { range in
        stride(from: range.lowerBound, through: range.upperBound, by: 1000)
          .map { $0...min($0 + 999, range.upperBound) }
      }
      let ahead = ToldAhead(desk)
      if let first = batches.first { ahead.tell(first) }
      for place in batches.indices {
        let told = ahead.take()
        if place + 1 < batches.count { ahead.tell(batches[place + 1]) }
        for one in told {
          links += one.links
          try loader.add(
            BulkTicket(
              ticket: one.ticket, messages: one.messages, files: one.files.mapValues { $0.map(\.asNew) },
              events: one.events))
        }
      }
      try loader.finish()
    }
    // A link needs both its ends.
    try database.write { store in for link in links { try store.add(link) } }
  }
}

extension DemoAttachment {
  var asNew: NewAttachment { NewAttachment(name: name, type: type, bytes: bytes) }
}

/// Tells tickets on another thread, one batch ahead of whoever takes them.
private final class ToldAhead: Sendable {
  private let desk: DemoDesk
  private let told = Mutex<[DemoTicket]>([])
  private let isReady = DispatchSemaphore(value: 0)
  init(_ desk: DemoDesk) { self.desk = desk }

  /// Begins with a batch; ``take()`` comes before the next.
  func tell(_ numbers: ClosedRange<Int>) {
    DispatchQueue.global().async {
      let batch = numbers.map { self.desk.ticket($0) }
      self.told.withLock { $0 = batch }
      self.isReady.signal()
    }
  }
  /// The batch that was begun, when it is told.
  func take() -> [DemoTicket] {
    isReady.wait()
    return told.withLock { batch in
      defer { batch = [] }
      return batch
    }
  }
}
