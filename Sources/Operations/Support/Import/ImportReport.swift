/// What an import did, in numbers that add up: read = new + updated + unchanged + rejected.
public struct ImportReport: Equatable, Sendable, Codable {
  /// What a record of the file is: `rows`, `mails`, `tickets`, `records`.
  public var unit = ""
  /// Records of the file, and what became of them.
  public var read = 0, new = 0, updated = 0, unchanged = 0, rejected = 0
  /// What was made or changed in the store.
  public var ticketsNew = 0, ticketsUpdated = 0, messages = 0, attachments = 0, customers = 0
  /// What a person should know, as sentences.
  public var remarks: [String] = []
  /// Starts at nothing.
  public init() {}
  /// Whether each record is accounted for once.
  public var addsUp: Bool { read == new + updated + unchanged + rejected }
}

/// How far an import is, for a progress line.
public struct ImportProgress: Equatable, Sendable {
  /// Bytes of all bytes, records so far, and what they are called.
  public let bytes: Int, totalBytes: Int, records: Int, unit: String
}

/// Where an import stood when its last batch was committed; it lies in the store with that batch.
struct ImportCursor: Codable, Equatable {
  /// The file by its size and content, so that another file is not gone on with.
  var file: String
  /// Items of the reader that are done.
  var items: Int
  /// What is added to the numbers of our own export.
  var offset: Int64
  /// When the run began: stands where a record tells no instant.
  var began: Int64
  var correlation: String
  var report: ImportReport
}
