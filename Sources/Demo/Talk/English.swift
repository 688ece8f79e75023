extension Talk {
  static let english = Talk(
    language: "en", topics: englishBilling + englishTechnical + englishUse,
    greetings: ["Hello,", "Hi there,", "Hi,", "Good morning,", "Dear support,", "Hello team,"],
    closings: [
      "Best regards\n{name}", "Thanks,\n{first}", "Thank you!\n{name}\n{company}", "Kind regards\n{name}",
      "Cheers\n{first}",
    ],
    followUps: [
      "Just to add: it happens for {count} of our people, not only for me.",
      "I tried again at {time}, same result.",
      "Here is what you asked for: the workspace is {workspace}, the message says {code}.",
      "Any news on this? Our team is waiting for it.",
      "We have not changed anything on our side since {date}.",
      "It worked for an hour and then came back.",
      "Sorry for the late answer, I was away. Yes, it is still the case.",
      "I have added a colleague in copy who can give you the details.",
    ],
    thanks: [
      "That was it, thank you very much!", "Works again. Thanks for the quick help.",
      "Perfect, you can close this.", "Great, that solved it for all of us.",
    ],
    replies: [
      "thank you for writing. I can see the problem in {workspace} and have asked our engineers to look at it. I will be back with you today.",
      "could you tell us the time of the last attempt and the address of the workspace? With that I can find it in the log.",
      "I have checked your account: everything looks right on our side since {date}. Would you please try once more in a private window?",
      "we found the cause. A change of {date} left {count} accounts without the new setting; yours is among them. The fix goes out this evening.",
      "thanks for your patience. This is with our second line now; the next update from us comes tomorrow by noon.",
    ],
    solutions: [
      "this is mended now. Please tell us if you see it once more.",
      "I have set it right for {workspace}. Nothing is left to do for you.",
      "it is done, and the change shows in your account within a few minutes.",
    ],
    signOff: "Kind regards\n{agent}", quoteLine: "On {date}, {name} wrote:")
}

private let englishBilling: [Topic] = [
  Topic(
    "billing refund", .billing, file: .statement,
    ["Refund for double charge", "Charged twice this month", "Double payment of {invoice}"],
    [
      "I was charged {amount} twice: invoices {invoice} and {otherInvoice}. Please refund one of them, the bank statement is attached.",
      "our card statement shows two payments of {amount} on {date}. We only have one subscription. Can you please pay one back?",
    ],
    [
      "I see both payments. {otherInvoice} came from a plan change that was billed anew; I have asked for the refund of {amount}."
    ]),
  Topic(
    "invoice", .billing, kind: .problem, file: .invoice,
    ["Invoice PDF is empty", "{invoice} opens as a blank page"],
    [
      "the PDF of {invoice} has one page and it is white. Our bookkeeping needs it by the end of the week.",
      "we downloaded {invoice} three times today and always get an empty file.",
    ],
    ["the PDF was made while the address was being changed. I have had it made anew, it is attached."]),
  Topic(
    "invoice tax", .billing,
    ["Please add a second VAT id", "VAT id on our invoices is wrong"],
    [
      "we now also buy through our branch. Can an account carry two VAT ids, one for each country?",
      "the VAT id on {invoice} is the one of our old company. The new one was entered on {date}.",
    ],
    [
      "the VAT id is changed from the next invoice on. {invoice} gets a correction, you will find it beside the original."
    ]),
  Topic(
    "invoice", .billing,
    ["Invoice sent to the wrong address", "Where do invoices go?"],
    [
      "{invoice} went to somebody who left us in spring. Please send invoices to accounting only, and {invoice} once more."
    ],
    ["invoices now go to the address under Billing, Recipients. I have sent {invoice} there again."]),
  Topic(
    "billing contract", .billing,
    ["Contract renewal: which price applies", "Price after the renewal"],
    ["our contract renews next month with {count} seats. Does the old price hold, or the one on your page?"]),
  Topic(
    "coupon", .billing, kind: .problem,
    ["Coupon {code} is refused", "Code {code} says it has expired"],
    [
      "at checkout the code {code} is refused with \"not valid for this plan\". Your mail of {date} says it holds for all plans."
    ]),
  Topic(
    "trial", .billing, kind: .problem,
    ["Trial ended two days early", "Our trial is over already?"],
    ["the trial was to run until {date}, and today we are asked for a card. Could we have the missing days?"],
    ["you are right, the days were counted from the invitation. I have added them again."]),
  Topic(
    "billing cancel", .billing,
    ["Cancel our plan at the end of the term", "How do we cancel?"],
    [
      "we will not need {company} any more after this year. Please confirm that the plan ends with the term and what happens to our data."
    ]),
  Topic(
    "billing", .billing,
    ["Refund arrived in the wrong currency", "Paid in EUR, refunded in USD"],
    ["the refund of {amount} came in another currency, and the bank kept a fee. Can this be put right?"]),
]

