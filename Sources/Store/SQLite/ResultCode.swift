import CSQLite

/// What SQLite's result codes mean for the people who use the store at `path`.
func trouble(_ code: Int32, _ message: String, path: String) -> StoreTrouble {
  let detail = "SQLite \(code): \(message)"
  func made(_ kind: StoreTrouble.Kind, _ problem: String, _ remedy: String) -> StoreTrouble {
    StoreTrouble(kind, problem, remedy: remedy, detail: detail)
  }
  switch code & 0xff {
  case SQLITE_NOTADB:
    return made(
      .foreign, "\(path) is not an opsdeck store.",
      "Name another file with --store; this one is left as it is.")
  case SQLITE_CORRUPT:
    return made(
      .corrupt, "The store \(path) is damaged.",
      "Keep a copy of it and restore the last backup with: opsdeck store restore.")
  case SQLITE_READONLY:
    return made(
      .readOnly, "The store \(path) may only be read.",
      "Give this user the right to write the file and its folder, or open it with --read-only.")
  case SQLITE_BUSY, SQLITE_LOCKED:
    return made(
      .locked, "Another program holds the store \(path) locked.",
      "Close whatever has it open besides opsdeck (a sqlite3 shell, a backup program) and try again.")
  case SQLITE_FULL:
    return made(
      .full, "The disk that holds \(path) is full; nothing was changed.",
      "Make room and do it again; reading goes on meanwhile.")
  case SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN:
    return made(
      .forbidden, "The store \(path) cannot be opened.",
      "Look at the rights of the file, of its -wal and -shm files, and of the folder.")
  case SQLITE_INTERRUPT:
    return made(.interrupted, "It was stopped before it was done.", "Narrow the question, or ask again.")
  case SQLITE_IOERR:
    return made(
      .disk, "The disk under \(path) failed; nothing was changed.",
      "Look at the system's log, and check the store with: opsdeck store check.")
  case SQLITE_CONSTRAINT:
    return made(.constraint, "The store refused the change: \(message).", "Nothing was changed.")
  default: break
  }
  return made(.misuse, "The store could not do it: \(message).", "Please report this with the log.")
}
