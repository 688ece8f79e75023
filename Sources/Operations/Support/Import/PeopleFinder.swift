import Domain
import Exchange
import Store

/// Finds whom a foreign file means: colleagues by address, handle or name, customers by address, and makes the
/// customers that are not there yet.
struct PeopleFinder {
  private let source: String
  private let directory: Directory
  private var byEmail: [String: Agent] = [:]
  private var byName: [String: Agent] = [:]
  private var known: [String: Customer.ID] = [:]
  /// Customers that were made since the count was last taken.
  private(set) var made = 0
  /// Those whom a dry run made in batches before, by the hashes of their keys: they count once.
  private var told: Set<Int> = []
  private var new: Set<Int> = []

  init(source: String, directory: Directory) {
    (self.source, self.directory) = (source, directory)
    for agent in directory.agents.reversed() {
      if !agent.email.isEmpty { byEmail[agent.email.lowercased()] = agent }
      byName[agent.name.lowercased()] = agent
    }
  }
  func agent(_ person: ImportedPerson) -> Agent? {
    if !person.email.isEmpty { return byEmail[person.email] }
    return directory.agent(handle: person.name) ?? byName[person.name.lowercased()]
  }
  func agent(handle: String) -> Agent? { directory.agent(handle: handle) }
  /// By its name or its title.
  func team(_ name: String) -> Team? {
    directory.team(named: name) ?? directory.teams.first { $0.title.lowercased() == name.lowercased() }
  }
  /// Forgets what a transaction found that was taken back.
  mutating func endBatch(keepsPeople: Bool) {
    if !keepsPeople { told.formUnion(new) }
    new.removeAll(keepingCapacity: true)
    if !keepsPeople || known.count > 200_000 { known.removeAll(keepingCapacity: true) }
  }
  mutating func takeCount() -> Int {
    defer { made = 0 }
    return made
  }

  /// The customer a person is. Without an address a person is known by name and company within the source.
  mutating func customer(
    _ person: ImportedPerson?, since: Instant, in store: WriteTransaction, as whole: Customer? = nil
  ) throws -> Customer.ID {
    let person = person ?? ImportedPerson(name: "Unknown sender")
    let key = person.email.isEmpty ? "name:\(person.name)\u{1F}\(person.company)" : person.email
    if let id = known[key] { return id }
    if person.email.isEmpty {
      if let imported = try store.imported(key, kind: "customer", from: source) {
        known[key] = Customer.ID(imported.local)
        return Customer.ID(imported.local)
      }
    } else if let customer = try store.customer(email: person.email) {
      known[key] = customer.id
      return customer.id
    }
    let id = try store.newCustomerID()
    var customer =
      whole
      ?? Customer(
        id: id, name: person.name.isEmpty ? person.email : person.name, email: person.email,
        company: person.company, timeZone: person.timeZone, language: person.language, since: since)
    customer.id = id
    try store.save(customer)
    if person.email.isEmpty {
      try store.note(Imported(local: id.rawValue, digest: ""), of: key, kind: "customer", from: source)
    }
    if !told.contains(key.hashValue) { made += 1 }
    new.insert(key.hashValue)
    known[key] = id
    return id
  }
}
