import CTerminal

/// How much memory the process asks the system for.
public enum Footprint {
  /// All threads allocate from one heap. By default each gets one of its own, which costs a console a megabyte and a
  /// system call for every page; few of its threads allocate at once. Call it before there is a second thread.
  public static func useOneHeap() { CTerminal_one_heap() }
}
