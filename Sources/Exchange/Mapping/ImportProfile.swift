public import Domain
import FoundationEssentials

/// What a desk has settled about its exports: saved as a small JSON file, edited by hand, used again.
public struct ImportProfile: Codable, Hashable, Sendable {
  /// Header to meaning: `"Ticket Subject": "subject"`, `"Age": "custom: Age"`, `"Row": "ignored"`.
  public var columns: [String: TicketColumn]
  /// How the file is written; nil guesses.
  public var encoding: String?, separator: String?
  /// The zone of instants that name none; nil is UTC. The order of `03/04/2024`; nil guesses.
  public var zone: String?, dayOrder: DayOrder?
  /// What becomes of headers nobody knows; nil leaves it to the command.
  public var unknown: UnknownColumns?
  /// The source that external ids belong to; nil takes the export's name.
  public var source: String?
  /// Words of the file for statuses and priorities that we do not know ourselves.
  public var statuses: [String: Ticket.Status]?, priorities: [String: Ticket.Priority]?

  /// Makes a profile.
  public init(
    columns: [String: TicketColumn] = [:], encoding: String? = nil, separator: String? = nil,
    zone: String? = nil, dayOrder: DayOrder? = nil, unknown: UnknownColumns? = nil, source: String? = nil,
    statuses: [String: Ticket.Status]? = nil, priorities: [String: Ticket.Priority]? = nil
  ) {
    (self.columns, self.encoding, self.separator, self.zone) = (columns, encoding, separator, zone)
    (self.dayOrder, self.unknown, self.source) = (dayOrder, unknown, source)
    (self.statuses, self.priorities) = (statuses, priorities)
  }
  /// What a mapping has found, as a profile.
  public init(_ mapping: ColumnMapping) {
    var columns: [String: TicketColumn] = [:]
    for column in mapping.columns where columns[column.header] == nil {
      columns[column.header] = column.meaning
    }
    self.init(
      columns: columns, encoding: mapping.dialect.encoding.description,
      separator: mapping.dialect.separatorName, zone: mapping.zone, dayOrder: mapping.dayOrder)
  }

  /// Reads a profile.
  /// - Throws: a refusal that names the file, the place in it and what was expected.
  public init(readingFrom path: String) throws(Refusal) {
    let file = try InputFile(path: path)
    let bytes = try file.read(at: 0, count: 1 << 20)
    do {
      self = try JSONDecoder().decode(ImportProfile.self, from: Data(bytes))
    } catch {
      throw Refusal(
        .invalid, "\(path) is no import profile: \(ImportProfile.explain(error)).",
        remedy: "Save a fresh one with `--save-map FILE` and change that.")
    }
  }
  private static func explain(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? "it is not JSON" : "\(path): \(context.debugDescription)"
    @unknown default: return "\(error)"
    }
  }

  /// The profile as JSON text, keys sorted.
  public var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return "{}" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
