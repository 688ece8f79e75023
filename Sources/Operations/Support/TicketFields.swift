public import Acts
public import Domain

extension Ticket.Status: Choice {}
extension Ticket.Priority: Choice {}
extension Ticket.Channel: Choice {}
extension Ticket.Kind: Choice {}
extension TicketLink.Kind: Choice {}
extension Message.Kind: Choice {}
extension Presence.Doing: Choice {}

extension Ticket.ID: WrittenValue {
  public static var kind: FieldKind { .reference(Tickets.self) }
  public static var samples: [Self] { [Self(1042), Self(7)] }
  /// Reads `T-1042`, `t-1042`, `#1042` and `1042`.
  public init(text: String) throws(Refusal) {
    guard let id = Ticket.ID(text) else {
      throw Refusal(.invalid, "“\(text)” is not a ticket.", remedy: "Write it as T-1042.")
    }
    self = id
  }
  public var text: String { description }
}

extension TicketOrder: WrittenValue {
  public static var kind: FieldKind {
    .choice(Key.allCases.map(\.rawValue) + Key.allCases.map { "-" + $0.rawValue })
  }
  public static var samples: [Self] { [Self(.due), Self(.updated, descending: true)] }
  /// Reads `due`, and `-updated` for the largest first.
  public init(text: String) throws(Refusal) {
    guard let order = TicketOrder(text) else {
      throw Refusal(
        .invalid, "Tickets cannot be sorted by “\(text)”.",
        remedy: "Sort by \(Key.allCases.map(\.rawValue).joined(separator: ", ")); with - before it backwards."
      )
    }
    self = order
  }
  public var text: String { description }
}

/// Rules that several fields share.
enum FieldRule {
  static func time(_ text: String) -> Refusal? {
    do throws(Refusal) {
      _ = try WrittenTime(text)
      return nil
    } catch { return error }
  }
  static func filter(_ text: String) -> Refusal? {
    do throws(FilterFlaw) {
      _ = try Filter(text)
      return nil
    } catch { return error.refusal() }
  }
  /// A filter that is asked by nobody in particular.
  static func unattended(_ text: String) -> Refusal? {
    guard let filter = try? Filter(text), filter.saysMe else { return nil }
    return Refusal(.invalid, "“me” is nobody where a rule runs by itself.", remedy: "Name the agent.")
  }
  static func order(_ text: String) -> Refusal? {
    do throws(Refusal) {
      _ = try TicketOrder(text: text)
      return nil
    } catch { return error }
  }
  /// A text with variables: those it names must exist.
  static func template(_ text: String) -> Refusal? {
    guard let wrong = CannedText(text).unknown.first else { return nil }
    let names = CannedText.variables.map(\.name)
    return Refusal(
      .invalid, "There is no variable {{\(wrong)}}.",
      remedy: Words.nearest(to: wrong, in: names).map { "Did you mean {{\($0)}}?" }
        ?? "There are: \(names.joined(separator: ", ")).")
  }
  static func steps(_ steps: [MacroStep]) -> Refusal? {
    for step in steps {
      do throws(Refusal) { _ = try step.act(on: Ticket.ID(1)) } catch {
        return Refusal(.invalid, "“\(step.text)”: \(error.problem)", remedy: error.remedy)
      }
    }
    return nil
  }
  static func tags(_ tags: [String]) -> Refusal? {
    guard let wrong = tags.first(where: { !isTag($0) }) else { return nil }
    return Refusal(
      .invalid, "“\(wrong)” cannot be a tag.",
      remedy: "A tag is one word of at most 60 letters, digits, and - _ . : / between them.")
  }
  private static func isTag(_ text: String) -> Bool {
    text.count <= 60 && text.first.map { $0.isLetter || $0.isNumber } ?? false
      && text.allSatisfy { $0.isLetter || $0.isNumber || "-_.:/".contains($0) }
  }
  static func name(_ text: String) -> Refusal? {
    let isGood =
      text.count <= 60 && text.first.map { $0.isLetter || $0.isNumber } ?? false
      && text.allSatisfy {
        ($0.isLetter && $0.isLowercase) || $0.isNumber || "-_.".contains($0) || $0.isOther
      }
    return isGood
      ? nil
      : Refusal(
        .invalid, "“\(text)” cannot be a name.",
        remedy: "A name is one word of lower-case letters, digits and - _ . such as overdue-vip.")
  }
}
extension Character {
  /// A letter of a script without case.
  fileprivate var isOther: Bool { isLetter && !isUppercase && !isLowercase }
}
