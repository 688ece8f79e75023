import Domain
import Testing

@testable import Exchange

@Suite struct CharsetTests {
  @Test(
    "charsets are known by the names mails give them",
    arguments: [
      ("ISO-8859-1", "CP1252"), ("latin1", "CP1252"), ("us-ascii", "CP1252"), ("UTF8", "UTF-8"),
      ("ks_c_5601-1987", "CP949"), ("EUC-KR", "CP949"), ("Shift_JIS", "CP932"), ("x-sjis", "CP932"),
      ("iso-2022-jp", "ISO-2022-JP-3"), ("big5", "CP950"), ("gb2312", "GB18030"), ("koi8-r", "KOI8-R"),
      ("Windows-1251", "CP1251"), ("cp1250", "CP1250"), ("iso-8859-15", "ISO-8859-15"),
      ("iso-8859-9", "CP1254"),
    ])
  func names(label: String, name: String) {
    #expect(Charset(named: label)?.name == name)
    #expect(Charset(named: label).map { Conversion($0) != nil } == true)
  }
  @Test(
    "names that mean nothing are none",
    arguments: ["x-unknown", "none", "", "iso-8859-99", "utf-8//TRANSLIT/../x y"])
  func strangers(label: String) {
    #expect(Charset(named: label) == nil || Charset(named: label) == .utf8)
  }
  @Test(
    "each byte without a meaning is shown as one",
    arguments: [
      ("euc-kr", [0x41, 0xFF, 0x42], "A\u{FFFD}B"),
      ("shift_jis", [0x41, 0x80, 0x42, 0x81], "A\u{FFFD}B\u{FFFD}"),
      ("gb18030", [0xC4, 0xE3, 0xBA, 0xC3, 0xFF], "你好\u{FFFD}"),
    ] as [(String, [UInt8], String)])
  func broken(label: String, bytes: [UInt8], text: String) {
    #expect(Charset(named: label)?.decode(bytes) == text)
  }
  @Test func `long text in a charset of many bytes is converted whole`() {
    let text = String(repeating: "한국말로 하는 것 ", count: 20_000)
    let one: [UInt8] = [
      0xC7, 0xD1, 0xB1, 0xB9, 0xB8, 0xBB, 0xB7, 0xCE, 0x20, 0xC7, 0xCF, 0xB4, 0xC2, 0x20, 0xB0, 0xCD, 0x20,
    ]
    let many = (0..<20_000).flatMap { _ in one }
    #expect(Charset(named: "euc-kr")?.decode(many) == text)
  }
}

@Suite struct TransferEncodingTests {
  @Test(
    "spellings",
    arguments: [
      ("quoted-printable", TransferEncoding.quotedPrintable), ("quoted printable", .quotedPrintable),
      ("quoted-printable;", .quotedPrintable), ("Quoted-Printable", .quotedPrintable), ("BASE64", .base64),
      ("x-uuencode", .uuencode), ("7-bit", .identity), ("8bits", .identity), ("plain", .identity),
      ("text/html", .identity),
      ("", .identity), (nil, .identity),
    ] as [(String?, TransferEncoding)])
  func spelling(name: String?, encoding: TransferEncoding) { #expect(TransferEncoding(name) == encoding) }

  @Test(
    "decoding forgives",
    arguments: [
      (TransferEncoding.quotedPrintable, "a=20b=\r\nc=3D=\n=E4 = =x=", "a bc=\u{E4} = =x"),
      (.base64, "aGVs\r\nbG8=", "hello"), (.base64, "aGVsbG8", "hello"),
      (.base64, "aGVs!bG8==aGk=", "hellohi"),
      (.uuencode, "begin 644 x\n%:&5L;&\\\n`\nend\n", "hello"), (.uuencode, "no begin", ""),
    ])
  func decodes(encoding: TransferEncoding, text: String, expected: String) {
    let out = encoding.decode(Array(text.utf8)[...])
    #expect(String(String.UnicodeScalarView(out.map { Unicode.Scalar($0) })) == expected)
  }
}
