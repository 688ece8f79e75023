import Glibc

/// Makes files of this process private for a moment, whatever the user's mask; returns the old mask.
func maskedCreation() -> mode_t { umask(0o077) }
/// Puts the user's mask back.
func restoreMask(_ mask: mode_t) { umask(mask) }
