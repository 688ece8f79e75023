import Domain
import Glibc
import Operations

/// A command that takes a mail on standard input and its addressees out of the mail: `sendmail -t -oi`.
struct Sendmail {
  /// Why it cannot be started, as a sentence.
  struct Missing: Error, CustomStringConvertible { let description: String }
  /// How long it may take before it is ended, in milliseconds.
  static let patience: Int64 = .minutes(2)
  let words: [String]

  /// Hands a mail over; `alive` is told now and then while the command works.
  func send(_ bytes: [UInt8], alive: () -> Void) throws -> (MailHandover, String?) {
    let input = try file(with: bytes)
    defer { close(input) }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw missing(errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let child: pid_t
    do { child = try start(input, ends[1]) } catch {
      close(ends[0])
      close(ends[1])
      throw error
    }
    close(ends[1])
    let said = listen(to: ends[0], child, alive: alive)
    close(ends[0])
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return Self.verdict(status, said)
  }
  /// What the exit status means (sysexits.h): what would be the same next time is given up.
  static func verdict(_ status: Int32, _ said: String) -> (MailHandover, String?) {
    let words = said.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
    guard status & 0x7f == 0 else {
      return (.later, "The mail program was ended by signal \(status & 0x7f)\(words)")
    }
    let code = status >> 8 & 0xff
    switch code {
    case 0: return (.sent, nil)
    // Usage, data, no such user, no such host, not permitted.
    case 64, 65, 67, 68, 77: return (.refused, "The mail program refused it with \(code)\(words)")
    default: return (.later, "The mail program ended with \(code)\(words)")
    }
  }

  private func missing(_ code: Int32) -> Missing {
    Missing(
      description:
        "\(words.first ?? "The mail program") cannot be started: \(String(cString: strerror(code))). "
        + "Name another one in config.yaml: sendmail.")
  }
  /// A file without a name, so that a mail of any size cannot stand in the way of what the command says.
  private func file(with bytes: [UInt8]) throws -> Int32 {
    var name = Array("/tmp/opsdeck-mail-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw missing(errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(name)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = errno
        close(descriptor)
        throw missing(code)
      }
      done += count
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }
  private func start(_ input: Int32, _ output: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t(), traits = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&traits)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&traits)
    }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    // A group of its own: Ctrl-C at the jobs ends them, not a mail that is on its way.
    posix_spawnattr_setflags(&traits, Int16(POSIX_SPAWN_SETPGROUP))
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let failure = posix_spawnp(&child, words.first ?? "", &actions, &traits, &arguments, environ)
    guard failure == 0 else { throw missing(failure) }
    return child
  }
  /// What the command says, its last 4 kB, until it has ended or its time is over.
  private func listen(to end: Int32, _ child: pid_t, alive: () -> Void) -> String {
    var said: [UInt8] = [], piece = [UInt8](repeating: 0, count: 4096)
    var left = Self.patience
    while left > 0 {
      var entry = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
      let ready = poll(&entry, 1, 1000)
      if ready < 0, errno == EINTR { continue }
      alive()
      if ready == 0 {
        left -= 1000
        if left <= 0 { kill(-child, SIGKILL) }
        continue
      }
      let count = read(end, &piece, piece.count)
      guard count > 0 else { break }
      said = (said + piece[..<count]).suffix(4096)
    }
    return String(decoding: said, as: UTF8.self)
  }
}

/// The folder in which mail is kept that goes nowhere: beside the store, for its owner alone.
struct MailFolder {
  /// Why a mail cannot be kept there, as a sentence.
  struct Trouble: Error, CustomStringConvertible { let description: String }
  let path: String
  init(beside store: String) { path = store + ".mail" }

  /// Writes a file whole or not at all; one of the same name is replaced.
  func write(_ bytes: [UInt8], as name: String) throws {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw trouble(path) }
    let final = path + "/" + name, begun = path + "/." + name
    let descriptor = open(begun, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw trouble(begun) }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw trouble(begun) }
      done += count
    }
    guard fsync(descriptor) == 0, rename(begun, final) == 0 else { throw trouble(final) }
  }
  private func trouble(_ path: String) -> Trouble {
    Trouble(description: "\(path) cannot be written: \(String(cString: strerror(errno))).")
  }
}
