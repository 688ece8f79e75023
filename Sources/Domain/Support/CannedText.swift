/// A text with variables, `Dear {{customer.first_name|there}}`, and how it is filled.
///
/// Only the template's own braces are variables: what is put in is never looked through again, so a customer who
/// is called `{{agent.email}}` reads exactly that.
public struct CannedText: Equatable, Sendable {
  /// A piece of the template.
  public enum Piece: Equatable, Sendable {
    case text(String)
    /// A variable and what stands for it when it has no value; nil: then it is missing.
    case variable(String, fallback: String?)
  }
  /// The template in pieces.
  public let pieces: [Piece]

  /// What can be filled in, with a line of help each.
  public static let variables: [(name: String, help: String)] = [
    ("customer.name", "the customer's whole name"), ("customer.first_name", "the first word of it"),
    ("customer.email", "the customer's address"), ("customer.company", "the customer's company"),
    ("ticket.ref", "the reference, T-1042"), ("ticket.subject", "what the ticket is about"),
    ("ticket.status", "where it stands"), ("ticket.priority", "how pressing it is"),
    ("agent.name", "who answers"), ("agent.first_name", "the first word of that name"),
    ("agent.email", "her address"),
    ("team.title", "the team whose queue it is in"),
  ]

  /// Takes a template apart. Braces that are not closed on their line are text.
  public init(_ template: String) {
    var pieces: [Piece] = [], text = "", rest = template[...]
    while let open = rest.firstRange(of: "{{") {
      let tail = rest[open.upperBound...]
      guard let close = tail.firstRange(of: "}}"),
        case let inner = tail[..<close.lowerBound], !inner.contains(where: { $0.isNewline || $0 == "{" })
      else {
        text += rest[..<open.upperBound]
        rest = tail
        continue
      }
      text += rest[..<open.lowerBound]
      if !text.isEmpty { pieces.append(.text(text)) }
      text = ""
      let parts = inner.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      pieces.append(
        .variable(
          String(parts.first ?? "").filter { !$0.isWhitespace }.lowercased(),
          fallback: parts.count > 1 ? String(parts[1]) : nil))
      rest = tail[close.upperBound...]
    }
    text += rest
    if !text.isEmpty { pieces.append(.text(text)) }
    self.pieces = pieces
  }

  /// A filled text and what could not be filled; with anything in `missing` it must not be sent.
  public struct Filled: Equatable, Sendable {
    /// The text; what is missing stands in it as it was written. And the names of those, each once.
    public let text: String, missing: [String]
    /// Why it must not be sent, or nil.
    public var refusal: Refusal? { CannedText.refusal(missing: missing) }
  }
  /// Fills the template; an empty value counts as none.
  public func filled(with values: [String: String]) -> Filled {
    var text = "", missing: [String] = []
    for piece in pieces {
      switch piece {
      case .text(let words): text += words
      case .variable(let name, let fallback):
        if let value = values[name], !value.isEmpty {
          text += value
        } else if let fallback {
          text += fallback
        } else {
          text += "{{\(name)}}"
          if !missing.contains(name) { missing.append(name) }
        }
      }
    }
    return Filled(text: text, missing: missing)
  }
  /// Names that no ticket can fill: for the editor of templates.
  public var unknown: [String] {
    pieces.compactMap { piece in
      guard case .variable(let name, _) = piece, !Self.variables.contains(where: { $0.name == name }) else {
        return nil
      }
      return name
    }
  }
  /// The variables that still stand in a reply about to be sent, quoted lines left out.
  public static func unfilled(in text: String) -> [String] {
    let own = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix(">") }.joined(separator: "\n")
    return CannedText(own).pieces.reduce(into: []) { found, piece in
      guard case .variable(let name, _) = piece, variables.contains(where: { $0.name == name }) else {
        return
      }
      if !found.contains(name) { found.append(name) }
    }
  }
  static func refusal(missing: [String]) -> Refusal? {
    guard !missing.isEmpty else { return nil }
    let names = missing.map { "{{\($0)}}" }.joined(separator: ", ")
    return Refusal(
      .invalid, "\(names) has no value here.",
      remedy: "Write the words yourself, or give a fallback as {{\(missing[0])|there}}.")
  }
  /// The values of one ticket.
  public static func values(
    ticket: Ticket, customer: Customer?, agent: Agent?, directory: Directory
  ) -> [String: String] {
    func first(_ name: String?) -> String { name?.split(separator: " ").first.map(String.init) ?? "" }
    return [
      "customer.name": customer?.name ?? "", "customer.first_name": first(customer?.name),
      "customer.email": customer?.email ?? "", "customer.company": customer?.company ?? "",
      "ticket.ref": "\(ticket.id)", "ticket.subject": ticket.subject, "ticket.status": ticket.status.word,
      "ticket.priority": ticket.priority.rawValue, "agent.name": agent?.name ?? "",
      "agent.first_name": first(agent?.name),
      "agent.email": agent?.email ?? "",
      "team.title": ticket.team.flatMap { directory.team($0)?.title } ?? "",
    ]
  }
}
