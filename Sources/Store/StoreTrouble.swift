/// Why the store cannot be used or did not take a change, for a person: what is wrong, and what to do.
public struct StoreTrouble: Error, Equatable, Sendable, CustomStringConvertible {
  /// What sort of trouble it is; doors choose the exit status and the screen by it.
  public enum Kind: String, Sendable {
    /// There is no store at that place, or not even the folder.
    case missing, folderMissing
    /// The file is there and is somebody else's, of a newer or older program, or damaged.
    case foreign, newer, older, corrupt
    /// It may not be read or written by this user, or only be read.
    case forbidden, readOnly
    /// Another process holds it, or it is in use where it must not be.
    case locked, inUse
    /// The disk is full; or the file system failed or is none that a store can live on.
    case full, disk
    /// Stopped by its time limit or by the user.
    case interrupted
    /// The schema refused the row: a duplicate or a reference to nothing.
    case constraint
    /// The program asked for something wrong: a bug.
    case misuse
  }
  /// What sort of trouble it is.
  public let kind: Kind
  /// What is wrong, as a sentence that names the file or value.
  public let problem: String
  /// What to do about it, as a sentence.
  public let remedy: String
  /// What the library said, for logs and `doctor`; never holds the values of a statement.
  public let detail: String
  /// Makes a trouble; `problem` and `remedy` are whole sentences.
  public init(_ kind: Kind, _ problem: String, remedy: String, detail: String = "") {
    (self.kind, self.problem, self.remedy, self.detail) = (kind, problem, remedy, detail)
  }
  /// Problem and remedy as one text.
  public var description: String { problem + " " + remedy }
}
