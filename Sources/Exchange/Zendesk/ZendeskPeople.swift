import Domain

/// The names behind the numbers of a Zendesk export: users, organisations, groups and fields.
struct ZendeskPeople {
  private struct User {
    var person: ImportedPerson
    var organization: Int64?
  }
  private var users: [Int64: User] = [:]
  private var organizations: [Int64: String] = [:]
  private var groups: [Int64: String] = [:]
  private var fields: [Int64: String] = [:]
  /// How many of each there are, for the report.
  var counts: (users: Int, organizations: Int, groups: Int) {
    (users.count, organizations.count, groups.count)
  }

  mutating func learn(_ kind: ZendeskRecords.Kind, _ value: JSONValue) {
    guard let id = value["id"]?.integer else { return }
    switch kind {
    case .user:
      let role = value["role"]?.string ?? "end-user"
      users[id] = User(
        person: ImportedPerson(
          name: value["name"]?.string ?? "", email: value["email"]?.string ?? "",
          timeZone: value["iana_time_zone"]?.string, language: value["locale"]?.string,
          isStaff: role == "agent" || role == "admin"), organization: value["organization_id"]?.integer)
    case .organization: organizations[id] = value["name"]?.string
    case .group: groups[id] = value["name"]?.string
    case .field: fields[id] = value["title"]?.string
    case .ticket:
      // The mail that made the ticket tells who the requester is, where the users are not in the file.
      guard let requester = value["requester_id"]?.integer, users[requester] == nil,
        let from = value["via"]?["source"]?["from"], let address = from["address"]?.string
      else { return }
      users[requester] = User(person: ImportedPerson(name: from["name"]?.string ?? "", email: address))
    default: break
    }
  }
  func person(_ id: Int64?) -> ImportedPerson? {
    guard let id, let user = users[id] else { return nil }
    var person = user.person
    if let organization = user.organization { person.company = organizations[organization] ?? "" }
    return person
  }
  func organization(_ id: Int64?) -> String? { id.flatMap { organizations[$0] } }
  func group(_ id: Int64?) -> String? { id.flatMap { groups[$0] } }
  func field(_ id: Int64) -> String { fields[id] ?? "Zendesk field \(id)" }
}
