/// Figures as people read them, without a formatter that costs time on first use.
public enum Figures {
  /// `1204331` as `1,204,331`.
  public static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude).utf8)
    var out: [UInt8] = number < 0 ? [0x2D] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { out.append(0x2C) }
      out.append(digit)
    }
    return String(decoding: out, as: UTF8.self)
  }
  /// Seconds as `0:34`, `12:05` or `3:07:09`.
  public static func clock(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let seconds = max(0, seconds), minutes = seconds / 60
    return minutes < 60
      ? "\(minutes):\(two(seconds % 60))" : "\(minutes / 60):\(two(minutes % 60)):\(two(seconds % 60))"
  }
  /// A share as `12 %`, or `0.4 %` under one.
  public static func percent(_ fraction: Double) -> String {
    let percent = fraction * 100
    if percent == 0 || percent.magnitude >= 1 { return "\(Int(percent.rounded())) %" }
    let tenths = Int((percent * 10).rounded())
    return "\(tenths < 0 ? "-" : "")0.\(tenths.magnitude) %"
  }
}
