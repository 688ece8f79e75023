/// How much of a row or column of areas one part may have.
///
/// A part that has a `priority` may be left out when the room does not suffice for all the minimums: the one
/// with the smallest number goes first, and of equals the last. A part without one is essential and stays.
public struct Track: Hashable, Sendable {
  /// Cells it needs, and cells it takes at most.
  public var minimum: Int, maximum: Int
  /// Its share of what is left over once every part has its minimum; 0 takes none.
  public var weight: Int
  /// `nil` is essential; otherwise the smallest number is left out first.
  public var priority: Int?

  /// Makes a part; a maximum below the minimum counts as the minimum.
  public init(minimum: Int, maximum: Int = .max, weight: Int = 1, priority: Int? = nil) {
    self.minimum = max(0, minimum)
    self.maximum = max(self.minimum, maximum)
    (self.weight, self.priority) = (max(0, weight), priority)
  }
  /// Exactly so many cells.
  public static func fixed(_ cells: Int, priority: Int? = nil) -> Track {
    Track(minimum: cells, maximum: cells, weight: 0, priority: priority)
  }
  /// As many cells as are left, by weight.
  public static func flexible(
    _ minimum: Int = 1, upTo maximum: Int = .max, weight: Int = 1, priority: Int? = nil
  ) -> Track { Track(minimum: minimum, maximum: maximum, weight: weight, priority: priority) }
}

/// Divides areas. Everything follows from width and height alone, so equal sizes give equal screens.
public enum Layout {
  /// The cells for each part; 0 for those that were left out.
  ///
  /// The parts and the gaps between the ones that stay never take more than `total`. Essential parts that
  /// together do not fit are cut from the end.
  public static func lengths(_ tracks: [Track], in total: Int, gap: Int = 0) -> [Int] {
    var stays = tracks.map { _ in true }
    var needed = tracks.reduce(0) { $0 + $1.minimum } + gap * max(0, tracks.count - 1)
    while needed > total, let out = firstToGo(tracks, stays) {
      stays[out] = false
      needed -= tracks[out].minimum + gap
    }
    var lengths = tracks.indices.map { stays[$0] ? tracks[$0].minimum : 0 }
    if needed > total { return cut(lengths, to: total, gap: gap, stays) }
    var left = total - needed
    while left > 0 {
      let open = tracks.indices.filter {
        stays[$0] && tracks[$0].weight > 0 && lengths[$0] < tracks[$0].maximum
      }
      let weights = open.reduce(0) { $0 + tracks[$1].weight }
      guard weights > 0 else { break }
      var given = 0
      for index in open {
        let share = left * tracks[index].weight / weights
        let more = min(share, tracks[index].maximum - lengths[index])
        lengths[index] += more
        given += more
      }
      if given == 0 {  // fewer cells than parts: one each, from the first
        for index in open where given < left { lengths[index] += 1; given += 1 }
      }
      left -= given
    }
    return lengths
  }
  /// Areas side by side, each as high as `area`; empty ones were left out.
  public static func columns(_ area: Rect, _ tracks: [Track], gap: Int = 0) -> [Rect] {
    var x = area.x
    return lengths(tracks, in: area.width, gap: gap).map { width in
      defer { if width > 0 { x += width + gap } }
      return Rect(x, area.y, width, area.height)
    }
  }
  /// Areas one below the other, each as wide as `area`; empty ones were left out.
  public static func rows(_ area: Rect, _ tracks: [Track], gap: Int = 0) -> [Rect] {
    var y = area.y
    return lengths(tracks, in: area.height, gap: gap).map { height in
      defer { if height > 0 { y += height + gap } }
      return Rect(area.x, y, area.width, height)
    }
  }

  private static func firstToGo(_ tracks: [Track], _ stays: [Bool]) -> Int? {
    var found: (index: Int, priority: Int)?
    for (index, track) in tracks.enumerated() where stays[index] {
      if let priority = track.priority, priority <= found?.priority ?? .max { found = (index, priority) }
    }
    return found?.index
  }
  private static func cut(_ lengths: [Int], to total: Int, gap: Int, _ stays: [Bool]) -> [Int] {
    var left = total, lengths = lengths, isFirst = true
    for index in lengths.indices where stays[index] && lengths[index] > 0 {
      if !isFirst { left -= gap }
      lengths[index] = max(0, min(lengths[index], left))
      left -= lengths[index]
      isFirst = false
    }
    return lengths
  }
}
