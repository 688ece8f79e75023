import Domain
import Testing

@testable import Exchange

@Suite struct HTMLTextTests {
  @Test(
    "HTML becomes text people can read",
    arguments: [
      ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"),
      ("<ul><li>a<li>b</ul>c", "- a\n- b\n\nc"),
      ("<style>x{}</style><script>alert(1)</script><title>t</title>a", "a"),
      ("<!-- <b>no</b> -->a<!-- > -->b", "ab"),
      (
        "<a href=\"http://x.y/z\">here</a> and <a href='http://x.y'>http://x.y</a>",
        "here <http://x.y/z> and http://x.y"
      ),
      ("<a href=\"javascript:evil()\">click</a>", "click"),
      ("a &amp; b &lt;c&gt; &#8364;&#x41;&eacute;&bogus; &", "a & b <c> €Aé&bogus; &"),
      ("<blockquote>q<blockquote>r</blockquote></blockquote>s", "> q\n>\n> > r\n\ns"),
      ("<pre>a\n  b</pre>c", "a\n  b\nc"),
      ("1 < 2 and a<b", "1 < 2 and a"),
      ("  lots \n of   space ", "lots of space"),
      ("<td>a</td><td>b</td>", "a b"),
    ])
  func plain(html: String, text: String) { #expect(HTMLText.plain(html) == text) }
  @Test func `a megabyte of open tags is read in one go`() {
    let tags = String(repeating: "<a href=\"x\"><blockquote>", count: 40_000)
    #expect(HTMLText.plain(tags + "end") == String(repeating: "> ", count: 10) + "end")
  }
  @Test func `links in one line keep each its own words and target`() {
    let links = String(repeating: "<a href=\"http://x.y/é\">é</a> ", count: 20_000)
    let text = HTMLText.plain("ünder " + links)
    #expect(text == "ünder " + Array(repeating: "é <http://x.y/é>", count: 20_000).joined(separator: " "))
  }
}
