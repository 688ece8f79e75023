import Domain
import Testing

@Suite struct Days {
  @Test("a date and its day number are inverse", arguments: [-1_000_000, -1, 0, 1, 20_000, 2_000_000])
  func inverse(number: Int) { #expect(Day(daysSinceEpoch: number).daysSinceEpoch == number) }

  @Test("the epoch is 1970-01-01")
  func epoch() { #expect(Day(daysSinceEpoch: 0).description == "1970-01-01") }
}
