import Terminal
import Testing

@Suite struct MixedNames {
  @Test(
    "a name that passes for another is flagged",
    arguments: [
      "Аcme GmbH",  // Cyrillic A
      "Mаrta Ruiz", "Οzan GmbH", "Раураl Inc", "ВАСО Ltd", "apple ѕupport", "Gοοgle", "Նick", "Еurо Bank",
    ])
  func flagged(name: String) {
    #expect(MixedScripts.isSuspicious(name))
    #expect(MixedScripts.marked(name) == "⚠ " + name)
    #expect(MixedScripts.marked(name, ascii: true) == "?! " + name)
  }
  @Test(
    "names as people and companies have them are not",
    arguments: [
      "Acme GmbH", "Ozan Gündüz", "Łukasz Żółć", "Nguyễn Thị Hồng", "北京数据有限公司", "株式会社サンプル", "ソニーGroup",
      "LG전자",
      "Иван Петров", "Иван Петров GmbH", "Δημήτρης Παπαδόπουλος", "שרה כהן", "ليلى حداد", "मीरा शर्मा",
      "Ромашка LLC",
      "გიორგი", "Armen Պետրոսյան", "e\u{301}lodie", "O’Brien & Søn 3", "", "…",
    ])
  func common(name: String) {
    #expect(!MixedScripts.isSuspicious(name))
    #expect(MixedScripts.marked(name) == name)
  }
}
