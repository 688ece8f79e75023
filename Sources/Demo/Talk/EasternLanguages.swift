extension Talk {
  static let turkish = Talk(
    language: "tr",
    topics: [
      Topic(
        "login sso", .technical, kind: .incident, file: .log,
        ["Giriş yapamıyoruz", "SSO geçişinden sonra {code} hatası"],
        ["bu sabah {time} itibarıyla {count} kişi giriş yapamıyor, {code} hatası alıyoruz. Günlük ekte."]),
      Topic(
        "invoice", .billing, ["Fatura adresi değişikliği", "{invoice} numaralı fatura"],
        ["{invoice} numaralı faturada eski adresimiz görünüyor. Düzeltebilir misiniz?"]),
    ],
    greetings: ["Merhaba,", "İyi günler,"],
    closings: ["Teşekkürler\n{name}", "Saygılarımla\n{name}\n{company}"],
    followUps: ["{time} itibarıyla hâlâ aynı.", "Bir gelişme var mı?"], thanks: ["Düzeldi, çok teşekkürler!"],
    replies: [
      "mesajınız için teşekkürler. {workspace} üzerinde inceliyoruz.",
      "son denemenizin saatini paylaşır mısınız?",
    ],
    solutions: ["sorun giderildi. Tekrarlarsa lütfen yazın."], signOff: "Saygılarımızla\n{agent}",
    quoteLine: "{date} tarihinde {name} yazdı:")

  static let polish = Talk(
    language: "pl",
    topics: [
      Topic(
        "invoice tax", .billing, file: .invoice, ["Błędny NIP na fakturze", "Korekta faktury {invoice}"],
        ["na fakturze {invoice} jest błędny NIP. Prosimy o korektę na {company}."]),
      Topic(
        "performance", .technical, kind: .incident,
        ["Strona działa bardzo wolno", "Błąd {code} po zalogowaniu"],
        ["od {time} wszystko działa bardzo wolno, dotyczy to {count} osób."]),
    ],
    greetings: ["Dzień dobry,", "Witam,"],
    closings: ["Pozdrawiam\n{name}", "Z poważaniem\n{name}\n{company}"],
    followUps: ["O {time} znowu to samo.", "Czy są jakieś wieści?"], thanks: ["Działa, bardzo dziękuję!"],
    replies: ["dziękujemy za wiadomość, sprawdzamy to w {workspace}."],
    solutions: ["problem został rozwiązany. Prosimy o wiadomość, jeśli wróci."],
    signOff: "Z poważaniem\n{agent}", quoteLine: "Dnia {date} {name} napisał(a):")

  static let greek = Talk(
    language: "el",
    topics: [
      Topic(
        "invoice", .billing, ["Ερώτηση για το τιμολόγιο", "Λάθος ΑΦΜ στο {invoice}"],
        ["στο τιμολόγιο {invoice} το ΑΦΜ είναι λάθος. Μπορείτε να το διορθώσετε;"]),
      Topic(
        "login", .technical, kind: .incident, ["Δεν μπορώ να συνδεθώ", "Σφάλμα {code}"],
        ["από τις {time} εμφανίζεται το σφάλμα {code} σε {count} άτομα."]),
    ],
    greetings: ["Καλημέρα σας,", "Γεια σας,"],
    closings: ["Με εκτίμηση\n{name}", "Ευχαριστώ\n{name}\n{company}"],
    followUps: ["Το δοκίμασα ξανά στις {time}, τα ίδια.", "Υπάρχει κάποιο νέο;"],
    thanks: ["Λύθηκε, ευχαριστώ πολύ!"],
    replies: ["ευχαριστούμε για το μήνυμα. Ελέγχουμε το {workspace}."],
    solutions: ["διορθώθηκε. Αν ξανασυμβεί, γράψτε μας."],
    signOff: "Με εκτίμηση\n{agent}", quoteLine: "Στις {date}, {name} έγραψε:")

  static let arabic = Talk(
    language: "ar",
    topics: [
      Topic(
        "billing", .billing, ["استفسار عن الفاتورة", "تم الخصم مرتين"],
        [
          "تم خصم مبلغ {amount} مرتين بتاريخ {date} (الفاتورتان {invoice} و {otherInvoice}). نرجو إعادة أحد المبلغين."
        ]),
      Topic(
        "login", .technical, kind: .incident, ["لا أستطيع تسجيل الدخول", "الخطأ {code} عند الدخول"],
        ["منذ الساعة {time} لا يستطيع {count} من الموظفين الدخول، ويظهر الخطأ {code}."]),
    ],
    greetings: ["مرحباً،", "السلام عليكم،"],
    closings: ["مع الشكر\n{name}", "مع أطيب التحيات\n{name}\n{company}"],
    followUps: ["جربت مرة أخرى الساعة {time} والنتيجة نفسها.", "هل من جديد؟"],
    thanks: ["تم الحل، شكراً جزيلاً."],
    replies: ["شكراً لتواصلكم معنا. نحن نراجع المشكلة في {workspace}."],
    solutions: ["تم إصلاح المشكلة. نرجو إبلاغنا إن تكررت."],
    signOff: "مع التحية\n{agent}", quoteLine: "كتب {name} بتاريخ {date}:")

  static let hebrew = Talk(
    language: "he",
    topics: [
      Topic(
        "invoice", .billing, ["שאלה על החשבונית", "חיוב כפול בסך {amount}"],
        ["חויבנו פעמיים בסך {amount} בתאריך {date}. נודה להחזר."]),
      Topic(
        "export", .support, ["ייצוא כל השיחות", "הייצוא נעצר אחרי {limit} שורות"],
        ["הייצוא נעצר אחרי {limit} שורות. איך מייצאים הכול?"]),
    ],
    greetings: ["שלום,", "בוקר טוב,"], closings: ["תודה\n{name}", "בברכה\n{name}\n{company}"],
    followUps: ["ניסיתי שוב בשעה {time}, אותו דבר.", "יש חדש?"], thanks: ["נפתר, תודה רבה!"],
    replies: ["תודה על הפנייה, אנחנו בודקים את {workspace}."],
    solutions: ["הבעיה תוקנה. אם תחזור, נשמח לדעת."], signOff: "בברכה\n{agent}",
    quoteLine: "בתאריך {date} כתב/ה {name}:")
}
