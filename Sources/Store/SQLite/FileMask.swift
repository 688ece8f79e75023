import Glibc

/// Makes files of this process private for a moment, whatever the user's mask; returns the old mask.
func maskedCreation() -> mode_t { umask(0o077) }
/// Puts the user's mask back.
func restoreMask(_ mask: mode_t) { umask(mask) }
/// Makes an empty file for its owner alone, where there is nothing yet, not even a link; whether it did.
func makePrivateFile(_ path: String) -> Bool {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
  return descriptor >= 0 && close(descriptor) == 0
}
