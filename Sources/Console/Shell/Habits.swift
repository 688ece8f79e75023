import Glibc

/// What an operator chose once and finds again tomorrow: the columns of each view.
///
/// Kept beside the drafts' state, a line for each view, `mine-and-unassigned: ref status subject`. A line that cannot be
/// read is left out; nothing is stopped by it.
struct Habits: Sendable, Equatable {
  /// Columns by the name of the view.
  var columns: [String: [QueueColumn]] = [:]

  init() {}
  init(text: String) {
    for line in text.split(separator: "\n").prefix(500) {
      let (view, words) = String(line).splitOnce(":")
      let wanted = words.split(separator: " ").compactMap { QueueColumn(rawValue: String($0)) }
      if !view.isEmpty, wanted.contains(.subject) { columns[view] = wanted }
    }
  }
  var text: String {
    columns.sorted { $0.key < $1.key }
      .map { "\($0.key): \($0.value.map(\.rawValue).joined(separator: " "))\n" }.joined()
  }
}

/// The file of ``Habits``: for the operator alone, replaced whole, so that a crash leaves the old or the new one.
struct HabitsFile: Sendable {
  let path: String

  func read() -> Habits {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return Habits() }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    return count > 0 ? Habits(text: String(decoding: buffer[..<count], as: UTF8.self)) : Habits()
  }
  /// Answers whether it could be written; a choice that cannot be kept holds for this session.
  func write(_ habits: Habits) -> Bool {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
    let draft = path + ".new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return false }
    let bytes = Array(habits.text.utf8)
    let written = Glibc.write(descriptor, bytes, bytes.count)
    guard close(descriptor) == 0, written == bytes.count, rename(draft, path) == 0 else {
      unlink(draft)
      return false
    }
    return true
  }
}
