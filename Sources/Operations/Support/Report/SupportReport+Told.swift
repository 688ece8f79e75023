import Domain

/// Spans of seconds and shares, as people read them.
public enum FigureWords {
  /// `45s`, `41m`, `3h 05m`; from a hundred hours on `5d 3h`, where days are 24 hours long.
  public static func span(_ seconds: Double?) -> String {
    guard let seconds else { return "-" }
    let whole = Int(seconds.rounded())
    switch whole {
    case ..<60: return "\(whole)s"
    case ..<3600: return "\(whole / 60)m"
    case ..<360_000:
      let minutes = whole / 60 % 60
      return "\(whole / 3600)h \(minutes < 10 ? "0" : "")\(minutes)m"
    default: return "\(whole / 86_400)d \(whole / 3600 % 24)h"
    }
  }
  /// `97.2 %`.
  public static func share(_ share: Double?) -> String {
    guard let share else { return "-" }
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
  /// `1.4`.
  public static func tenth(_ number: Double?) -> String {
    guard let number else { return "-" }
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
  /// What a time is called: `first_response` is First response.
  public static func title(_ figure: String) -> String {
    let words = figure.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension SupportReport {
  /// The report as a table for people.
  var told: String {
    let head = "\(from) to \(to), hours in \(zone)" + (filter.isEmpty ? "" : ", \(filter)")
    let made = "\(created) tickets made, \(waiting) of them without a first reply; \(backlog) open now."
    return [
      head, made, "", timesTold, "", outcomesTold, "",
      Columns.text(
        [["PROMISE", "MET", "BREACHED", "UNKNOWN", "KEPT"]]
          + promises.map {
            [
              FigureWords.title($0.metric), "\($0.met)", "\($0.breached)", "\($0.unknown)",
              FigureWords.share($0.attainment),
            ]
          }), "",
      Columns.text(
        [["OPEN FOR", "TICKETS", "SHARE"]]
          + zip(BacklogAge.allCases, ages).map { [$0.title, "\($1.n)", FigureWords.share($1.share)] }), "",
      Columns.text(
        [["AGENT", "HANDLED", "OWNED", "OPEN", "REOPENED", "FIRST REPLY p50", "p90", "n"]]
          + agents.map {
            [
              $0.agent, "\($0.handled)", "\($0.owned)", "\($0.open)", "\($0.reopened)",
              FigureWords.span($0.firstResponse.calendar?.p50),
              FigureWords.span($0.firstResponse.calendar?.p90),
              "\($0.firstResponse.n)",
            ]
          }), "", hoursTold,
    ].joined(separator: "\n")
  }
  private var timesTold: String {
    func row(_ title: String, _ n: String, _ spread: Spread?) -> [String] {
      [title, n] + [spread?.p50, spread?.p90, spread?.p95, spread?.mean].map(FigureWords.span)
    }
    let rows = times.flatMap { time in
      [row(FigureWords.title(time.figure), "\(time.n)", time.calendar)]
        + (schedule == nil ? [] : [row("  in business time", "", time.business)])
    }
    return Columns.text([["TIME", "n", "p50", "p90", "p95", "MEAN"]] + rows)
      + (schedule.map { "\nBusiness time is the open time of “\($0)”." } ?? "")
  }
  private var outcomesTold: String {
    "Solved \(solves) times, reopened \(reopened) (\(FigureWords.share(reopenRate))). "
      + "One reply was enough for \(touches.oneTouch) of \(touches.n) "
      + "(\(FigureWords.share(touches.oneTouchShare))); replies p50 \(FigureWords.tenth(touches.replies?.p50)), "
      + "p90 \(FigureWords.tenth(touches.replies?.p90))."
  }
  private var hoursTold: String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return Columns.text(
      [["MADE AT"] + (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" }]
        + zip(days, hours).map { [$0] + $1.map { $0 == 0 ? "." : "\($0)" } })
  }
}
