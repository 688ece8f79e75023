import CTerminal

/// How much memory the process asks the system for.
public enum Footprint {
  /// All threads allocate from one heap. By default each gets one of its own, which costs a console a megabyte and a
  /// system call for every page; few of its threads allocate at once. Call it before there is a second thread.
  public static func useOneHeap() { CTerminal_one_heap() }

  /// Gives memory that is free back to the system, also where something in use lies above it: after a pasted megabyte,
  /// one small text kept would otherwise hold the room of all that was freed below it. Costs some microseconds for
  /// each megabyte of the heap.
  public static func giveBack() { CTerminal_give_back() }

  /// A crash leaves no dump of the memory behind, which holds what customers wrote and what was typed for a password.
  public static func leaveNoDump() { CTerminal_no_dump() }
}
