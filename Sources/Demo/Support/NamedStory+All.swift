import Domain

extension NamedStory {
  /// The tickets that are told by hand, the newest number last.
  static let all: [NamedStory] = earlier + desk

  private static let earlier: [NamedStory] = [
    NamedStory(
      312, "Trial for two colleagues", by: 2, .closed, 1, .onboarding, "trial", priority: .low,
      .customer(86_400, "Hello,\n\ncan two colleagues try the yearly plan before we buy it?\n\nMarta Ruiz"),
      .agent(
        86_200, 1,
        "Dear Marta,\n\nof course: both invitations are on their way, the trial runs for fourteen days.\n\nKind regards\nAda"
      )),
    NamedStory(
      655, "Seats for interns", by: 2, .solved, 1, .billing, "seats",
      .customer(
        40_300, "Hello,\n\nwe take two interns for three months. Do they need paid seats?\n\nMarta Ruiz"),
      .agent(40_100, 1, "Dear Marta,\n\nguests are free as long as they only comment.\n\nKind regards\nAda")),
    NamedStory(
      871, "Wrong VAT id", by: 2, .solved, 4, .billing, "invoice tax",
      .customer(
        23_200, "Hello,\n\nthe VAT id on our last invoice has two digits the wrong way round.\n\nMarta Ruiz",
        file: .invoice),
      .agent(22_900, 4, "Dear Marta,\n\nthe corrected invoice is in your account.\n\nKind regards\nLee")),
    NamedStory(
      940, "Single sign-on for contractors", by: 9, .onHold, 1, .technical, "sso",
      .customer(
        12_960,
        "Hi,\n\ncan contractors log in with their own provider while our staff uses ours?\n\nLiam Foster"),
      .note(12_400, 1, "Two providers in one workspace come with the next release. On hold until then.")),
    NamedStory(
      977, "Custom domain shows the old certificate", by: 4, .onHold, 3, .technical, "dns", kind: .problem,
      .customer(
        7_300, "Hello,\n\nour help page still shows the certificate of the former provider.\n\nGrace Brooks"),
      .note(6_900, 3, "The registrar caches for two days. Waiting for them.")),
    NamedStory(
      998, "解約について (cancellation of plan)", by: 3, .pending, 1, .billing, "cancel", priority: .high,
      .customer(2_900, "お世話になっております。\n\n今月末でプランを解約したいのですが、手続きの方法を教えていただけますでしょうか。\n\nよろしくお願いいたします。\n高橋 美咲"),
      .agent(2_400, 1, "高橋様\n\nご連絡ありがとうございます。解約は「お支払い」画面からお手続きいただけます。データは契約終了後30日間保管されます。\n\nAda"),
      .note(2_390, 1, "Premium since two years: told kim, she may call.")),
    NamedStory(
      1003, "Contract renewal: which price applies", by: 5, .pending, 2, .billing, "billing contract",
      .customer(
        5_800,
        "Hello,\n\nour contract renews next month. Does the old price hold, or the one on your page?\n\nJürgen Vogel"
      ),
      .agent(
        5_300, 2, "Dear Mr Vogel,\n\nthe old price holds for one more year. Shall I send you the offer?\n\nBo"
      )),
  ]

