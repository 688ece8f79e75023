/// Small PNG pictures without a library: the pixels are stored, not compressed.
enum Picture {
  /// A bar chart of 64 by 40 grey pixels; the same seed draws the same.
  static func chart(seed: Int) -> [UInt8] {
    var random = SplitMix(seed: UInt64(seed))
    let bars = (0..<8).map { _ in 4 + random.below(34) }
    var rows: [UInt8] = []
    for y in 0..<40 {
      rows.append(0)  // filter "none"
      for x in 0..<64 { rows.append(40 - y <= bars[x / 8] && x % 8 < 6 ? 90 : 240) }
    }
    return png(width: 64, height: 40, grey: rows)
  }

  private static func png(width: Int, height: Int, grey rows: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    bytes += chunk("IHDR", number(width) + number(height) + [8, 0, 0, 0, 0])
    // One stored block: header of the stream, final block, length and its complement, data, Adler-32.
    let length = UInt16(rows.count)
    let stored: [UInt8] =
      [0x78, 0x01, 1] + [UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)]
    bytes += chunk("IDAT", stored + rows + number(Int(adler(rows))))
    return bytes + chunk("IEND", [])
  }
  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return number(data.count) + body + number(Int(checksum(body)))
  }
  private static func number(_ n: Int) -> [UInt8] {
    [UInt8(n >> 24 & 255), UInt8(n >> 16 & 255), UInt8(n >> 8 & 255), UInt8(n & 255)]
  }
  private static func adler(_ bytes: [UInt8]) -> UInt32 {
    var a: UInt32 = 1, b: UInt32 = 0
    for byte in bytes { a = (a + UInt32(byte)) % 65_521; b = (b + a) % 65_521 }
    return b << 16 | a
  }
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}

/// One-page PDF files without a library.
enum PDF {
  /// A page with one line of ASCII text.
  static func page(saying text: String) -> [UInt8] {
    let line = text.filter { $0.isASCII && $0 != "(" && $0 != ")" && $0 != "\\" }
    let stream = "BT /F1 14 Tf 60 760 Td (\(line)) Tj ET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        + "/Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var text = "%PDF-1.4\n", places: [Int] = []
    for (number, object) in objects.enumerated() {
      places.append(text.utf8.count)
      text += "\(number + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    func ten(_ n: Int) -> String { String(repeating: "0", count: 10 - String(n).count) + String(n) }
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    text += places.map { ten($0) + " 00000 n \n" }.joined()
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }
}
