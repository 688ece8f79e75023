/// A walk through open time from a second on, around the pauses.
struct Walk {
  struct Pause {
    var start: Int64, end: Int64
  }
  private let open: OpenTime, from: Int64, pauses: [Pause], day: Int

  /// The pauses are in order and do not touch.
  init(_ open: OpenTime, from: Int64, pauses: [Pause] = []) {
    (self.open, self.from, self.pauses) = (open, from, pauses)
    day = open.day(at: from)
  }

  /// The second at which `amount` of open time has passed; nil when it is out of reach.
  mutating func forward(_ amount: Int64, stopsAtClosing: Bool) -> Int64? {
    var rest = amount, pause = pauses.firstIndex { $0.end > from } ?? pauses.count
    // A day earlier: a clock that is set back over midnight shows the date before again.
    let first = OpenTime.number(ofDay: day - 1), last = OpenTime.number(ofDay: day + BusinessTime.reach)
    for number in first...last {
      let weeks = open.weeks(number), stretches = weeks.stretches
      guard let end = stretches.last?.end, let start = stretches.first?.start else { continue }
      var place = number <= first + 1 ? weeks.firstPlace(endingAfter: from) : 0
      if place == 0, start >= from, rest > weeks.total,
        pause == pauses.count || pauses[pause].start >= end
      {
        rest -= weeks.total
        continue
      }
      while place < stretches.count {
        var start = max(stretches[place].start, from)
        let end = stretches[place].end
        while start < end {
          while pause < pauses.count, pauses[pause].end <= start { pause += 1 }
          var stop = end
          if pause < pauses.count, pauses[pause].start < end {
            if pauses[pause].start <= start { start = pauses[pause].end; continue }
            stop = pauses[pause].start
          }
          if rest < stop - start || (rest == stop - start && stopsAtClosing) { return start + rest }
          rest -= stop - start
          start = stop
        }
        place += 1
      }
    }
    return nil
  }
  /// The second from which `amount` of open time passes until the start of the walk; nil when it is out of reach.
  mutating func backward(_ amount: Int64) -> Int64? {
    var rest = amount, pause = (pauses.lastIndex { $0.start < from } ?? -1)
    let first = OpenTime.number(ofDay: day + 1), last = OpenTime.number(ofDay: day - BusinessTime.reach)
    for number in stride(from: first, through: last, by: -1) {
      let weeks = open.weeks(number), stretches = weeks.stretches
      guard let end = stretches.last?.end, let start = stretches.first?.start else { continue }
      var place = number >= first - 1 ? weeks.endPlace(startingBefore: from) : stretches.count
      if place == stretches.count, end <= from, rest > weeks.total, pause < 0 || pauses[pause].end <= start {
        rest -= weeks.total
        continue
      }
      while place > 0 {
        place -= 1
        let start = stretches[place].start
        var end = min(stretches[place].end, from)
        while start < end {
          while pause >= 0, pauses[pause].start >= end { pause -= 1 }
          var stop = start
          if pause >= 0, pauses[pause].end > start {
            if pauses[pause].end >= end { end = pauses[pause].start; continue }
            stop = pauses[pause].end
          }
          if rest <= end - stop { return end - rest }
          rest -= end - stop
          end = stop
        }
      }
    }
    return nil
  }
  /// Seconds open, outside the pauses, until `to`, which is not before the start of the walk.
  mutating func openSeconds(until to: Int64) -> Int64 {
    var total: Int64 = 0
    pieces(until: to) { start, end in
      total += end - start
      return true
    } whole: { weeks in
      total += weeks.total
    }
    return total
  }
  /// Hands out each piece of open, unpaused time until `to`, as long as `body` returns true; weeks that are open
  /// without a pause between go to `whole` at once where it is given.
  mutating func pieces(
    until to: Int64, _ body: (Int64, Int64) -> Bool, whole: ((OpenWeeks) -> Void)? = nil
  ) {
    guard from < to else { return }
    var pause = pauses.firstIndex { $0.end > from } ?? pauses.count
    let first = OpenTime.number(ofDay: day - 1), last = OpenTime.number(ofDay: open.day(at: to) + 1)
    for number in first...last {
      let weeks = open.weeks(number), stretches = weeks.stretches
      guard let end = stretches.last?.end, let start = stretches.first?.start else { continue }
      if let whole, start >= from, end <= to, pause == pauses.count || pauses[pause].start >= end {
        whole(weeks)
        continue
      }
      var place = number <= first + 1 ? weeks.firstPlace(endingAfter: from) : 0
      while place < stretches.count, stretches[place].start < to {
        var start = max(stretches[place].start, from)
        let end = min(stretches[place].end, to)
        while start < end {
          while pause < pauses.count, pauses[pause].end <= start { pause += 1 }
          var stop = end
          if pause < pauses.count, pauses[pause].start < end {
            if pauses[pause].start <= start { start = pauses[pause].end; continue }
            stop = pauses[pause].start
          }
          if !body(start, stop) { return }
          start = stop
        }
        place += 1
      }
    }
  }
}
