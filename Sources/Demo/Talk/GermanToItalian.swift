extension Talk {
  static let german = Talk(
    language: "de",
    topics: [
      Topic(
        "invoice", .billing, file: .invoice,
        ["Rechnung an falsche Adresse", "Rechnung {invoice} bitte korrigieren"],
        [
          "auf {invoice} steht noch unsere alte Anschrift. Bitte stellen Sie die Rechnung neu aus, die Buchhaltung wartet darauf."
        ],
        ["die Adresse ist geändert, die korrigierte Rechnung {invoice} hängt an."]),
      Topic(
        "billing refund", .billing, file: .statement,
        ["Doppelte Abbuchung im laufenden Monat", "{amount} zweimal abgebucht"],
        [
          "am {date} wurden {amount} zweimal abgebucht ({invoice} und {otherInvoice}). Bitte erstatten Sie einen der Beträge."
        ]),
      Topic(
        "login", .technical, kind: .incident, file: .log,
        ["Anmeldung nicht mehr möglich", "Seit heute früh: Fehler {code} beim Anmelden"],
        [
          "seit {time} Uhr kommt bei der Anmeldung nur noch der Fehler {code}. Betroffen sind {count} Kolleginnen und Kollegen."
        ]),
      Topic(
        "dsgvo contract", .onboarding, kind: .task,
        ["Auftragsverarbeitungsvertrag für {company}", "Wo liegen unsere Daten?"],
        [
          "für unsere Datenschutzbeauftragte brauchen wir den Vertrag zur Auftragsverarbeitung und eine Liste der Unterauftragnehmer."
        ]),
      Topic(
        "export", .support, ["Export aller Vorgänge eines Jahres", "Umlaute im Export sind kaputt"],
        [
          "im CSV-Export werden Umlaute falsch dargestellt (MÃ¼ller statt Müller). Lässt sich die Kodierung einstellen?"
        ]),
    ],
    greetings: ["Guten Tag,", "Hallo,", "Sehr geehrte Damen und Herren,", "Hallo zusammen,"],
    closings: ["Mit freundlichen Grüßen\n{name}\n{company}", "Viele Grüße\n{name}", "Beste Grüße\n{first}"],
    followUps: [
      "zur Ergänzung: Es betrifft {count} Personen in {workspace}.", "gibt es schon etwas Neues?",
      "heute um {time} Uhr trat es wieder auf.",
      "anbei die gewünschten Angaben: {workspace}, Meldung {code}.",
    ],
    thanks: [
      "Vielen Dank, jetzt klappt alles.", "Danke für die schnelle Hilfe!", "Das war es, vielen Dank.",
    ],
    replies: [
      "vielen Dank für Ihre Nachricht. Ich habe den Fehler in {workspace} nachvollzogen und gebe ihn an die Technik weiter.",
      "könnten Sie uns bitte die Uhrzeit des letzten Versuchs nennen? Dann finde ich ihn im Protokoll.",
      "wir haben die Ursache gefunden, die Korrektur wird heute Abend eingespielt.",
    ],
    solutions: [
      "das ist nun behoben. Melden Sie sich gern, falls es noch einmal auftritt.",
      "es ist erledigt, Sie müssen nichts weiter tun.",
    ],
    signOff: "Mit freundlichen Grüßen\n{agent}", quoteLine: "Am {date} schrieb {name}:")

  static let spanish = Talk(
    language: "es",
    topics: [
      Topic(
        "billing refund", .billing, file: .statement,
        ["Cobro duplicado de este mes", "Me han cobrado dos veces {amount}"],
        [
          "el {date} me cobraron {amount} dos veces: facturas {invoice} y {otherInvoice}. ¿Pueden devolverme una?"
        ]),
      Topic(
        "invoice tax", .billing, ["Falta el NIF en la factura", "Cambiar los datos de {invoice}"],
        ["necesitamos que la factura {invoice} lleve el NIF de {company}. ¿La pueden corregir?"]),
      Topic(
        "login", .technical, kind: .incident, file: .log,
        ["No puedo entrar en mi cuenta", "Error {code} al iniciar sesión"],
        [
          "desde las {time} nadie de la oficina puede entrar: aparece el error {code}. Somos {count} personas."
        ]),
      Topic(
        "reports", .support, file: .screenshot, ["Los informes salen vacíos", "El gráfico no muestra datos"],
        ["desde la última actualización los informes de {workspace} salen vacíos. Adjunto una captura."]),
    ],
    greetings: ["Hola:", "Buenos días:", "Estimados señores:", "Hola, buenas tardes:"],
    closings: ["Un saludo\n{name}", "Muchas gracias\n{name}\n{company}", "Saludos cordiales\n{first}"],
    followUps: [
      "Sigue pasando, lo he probado a las {time}.", "¿Hay alguna novedad?",
      "Les paso los datos: {workspace}, mensaje {code}.",
    ],
    thanks: ["¡Perfecto, ya funciona! Muchas gracias.", "Solucionado, gracias por la rapidez."],
    replies: [
      "gracias por escribirnos. Ya vemos el problema en {workspace} y lo estamos revisando.",
      "¿nos puede decir a qué hora lo intentó por última vez? Así lo encontramos en el registro.",
    ],
    solutions: [
      "ya está resuelto. Si vuelve a ocurrir, díganoslo, por favor.",
      "está hecho; lo verá en su cuenta en unos minutos.",
    ],
    signOff: "Un cordial saludo\n{agent}", quoteLine: "El {date}, {name} escribió:")

  static let french = Talk(
    language: "fr",
    topics: [
      Topic(
        "billing refund", .billing, file: .statement, ["Prélèvement en double", "Remboursement de {amount}"],
        [
          "nous avons été prélevés deux fois de {amount} le {date} ({invoice} et {otherInvoice}). Merci de rembourser l’un des deux."
        ]),
      Topic(
        "invoice", .billing, file: .invoice, ["Facture {invoice} introuvable", "La facture est vide"],
        ["le PDF de la facture {invoice} s’ouvre sur une page blanche. Pouvez-vous nous le renvoyer ?"]),
      Topic(
        "login sso", .technical, kind: .incident,
        ["Connexion impossible depuis ce matin", "Erreur {code} à la connexion"],
        ["depuis {time}, l’erreur {code} s’affiche à chaque connexion. {count} personnes sont bloquées."]),
      Topic(
        "seats", .support, ["Ajouter des utilisateurs", "Il manque des licences"],
        [
          "nous payons {limit} licences mais l’invitation suivante est refusée alors que nous ne sommes que {count}."
        ]),
    ],
    greetings: ["Bonjour,", "Bonjour à tous,", "Madame, Monsieur,"],
    closings: ["Cordialement,\n{name}", "Merci d’avance,\n{name}\n{company}", "Bien à vous,\n{first}"],
    followUps: [
      "le problème est revenu à {time}.", "avez-vous des nouvelles ?",
      "voici les détails : {workspace}, message {code}.",
    ],
    thanks: ["C’est réglé, merci beaucoup !", "Tout fonctionne, merci pour votre aide."],
    replies: [
      "merci pour votre message. Nous voyons le problème sur {workspace} et revenons vers vous aujourd’hui.",
      "pourriez-vous nous donner l’heure du dernier essai ? Nous le retrouverons dans le journal.",
    ],
    solutions: [
      "c’est corrigé. N’hésitez pas à nous récrire si cela se reproduit.",
      "c’est fait, vous le verrez dans quelques minutes.",
    ],
    signOff: "Cordialement,\n{agent}", quoteLine: "Le {date}, {name} a écrit :")

  static let portuguese = Talk(
    language: "pt",
    topics: [
      Topic(
        "billing", .billing, file: .invoice, ["Fatura com valor errado", "Segunda via da fatura {invoice}"],
        ["a fatura {invoice} veio com {amount}, mas o nosso plano é mais barato. Podem verificar, por favor?"]
      ),
      Topic(
        "import", .onboarding, file: .table, ["Importação parou no meio", "Erro ao importar contatos"],
        ["a importação parou na linha {count} e não dá nenhuma mensagem. O arquivo está em anexo."]),
      Topic(
        "login", .technical, kind: .incident,
        ["Não consigo entrar na conta", "Código de verificação não chega"],
        ["desde as {time} o código de verificação não chega para {count} pessoas da equipe."]),
    ],
    greetings: ["Olá,", "Bom dia,", "Prezados,"],
    closings: ["Obrigado,\n{name}", "Atenciosamente,\n{name}\n{company}"],
    followUps: ["Continua acontecendo, testei às {time}.", "Alguma novidade?"],
    thanks: ["Resolvido, muito obrigado!", "Agora funcionou, obrigada."],
    replies: [
      "obrigado pelo contato. Já estamos analisando o caso em {workspace}.",
      "pode nos informar o horário da última tentativa?",
    ],
    solutions: ["está resolvido. Se acontecer de novo, é só responder a esta mensagem."],
    signOff: "Atenciosamente,\n{agent}", quoteLine: "Em {date}, {name} escreveu:")

  static let italian = Talk(
    language: "it",
    topics: [
      Topic(
        "invoice tax", .billing, ["Partita IVA sbagliata in fattura", "Fattura {invoice} da correggere"],
        ["nella fattura {invoice} la partita IVA non è corretta. Potete rifarla a nome di {company}?"]),
      Topic(
        "performance", .technical, kind: .incident, file: .screenshot,
        ["Il pannello è lentissimo", "Pagina bianca dopo l’accesso"],
        ["dalle {time} ogni pagina impiega quasi un minuto. Siamo in {count}. Allego una schermata."]),
      Topic(
        "export", .support, ["Esportare tutte le conversazioni", "Esportazione limitata a {limit} righe"],
        ["l’esportazione si ferma a {limit} righe. Come possiamo avere tutto dal {date}?"]),
    ],
    greetings: ["Buongiorno,", "Salve,", "Gentile assistenza,"],
    closings: ["Grazie,\n{name}", "Cordiali saluti\n{name}\n{company}"],
    followUps: ["È successo di nuovo alle {time}.", "Ci sono novità?"],
    thanks: ["Perfetto, grazie mille!", "Risolto, grazie."],
    replies: [
      "grazie per la segnalazione, stiamo verificando su {workspace}.",
      "ci può indicare l’ora dell’ultimo tentativo?",
    ],
    solutions: ["il problema è risolto. Ci scriva pure se dovesse ripresentarsi."],
    signOff: "Cordiali saluti\n{agent}", quoteLine: "Il {date}, {name} ha scritto:")
}