private let englishTechnical: [Topic] = [
  Topic(
    "login sso", .technical, kind: .incident, file: .log,
    [
      "Cannot log in after SSO move", "SSO: 403 org_mismatch for everybody",
      "Login loop since the SSO change",
    ],
    [
      "since this morning every login ends in \"403 org_mismatch\". We moved to the new SSO yesterday evening. Log attached.",
      "after changing our identity provider {count} people cannot log in. The address {host} has not changed.",
    ],
    [
      "the organisation id of your new provider is not mapped yet. I have added it; please let one person try."
    ]),
  Topic(
    "api webhook", .technical, kind: .problem, file: .log,
    ["Webhook signature does not match", "Signature check fails for some webhooks"],
    [
      "about {count} of {limit} webhooks fail the signature check since {date}. The body is untouched, we log it as it comes."
    ],
    [
      "signatures are made over the raw body. Your proxy at {host} changes line ends in some of them; please check its settings."
    ]),
  Topic(
    "api webhook", .technical, kind: .incident,
    ["Webhook retries stopped after the first failure", "No retries for failed webhooks"],
    [
      "our endpoint was down from {time} for ten minutes. Afterwards not a single webhook was sent again. {count} events are missing."
    ]),
  Topic(
    "api", .technical, kind: .problem,
    ["API returns 429 for a single request", "Rate limited although we send one call a minute"],
    ["the first call of the day already answers 429 with a wait of {count} seconds. Our key ends in {code}."],
    [
      "your key shares its limit with an old integration that calls without pause. Shall I give you a key of its own?"
    ]),
  Topic(
    "dns", .technical, kind: .problem,
    ["Custom domain shows the old certificate", "{host} still points to the old site"],
    ["we changed the DNS entry on {date}, and {host} still shows the certificate of the former provider."]),
  Topic(
    "mail", .technical, kind: .incident,
    ["Password reset mail does not arrive", "No mails from you since {date}"],
    [
      "{count} colleagues asked for a new password and nothing arrives, not in spam either. Our server at {host} sees no attempt."
    ]),
  Topic(
    "login", .technical, kind: .problem,
    ["Two-factor code refused on the new phone", "2FA codes are always wrong"],
    [
      "I have a new phone and every code is refused. I do have one recovery code left and would rather not use it."
    ]),
  Topic(
    "api", .technical, kind: .question,
    ["Rotating an API key without downtime", "Can two API keys be valid at once?"],
    [
      "our rules say that keys change every ninety days. How do we change the key ending in {code} without an interruption?"
    ]),
  Topic(
    "performance", .technical, kind: .incident, file: .screenshot,
    ["Dashboard takes 40 seconds to load", "Everything is slow since {time}"],
    [
      "since {time} each page takes very long, for all {count} of us. Other sites are fast. A screenshot of the network tab is attached."
    ]),
]

private let englishUse: [Topic] = [
  Topic(
    "export", .support,
    ["How do we export all conversations?", "Export of a whole workspace"],
    ["our auditors ask for all conversations since {date}. The export button gives us {limit} rows at most."],
    [
      "exports above {limit} rows run in the background. Choose Export, Everything; a link comes by mail, usually within an hour."
    ]),
  Topic(
    "export", .support, kind: .problem, file: .table,
    ["Export contains the columns twice", "CSV export is broken in Excel"],
    ["since the last update each column is in the file twice. A short sample is attached."]),
  Topic(
    "quota", .support, kind: .problem,
    ["Quota reached although we deleted half of it", "Storage still full after clean-up"],
    [
      "we deleted {count} old projects, and {workspace} still says {limit} of {limit} used. New uploads are refused."
    ],
    ["deleted projects count until they leave the bin after thirty days. I have emptied it for you."]),
  Topic(
    "quota seats", .support, kind: .problem,
    ["Seats: {limit} paid, fewer usable", "Cannot invite although seats are free"],
    [
      "we pay for {limit} seats, {count} people are in {workspace}, and the next invitation is refused with \"no seats left\"."
    ]),
  Topic(
    "workspace", .onboarding, kind: .task,
    ["Change of owner for two workspaces", "Our admin has left, who owns {workspace}?"],
    ["the owner of {workspace} left us on {date}. Please make {name} the owner; what do you need as proof?"]),
  Topic(
    "import", .onboarding, file: .table,
    ["Importing 40,000 contacts", "Import stops at row {count}"],
    ["the import of our contacts stops at row {count} without a message. The rows around it are in the file."]
  ),
  Topic(
    "audit", .support,
    ["Audit report for the year: who changed what", "Who deleted the project?"],
    ["on {date} a project vanished from {workspace}. Where do I see who did it?"]),
  Topic(
    "workspace", .support, kind: .problem,
    ["Cannot delete a workspace with archived boards", "Delete button is grey"],
    ["{workspace} is no longer needed, but the button to delete it stays grey. All boards are archived."]),
  Topic(
    "ui", .support, kind: .problem, file: .screenshot,
    ["Dark mode makes the chart labels unreadable", "Chart colours in dark mode"],
    ["with dark mode on, labels are dark grey on black. See the screenshot."]),
  Topic(
    "reports", .support,
    ["Delivery of the monthly report", "Report of {date} is missing"],
    ["the report that comes on the first of each month has not arrived, for the second time."]),
  Topic(
    "idea", .support, kind: .question,
    ["Could boards be sorted by customer?", "Idea: keyboard shortcut for assigning"],
    ["we love the new boards. With {count} of them open it would help a lot to sort by customer."],
    ["thank you for the idea, I have added your voice to it. I cannot promise a date."]),
  Topic(
    "training", .onboarding, kind: .task,
    ["Introduction for our new colleagues", "Training for {count} people"],
    ["{count} people join us next month. Do you offer an introduction by video, and in which languages?"]),
]