  private static let desk: [NamedStory] = [
    NamedStory(
      1011, "Audit report for the year: who changed what", by: 9, .pending, 2, .support, "audit",
      .customer(4_900, "Hi,\n\nour auditors ask who changed which permission this year.\n\nLiam Foster"),
      .agent(4_500, 2, "Hello Liam,\n\nthe audit page has an export by date. Is that what they need?\n\nBo")),
    NamedStory(
      1019, "Please add a second VAT id", by: 5, .pending, 1, .billing, "tax",
      .customer(
        4_400,
        "Guten Tag,\n\nwe now also buy through our branch in Vienna. Can one account carry two VAT ids?\n\nJürgen Vogel"
      ),
      .agent(4_020, 1, "Dear Mr Vogel,\n\nyes, one for each country. Please send us the second one.\n\nAda")),
    NamedStory(
      1031, "Change of owner for two workspaces", by: 11, .pending, 2, .onboarding, "workspace", kind: .task,
      .customer(
        3_900,
        "Hello,\n\nthe owner of two of our workspaces has left. Please make me the owner.\n\nPriya Patel"),
      .agent(3_500, 2, "Hello Priya,\n\nplease have somebody with the role admin confirm it by mail.\n\nBo")),
    NamedStory(
      1042, "Refund for double charge", by: 2, .open, 1, .billing, "billing refund", priority: .urgent,
      watchers: [2, 3],
      .customer(
        94,
        "Hello,\n\nI was charged 89.00 EUR twice on {date}: invoices in_771 and in_774. Please refund one of them, the bank statement is attached.\n\nMarta Ruiz\n\n> On the same day you wrote:\n> Your payment of 89.00 EUR has arrived.\n> Thank you for staying with us.",
        file: .statement),
      .note(
        72, 2,
        "Both are paid. in_774 came from the proration bug (S-77); 31 other customers are hit, the list is in KB-40.\n@kim please approve the refund."
      )),
    NamedStory(
      1052, "Export contains the columns twice", by: 8, .pending, 1, .support, "export", kind: .problem,
      .customer(
        2_600,
        "Bonjour,\n\ndepuis la dernière mise à jour, chaque colonne figure deux fois dans l’export.\n\nHélène Moreau",
        file: .table),
      .agent(2_100, 1, "Bonjour Hélène,\n\nmerci pour l’exemple. Quel navigateur utilisez-vous ?\n\nAda")),
    NamedStory(
      1057, "Cannot log in after SSO move", by: 1, .open, nil, .technical, "sso", priority: .high,
      kind: .incident,
      .customer(
        96,
        "Since this morning every login ends in \"403 org_mismatch\". We moved to the new SSO yesterday evening. Log attached.\n\n{name}\n\n> Dear customers,\n> the new single sign-on is ready.\n> You can move at any time.",
        file: .log),
      .note(74, 2, "Mapping of the org id is missing: KB-12.\nSame as T-0871.")),
    NamedStory(
      1064, "Delivery of the monthly report", by: 4, .onHold, 1, .support, "reports",
      .customer(
        2_000, "Hello,\n\nthe report of the first has not arrived, for the second time.\n\nGrace Brooks"),
      .note(1_700, 1, "The mail provider throttles us. They answer on Monday.")),
    NamedStory(
      1079, "Rechnung an falsche Adresse", by: 5, .open, 3, .billing, "invoice",
      .customer(
        1_500,
        "Guten Tag,\n\ndie letzte Rechnung ging an eine Kollegin, die nicht mehr bei uns ist. Bitte künftig an die Buchhaltung.\n\nMit freundlichen Grüßen\nJürgen Vogel",
        file: .invoice)),
    NamedStory(
      1088, "How do we export all conversations?", by: 11, .pending, 1, .support, "export",
      .customer(
        1_300,
        "Hello,\n\nour auditors ask for all conversations. The button gives us 10,000 rows at most.\n\nPriya Patel"
      ),
      .agent(
        1_100, 1,
        "Hello Priya,\n\nexports above that run in the background: Export, Everything. Did the link arrive?\n\nAda"
      )),
    NamedStory(
      1093, "Webhook signature does not match", by: 9, .open, 2, .technical, "api webhook", kind: .problem,
      .customer(
        1_150,
        "Hi,\n\nsome webhooks fail the signature check since yesterday. The body is untouched.\n\nLiam Foster",
        file: .log),
      .agent(
        900, 2, "Hello Liam,\n\nsignatures are made over the raw body. Is there a proxy between us?\n\nBo"),
      .customer(
        700,
        "There is one, and it rewrites line ends. But only since yesterday?\n\nLiam\n\n> signatures are made over the raw body. Is there a proxy between us?"
      )),
    NamedStory(
      1101, "Invoice PDF is empty", by: 4, .open, nil, .billing, "invoice", kind: .problem,
      .customer(640, "Hello,\n\nthe PDF of our last invoice has one page and it is white.\n\nGrace Brooks")),
    NamedStory(
      1115, "Quota reached although we deleted half of it", by: 11, .open, nil, .support, "quota",
      priority: .high, kind: .problem,
      .customer(
        410,
        "Hello,\n\nwe deleted 40 projects and still read 100 of 100 used. Nobody can upload.\n\nPriya Patel",
        file: .screenshot)),
    NamedStory(
      1120, "API returns 429 for a single request", by: 9, .new, nil, .technical, "api", kind: .problem,
      .customer(300, "Hi,\n\nthe first call of the day already answers 429.\n\nLiam Foster")),
    NamedStory(
      1122, "Trial ended two days early", by: 12, .new, nil, .billing, "trial",
      .customer(
        268, "Hi,\n\nour trial was to run until Friday and today we are asked for a card.\n\nNoah Reid")),
    NamedStory(
      1125, "Password reset mail does not arrive", by: 1, .new, nil, .technical, "mail", kind: .incident,
      .customer(
        240, "Hello,\n\nthree colleagues asked for a new password, and nothing arrives.\n\nOzan Gündüz")),
    NamedStory(
      1126, "Ερώτηση για το τιμολόγιο (question about the invoice)", by: 6, .new, nil, .billing, "invoice",
      .customer(
        221,
        "Καλημέρα σας,\n\nστο τελευταίο τιμολόγιο το ΑΦΜ είναι λάθος. Μπορείτε να το διορθώσετε;\n\nΜαρία Βλάχου"
      )),
    NamedStory(
      1127, "Seats: 25 paid, 22 usable", by: 1, .new, nil, .support, "quota",
      .customer(203, "Hello,\n\nwe pay for 25 seats, and the 23rd invitation is refused.\n\nOzan Gündüz")),
    NamedStory(
      1128, "Two-factor code refused on the new phone", by: 4, .new, nil, .technical, "login",
      .customer(187, "Hello,\n\nI have a new phone, and every code is refused.\n\nGrace Brooks")),
    NamedStory(
      1129, "Importing 40,000 contacts", by: 8, .new, nil, .onboarding, "import",
      .customer(
        170,
        "Bonjour,\n\nl’import de 40 000 contacts s’arrête à la ligne 12 000, sans message.\n\nHélène Moreau",
        file: .table)),
    NamedStory(
      1130, "发票抬头需要更改 (change of the invoice title)", by: 7, .new, nil, .billing, "invoice",
      .customer(155, "您好，\n\n发票抬头写错了，应为“云帆科技有限公司”。请问可以重新开具吗？\n\n陈静")),
    NamedStory(
      1131, "Dark mode makes the chart labels unreadable", by: 12, .new, nil, .support, "ui", priority: .low,
      .customer(
        140, "Hi,\n\nwith dark mode on, the labels are dark grey on black. 🙈\n\nNoah Reid", file: .screenshot)
    ),
    NamedStory(
      1132, "Refund arrived in the wrong currency", by: 10, .new, nil, .billing, "billing",
      .customer(
        121, "مرحباً،\n\nوصل المبلغ المسترد بعملة مختلفة، وخصم البنك رسوماً. هل يمكن تصحيح ذلك؟\n\nليلى حداد")),
    NamedStory(
      1133, "Cannot delete a workspace with archived boards", by: 11, .new, nil, .support, "workspace",
      .customer(
        101,
        "Hello,\n\nthe button to delete the workspace stays grey. All boards are archived.\n\nPriya Patel")),
    NamedStory(
      1134, "Webhook retries stopped after the first failure", by: 9, .new, nil, .technical, "api",
      kind: .incident,
      .customer(
        60, "Hi,\n\nour endpoint was down for ten minutes. Afterwards nothing was sent again.\n\nLiam Foster",
        file: .log)),
    NamedStory(
      1135, "Coupon SPRING is refused", by: 12, .new, nil, .billing, "coupon",
      .customer(31, "Hi,\n\nthe code SPRING is refused with \"not valid for this plan\".\n\nNoah Reid")),
  ]
}
