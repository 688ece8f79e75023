/// Names as people of one language bear them: as written, and in Latin letters for the address.
struct DemoNames: Sendable {
  struct Name: Sendable, ExpressibleByStringLiteral {
    let shown: String, latin: String
    /// `田中=tanaka`, or `Müller=mueller`, or a name that is its own Latin form.
    init(stringLiteral text: String) {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      (shown, latin) = (parts[0], (parts.last ?? text).lowercased())
    }
  }
  let first: [Name], last: [Name], zones: [String], places: [Name], companies: [String]
  /// Family name first and no blank between, as in Japanese.
  var familyFirst = false, joint = " "

  func shown(_ first: Name, _ last: Name) -> String {
    familyFirst ? last.shown + joint + first.shown : first.shown + joint + last.shown
  }

  static func of(_ language: String) -> DemoNames { table[language] ?? english }

  private static let english = DemoNames(
    first: [
      "Emma", "Oliver", "Grace", "Noah", "Ruby", "James", "Chloe", "Ethan", "Amelia", "Jack", "Nora", "Liam",
      "Priya", "Marcus", "Hannah", "Owen",
    ],
    last: [
      "Carter", "Hughes", "Patel", "Brooks", "Sullivan", "Foster", "Murphy", "Reid", "Bennett", "Walsh",
      "Ellis", "Okoye", "Fraser", "Hayes",
    ],
    zones: [
      "Europe/London", "America/New_York", "America/Chicago", "America/Los_Angeles", "Australia/Sydney",
      "Europe/Dublin",
    ],
    places: [
      "Harbour", "Blue Oak", "Northgate", "Maple", "Ironbridge", "Silver Lake", "Redwood", "Copper Hill",
      "Lantern", "Fairway",
    ],
    companies: [
      "{} Studio", "{} Logistics", "{} Health", "{} Labs", "{} & Co", "{} Media", "{} Analytics", "{} Foods",
    ])
  private static let table: [String: DemoNames] = [
    "en": english,
    "de": DemoNames(
      first: [
        "Jonas", "Anna", "Lukas", "Sophie", "Jürgen=juergen", "Käthe=kaethe", "Felix", "Marlene", "Uwe",
        "Greta",
      ],
      last: [
        "Müller=mueller", "Schröder=schroeder", "Vogel", "Krüger=krueger", "Weiß=weiss", "Becker", "Lang",
        "Böhm=boehm", "Hartmann",
      ],
      zones: ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich"],
      places: ["Nordlicht", "Elbtal", "Sonnenhof", "Alpenblick", "Hansa", "Rheinwerk"],
      companies: ["{} GmbH", "{} Technik AG", "{} Handel GmbH", "{} Software GmbH"]),
    "es": DemoNames(
      first: ["Marta", "Javier", "Lucía=lucia", "Andrés=andres", "Inés=ines", "Pablo", "Elena", "Hugo"],
      last: ["Ruiz", "García=garcia", "Muñoz=munoz", "Navarro", "Ortega", "Peña=pena", "Castro"],
      zones: ["Europe/Madrid", "America/Mexico_City", "America/Bogota"],
      places: ["Sol", "Costa Azul", "Giralda", "Olivar", "Miramar"],
      companies: ["{} Estudio", "Grupo {}", "{} Digital SL", "{} Viajes"]),
    "fr": DemoNames(
      first: [
        "Camille", "Hélène=helene", "Théo=theo", "Chloé=chloe", "Louis", "Zoé=zoe", "François=francois",
        "Inès=ines",
      ],
      last: ["Lefèvre=lefevre", "Moreau", "Girard", "Dupré=dupre", "Fontaine", "Rousseau", "Bernard"],
      zones: ["Europe/Paris", "Europe/Brussels", "America/Montreal"],
      places: ["Lumière=lumiere", "Mistral", "Belleville", "Atlantique", "Garance"],
      companies: ["{} SARL", "Atelier {}", "{} Conseil", "{} Édition"]),
    "pt": DemoNames(
      first: ["João=joao", "Beatriz", "Tiago", "Inês=ines", "Rafael", "Luíza=luiza"],
      last: ["Silva", "Gonçalves=goncalves", "Araújo=araujo", "Costa", "Ribeiro"],
      zones: ["America/Sao_Paulo", "Europe/Lisbon"],
      places: ["Ipê=ipe", "Atlântico=atlantico", "Serra", "Horizonte"],
      companies: ["{} Ltda", "{} Tecnologia", "Grupo {}"]),
    "it": DemoNames(
      first: ["Giulia", "Marco", "Chiara", "Luca", "Niccolò=niccolo", "Sara"],
      last: ["Rossi", "Bianchi", "Ferrari", "Greco", "Conti", "D’Amico=damico"],
      zones: ["Europe/Rome"], places: ["Aurora", "Tirreno", "Vesuvio", "Brera"],
      companies: ["{} SpA", "Studio {}", "{} Srl"]),
    "pl": DemoNames(
      first: ["Zofia", "Jakub", "Łukasz=lukasz", "Małgorzata=malgorzata", "Piotr"],
      last: ["Wójcik=wojcik", "Zieliński=zielinski", "Kowalczyk", "Dąbrowska=dabrowska", "Lis"],
      zones: ["Europe/Warsaw"], places: ["Wisła=wisla", "Bursztyn", "Tatry"],
      companies: ["{} Sp. z o.o.", "{} Studio"]),
    "tr": DemoNames(
      first: ["Ozan", "Elif", "Çağla=cagla", "Emre", "Şule=sule"],
      last: ["Gündüz=gunduz", "Yılmaz=yilmaz", "Öztürk=ozturk", "Kaya", "Demir"],
      zones: ["Europe/Istanbul"], places: ["Anadolu", "Bosphorus", "Yıldız=yildiz"],
      companies: ["{} A.Ş.", "{} Yazılım", "{} Turizm"]),
    "el": DemoNames(
      first: ["Ελένη=eleni", "Γιώργος=giorgos", "Μαρία=maria", "Νίκος=nikos"],
      last: ["Παπαδόπουλος=papadopoulos", "Οικονόμου=oikonomou", "Βλάχος=vlachos", "Νικολάου=nikolaou"],
      zones: ["Europe/Athens"], places: ["Αιγαίο=aigaio", "Olympos", "Ίριδα=irida"],
      companies: ["{} ΑΕ", "{} Travel"]),
    "ar": DemoNames(
      first: ["ليلى=layla", "عمر=omar", "هدى=huda", "كريم=karim"],
      last: ["حداد=haddad", "منصور=mansour", "الخطيب=alkhatib", "نصار=nassar"],
      zones: ["Asia/Dubai", "Africa/Cairo", "Asia/Riyadh"],
      places: ["النخيل=nakheel", "Oasis", "المرجان=marjan"], companies: ["شركة {}", "{} Trading"]),
    "he": DemoNames(
      first: ["נועה=noa", "איתי=itai", "תמר=tamar", "יואב=yoav"],
      last: ["כהן=cohen", "לוי=levi", "מזרחי=mizrahi", "ברק=barak"],
      zones: ["Asia/Jerusalem"], places: ["גליל=galil", "Carmel"], companies: ["{} בע״מ", "{} Systems"]),
    "ja": DemoNames(
      first: ["健太=kenta", "さくら=sakura", "美咲=misaki", "大輔=daisuke", "陽子=yoko"],
      last: ["田中=tanaka", "鈴木=suzuki", "高橋=takahashi", "伊藤=ito", "渡辺=watanabe"],
      zones: ["Asia/Tokyo"], places: ["あおば=aoba", "富士=fuji", "みなと=minato", "Sakura"],
      companies: ["{}株式会社", "{}デザイン", "株式会社{}"],
      familyFirst: true),
    "zh": DemoNames(
      first: ["伟=wei", "秀英=xiuying", "静=jing", "明远=mingyuan"],
      last: ["王=wang", "李=li", "陈=chen", "赵=zhao", "林=lin"],
      zones: ["Asia/Shanghai", "Asia/Taipei", "Asia/Singapore"],
      places: ["长江=changjiang", "云帆=yunfan", "Jade"], companies: ["{}科技有限公司", "{}贸易有限公司"],
      familyFirst: true, joint: ""),
    "ko": DemoNames(
      first: ["민준=minjun", "서연=seoyeon", "지훈=jihoon"], last: ["김=kim", "박=park", "최=choi", "정=jung"],
      zones: ["Asia/Seoul"], places: ["한빛=hanbit", "Mirae"], companies: ["{} 주식회사", "{} 테크"],
      familyFirst: true, joint: ""),
  ]
}
