public import Domain

/// Where in a file something stands, for people (line) and for programs (byte).
public struct FilePlace: Hashable, Sendable {
  /// Counted from 1 and from 0.
  public var line: Int, offset: Int
  /// Names a place.
  public init(line: Int, offset: Int) { (self.line, self.offset) = (line, offset) }
}

/// A record that was not taken, why, and what would help.
public struct Rejection: Hashable, Sendable {
  /// Where the record begins.
  public var place: FilePlace
  /// What is wrong, with the value that was seen, and what to do about it.
  public var reason: String, remedy: String
  /// The beginning of the record as it stands in the file.
  public var excerpt: String
  /// Records of the file that it stands for: 1 but for a thread of mails.
  public var count: Int
  /// Makes a rejection; the excerpt is cut to 500 characters.
  public init(place: FilePlace, reason: String, remedy: String, excerpt: String, count: Int = 1) {
    (self.place, self.reason, self.remedy, self.count) = (place, reason, remedy, count)
    self.excerpt = String(excerpt.prefix(500))
  }
}

/// What an importer reads out of a file, one after the other.
public enum ImportItem: Sendable {
  case ticket(ImportRecord)
  case rejected(Rejection)
}

/// A ticket with its place and with how many records of the file it was made from.
public struct ImportRecord: Sendable {
  /// The ticket.
  public var ticket: ImportedTicket
  /// Where its first record begins.
  public var place: FilePlace
  /// The records of the file in it: a CSV row is one; a thread of mails has as many as it has mails.
  public var count: Int
  /// Records that are exact copies of others and were left out; they are part of `count`.
  public var copies: Int
  /// Makes a record.
  public init(ticket: ImportedTicket, place: FilePlace, count: Int = 1, copies: Int = 0) {
    (self.ticket, self.place, self.count, self.copies) = (ticket, place, count, copies)
  }
}

/// Reads tickets out of a file in one format. The order is the same each time, so a run that was cut off can
/// leave out the items it has done.
public protocol TicketReader {
  /// What a record of the file is called in reports: `rows`, `mails`, `tickets`.
  var unit: String { get }
  /// Each record of the file is a message (mail) and not a ticket: reports then count messages.
  var recordsAreMessages: Bool { get }
  /// Bytes gone over, of ``totalBytes``; for progress.
  var bytesDone: Int { get }
  /// Bytes that will be gone over in all; more than the file where it is read twice.
  var totalBytes: Int { get }
  /// What is worth telling about the file as a whole, as sentences; grows while reading.
  var remarks: [String] { get }
  /// The next ticket or rejection, nil at the end.
  /// - Throws: a refusal when the file as a whole cannot be read.
  mutating func next() throws(Refusal) -> ImportItem?
}

extension TicketReader {
  /// In most formats a record is a ticket.
  public var recordsAreMessages: Bool { false }
}
