import Domain

extension Instant {
  /// How long ago, in a word: `3 h`.
  func ago(at now: Instant) -> String { TimeWords.relative(self, now: now) }
  /// How old, in a word: `3 h`.
  func age(at now: Instant) -> String { now < self ? "" : TimeWords.span(now - self) }
  /// When, as short as it is clear from here: `14:02`, `Tue 12:58`, `12 Mar`.
  func short(at now: Instant, in zone: any ZoneRules) -> String { TimeWords.when(self, now: now, in: zone) }
  /// Date and time in full.
  func long(in zone: any ZoneRules) -> String { TimeWords.full(self, in: zone) }
  /// The time of day.
  func clock(in zone: any ZoneRules) -> String { TimeWords.time(zone.local(self)) }
  /// When, to the second: `14:02:11` today, `24 Nov 14:02:11` else.
  func stamp(at now: Instant, in zone: any ZoneRules) -> String {
    let local = zone.local(self), seconds = local.second % 60
    let time = TimeWords.time(local) + (seconds < 10 ? ":0" : ":") + "\(seconds)"
    if local.day == zone.day(of: now) { return time }
    // The date as it is told elsewhere, without the year and the weekday.
    let words = long(in: zone).split(separator: " ")
    return "\(words.dropFirst().prefix(2).joined(separator: " ")) \(time)"
  }
}
