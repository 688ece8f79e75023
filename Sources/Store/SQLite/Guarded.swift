import Glibc

/// A value that one thread at a time may touch.
///
/// `Mutex` of the standard library wants closures whose results are `sending`; what a transaction hands back is
/// whatever the caller made of it, so this is the plain lock. Sendable because every way to the value is locked.
final class Guarded<Value>: @unchecked Sendable {
  private var value: Value
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init(_ value: Value) {
    self.value = value
    var kind = pthread_mutexattr_t()
    pthread_mutexattr_init(&kind)
    pthread_mutexattr_settype(&kind, Int32(PTHREAD_MUTEX_ERRORCHECK))
    pthread_mutex_init(lock, &kind)
    pthread_mutexattr_destroy(&kind)
  }
  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  func withLock<T>(_ body: (inout Value) throws -> T) rethrows -> T {
    precondition(pthread_mutex_lock(lock) == 0, "a write inside a write of the same store")
    defer { pthread_mutex_unlock(lock) }
    return try body(&value)
  }
}
