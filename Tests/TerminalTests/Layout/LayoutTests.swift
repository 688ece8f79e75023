import Terminal
import TestSupport
import Testing

@Suite struct Layouts {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String, tracks: [Track], total: Int, gap: Int, lengths: [Int]
  }
  @Test(arguments: [
    Row(
      testDescription: "what is left goes by weight", tracks: [.fixed(3), .flexible(weight: 2), .flexible()],
      total: 15, gap: 0, lengths: [3, 8, 4]),
    Row(
      testDescription: "a maximum passes its rest on", tracks: [.flexible(upTo: 4), .flexible()], total: 20,
      gap: 0,
      lengths: [4, 16]),
    Row(
      testDescription: "the last cells go to the first parts",
      tracks: [.flexible(), .flexible(), .flexible()],
      total: 8, gap: 0, lengths: [3, 3, 2]),
    Row(
      testDescription: "the smallest priority leaves first",
      tracks: [.fixed(8), .fixed(5, priority: 2), .fixed(5, priority: 1), .flexible(10)], total: 25, gap: 1,
      lengths: [8, 5, 0, 10]),
    Row(
      testDescription: "of equals the last leaves first",
      tracks: [.fixed(8), .fixed(5, priority: 1), .fixed(5, priority: 1)], total: 14, gap: 1,
      lengths: [8, 5, 0]),
    Row(
      testDescription: "essential parts are cut from the end", tracks: [.fixed(8), .fixed(8)], total: 12,
      gap: 1,
      lengths: [8, 3]),
    Row(
      testDescription: "no room gives nothing", tracks: [.fixed(8), .flexible()], total: 0, gap: 1,
      lengths: [0, 0]),
  ])
  func lengths(_ row: Row) { #expect(Layout.lengths(row.tracks, in: row.total, gap: row.gap) == row.lengths) }

  @Test("parts never take more than there is, and what is flexible fills it", arguments: 0..<300)
  func conservation(seed: UInt64) {
    var random = Seeded(seed)
    let tracks = (0..<Int.random(in: 1...7, using: &random)).map { _ in
      Track(
        minimum: .random(in: 0...12, using: &random), maximum: .random(in: 5...60, using: &random),
        weight: .random(in: 0...3, using: &random),
        priority: Bool.random(using: &random) ? .random(in: 0...3, using: &random) : nil)
    }
    let total = Int.random(in: 0...100, using: &random), gap = Int.random(in: 0...2, using: &random)
    let lengths = Layout.lengths(tracks, in: total, gap: gap)
    let shown = lengths.count { $0 > 0 }
    let used = lengths.reduce(0, +) + gap * max(0, shown - 1)
    #expect(used <= total)
    for (length, track) in zip(lengths, tracks) { #expect(length <= track.maximum) }
    if zip(lengths, tracks).contains(where: { $0 > 0 && $0 < $1.maximum && $1.weight > 0 }),
      shown == tracks.count
    {
      #expect(used == total)
    }
    #expect(
      Layout.columns(Rect(3, 1, total, 2), tracks, gap: gap).allSatisfy {
        $0.width == 0 || $0.right <= total + 3
      })
  }
}

@Suite struct Splits {
  @Test func largeWindowsPutThePreviewBeside() {
    let areas = Split().areas(in: Rect(0, 2, 120, 36), screen: Size(120, 40))
    #expect(areas.isBeside)
    #expect(areas.list == Rect(0, 2, 70, 36))
    #expect(areas.divider == Rect(70, 2, 1, 36))
    #expect(areas.preview == Rect(71, 2, 49, 36))
  }
  @Test func lowWindowsPutEightRowsOfPreviewBelow() {
    let areas = Split().areas(in: Rect(0, 2, 120, 20), screen: Size(120, 24))
    #expect(!areas.isBeside)
    #expect(areas.list == Rect(0, 2, 120, 11))
    #expect(areas.divider == Rect(0, 13, 120, 1))
    #expect(areas.preview == Rect(0, 14, 120, 8))
  }
  @Test func zoomGivesOneSideEverything() {
    let area = Rect(0, 2, 120, 36), areas = Split(zoom: .preview).areas(in: area, screen: Size(120, 40))
    #expect(areas.preview == area)
    #expect(areas.list.isEmpty)
  }
  @Test("a window without room shows the list alone") func tiny() {
    let areas = Split().areas(in: Rect(0, 0, 20, 5), screen: Size(20, 5))
    #expect(areas.list == Rect(0, 0, 20, 5))
    #expect(areas.preview.isEmpty && areas.divider.isEmpty)
  }
  @Test(arguments: [
    (Size(59, 40), Breakpoint.tooSmall), (Size(60, 16), .narrow), (Size(80, 24), .usual),
    (Size(100, 29), .usual),
    (Size(100, 30), .beside), (Size(120, 40), .wide), (Size(200, 50), .third),
  ])
  func breakpoints(size: Size, is breakpoint: Breakpoint) { #expect(Breakpoint(size) == breakpoint) }
}
