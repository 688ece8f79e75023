public import Acts
public import Domain
public import Store

/// Does one act to all tickets that match, in short batches; those that cannot are named and left alone.
public struct BulkTickets: BatchedAct {
  public static let about = About(
    Tickets.self, "bulk", .bulkChangeTickets, "Change all that match",
    help: "Does one act to all tickets that match a filter. Those that cannot, or in which a colleague is "
      + "writing, are named and left alone. One undo takes all of it back.",
    examples: [
      "ticket bulk \"status:pending updated<-30d\" --act solve",
      "ticket bulk tag:late --act assign --with to=bob",
    ],
    risk: .previewFirst)
  public static let form = Form(
    Self.init,
    Field(
      "filter", \.filter, "Which tickets, in the filter language.", .words,
      rule: FieldRule.filter),
    Field("act", \.act, "What to do, as assign or status.", .short("a")),
    Field("with", \.with, "A field of it with a value, as to=bob; again for more.", .short("w"), .mayBeEmpty),
    Field("tickets", \.tickets, "Only these of them.", .mayBeEmpty),
    Field("force", \.force, "Also where a colleague is writing."))

  /// Which tickets, the act by name, its fields as `name=value`, only these of them (empty: all), and whether a
  /// colleague who is writing counts for nothing.
  public let filter: String, act: String, with: [String], tickets: [Ticket.ID], force: Bool
  /// One batch of it: the tickets were looked up when it began, and the filter is only for the record.
  private var isPart = false
  public init(
    filter: String, act: String, with: [String] = [], tickets: [Ticket.ID] = [], force: Bool = false
  ) {
    (self.filter, self.act, self.with, self.tickets, self.force) = (filter, act, with, tickets, force)
  }
  /// The same as an act that was made for no ticket in particular, on all that match.
  public init(filter: String, like act: some Act, tickets: [Ticket.ID] = [], force: Bool = false) {
    func name<A: Act>(_: A) -> String { A.about.name }
    let stored = StoredAct(act)
    self.init(
      filter: filter, act: name(act),
      with: stored.texts.filter { $0.key != "tickets" && $0.key != "ticket" && $0.key != "version" }
        .sorted { $0.key < $1.key }.flatMap { name, values in values.map { "\(name)=\($0)" } },
      tickets: tickets, force: force)
  }

  /// What became of it.
  public struct Outcome: Codable, Equatable, Sendable {
    /// The act, how many tickets matched, how many were tried (a preview tries the first two thousand), and to
    /// how many it was done.
    public let act: String, matched: Int, tried: Int, done: Int
    /// Those it was not done to, at most a hundred of them, with the reason; and how many there are in all.
    public let exceptions: [Exception], left: Int
    /// A ticket it was not done to.
    public struct Exception: Codable, Equatable, Sendable {
      /// The reference, and why not.
      public let ticket: String, reason: String
      /// Both in a sentence, with the reference once: many reasons begin with it.
      var told: String { reason.hasPrefix(ticket + " ") ? reason : "\(ticket): \(reason)" }
    }
  }
  /// Tickets of a batch, and the most that are taken at once.
  static let batch = 200, most = 100_000, previewed = 2000
  /// A draft that was kept so recently is being written.
  static let writing: Int64 = .minutes(10)

  public func validate(_ check: inout Check<Self>) {
    // Read for a ticket that stands for all of them, so that a mistake is told before the first is touched.
    do throws(Refusal) { _ = try step().act(on: Ticket.ID(1), orMacro: true) } catch {
      check.that(false, \.act, error.problem, remedy: error.remedy)
    }
  }
  private func step() throws(Refusal) -> MacroStep {
    MacroStep(act: act.contains(".") ? act : Tickets.name + "." + act, fields: try Pairs.texts(with))
  }
  private func found(in store: ReadTransaction, _ context: Context) throws -> [Ticket.ID] {
    let wanted: Filter, vocabulary = FilterVocabulary(directory: try store.directory())
    do throws(FilterFlaw) { wanted = try Filter(filter, using: vocabulary) } catch {
      throw error.refusal(at: "filter")
    }
    let ids = try store.ticketIDs(
      wanted, viewer: context.actor.id, now: context.now, zone: context.zone, cap: Self.most + 1)
    guard ids.count <= Self.most else {
      throw Self.refusal(
        at: \.filter, .conflict, "More than \(Self.most) tickets match.", remedy: "Narrow the filter.")
    }
    guard !tickets.isEmpty else { return ids }
    let only = Set(tickets)
    return ids.filter(only.contains)
  }
  func batches(in store: ReadTransaction, _ context: Context) throws -> [BulkTickets] {
    let ids = try found(in: store, context)
    guard !ids.isEmpty else {
      throw Self.refusal(at: \.filter, .conflict, "No ticket matches.", remedy: "Widen the filter.")
    }
    return stride(from: 0, to: ids.count, by: Self.batch).map { start in
      var part = BulkTickets(
        filter: filter, act: act, with: with, tickets: Array(ids[start..<min(ids.count, start + Self.batch)]),
        force: force)
      part.isPart = true
      return part
    }
  }

  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<BulkTickets> {
    // What is run comes here in parts; what is not one of them is a preview, and holds the lock no longer than one may.
    let ids = isPart ? tickets : try found(in: store, context),
      tried = isPart ? ids[...] : ids.prefix(Self.previewed)
    let step = try step()
    var inverse: [any Act] = [], exceptions: [Outcome.Exception] = [], left = 0
    for id in tried {
      do {
        if !force, let writer = try writer(in: id, store, context) {
          throw Refusal(.conflict, "\(writer) is writing in it.")
        }
        inverse += try store.attempt {
          try Nested.perform(try step.act(on: id, orMacro: true), in: store, context).inverse
        }
      } catch let refusal as Refusal where refusal.kind != .forbidden {
        left += 1
        if exceptions.count < 100 { exceptions.append(.init(ticket: "\(id)", reason: refusal.problem)) }
      }
    }
    return Done(
      Outcome(
        act: step.act, matched: ids.count, tried: tried.count, done: tried.count - left,
        exceptions: exceptions,
        left: left),
      undoneBy: inverse.map(SomeAct.init))
  }
  private func writer(in id: Ticket.ID, _ store: ReadTransaction, _ context: Context) throws -> String? {
    let drafts = try store.drafts(in: id).filter {
      $0.agent != context.actor.id && context.now - $0.saved < Self.writing
    }
    return try drafts.first.map { try store.agent($0.agent)?.handle.name ?? "A colleague" }
  }
  static func joined(_ outputs: [Outcome]) -> Outcome {
    Outcome(
      act: outputs.first?.act ?? "", matched: outputs.map(\.matched).reduce(0, +),
      tried: outputs.map(\.tried).reduce(0, +), done: outputs.map(\.done).reduce(0, +),
      exceptions: Array(outputs.flatMap(\.exceptions).prefix(100)),
      left: outputs.map(\.left).reduce(0, +))
  }
  public static func sentence(_ outcome: Outcome) -> String {
    let title = Catalogue.opsdeck.request(named: outcome.act)?.about.title ?? outcome.act
    let first = outcome.exceptions.first.map { ", such as \($0.told)" } ?? "."
    return "\(title): done to \(outcome.done) of \(outcome.matched) tickets."
      + (outcome.left == 0 ? "" : " \(outcome.left) were left alone\(first)")
  }
}
