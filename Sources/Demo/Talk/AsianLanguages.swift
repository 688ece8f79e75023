extension Talk {
  static let japanese = Talk(
    language: "ja",
    topics: [
      Topic(
        "cancel", .billing, ["解約について", "プランの解約手続き"],
        ["いつもお世話になっております。{company}の{name}です。\n今月末でプランを解約したいのですが、手続きの方法を教えていただけますでしょうか。"],
        ["ご連絡ありがとうございます。解約は「お支払い」画面からお手続きいただけます。データは契約終了後30日間保管されます。"]),
      Topic(
        "invoice", .billing, file: .invoice, ["請求書の宛名変更", "請求書 {invoice} の再発行のお願い"],
        ["請求書 {invoice} の宛名を「{company}」に変更していただけますでしょうか。経理より月末までに必要と言われております。"]),
      Topic(
        "login", .technical, kind: .incident, file: .screenshot, ["ログインできません", "二段階認証コードが届かない"],
        ["本日{time}頃から、{count}名がログインできない状態です。画面には {code} と表示されます。画像を添付します。"]),
      Topic(
        "export", .support, ["CSVの文字化け", "データのエクスポート方法"], ["エクスポートしたCSVをExcelで開くと文字化けします。対処方法を教えてください。"]),
    ],
    greetings: ["お世話になっております。", "はじめまして。", "サポートご担当者様"],
    closings: ["よろしくお願いいたします。\n{name}", "以上、よろしくお願いいたします。\n{company} {name}"],
    followUps: ["{time}に再度試しましたが、同じ状況です。", "その後いかがでしょうか。", "ワークスペースは {workspace}、メッセージは {code} です。"],
    thanks: ["解決しました。ありがとうございました。", "迅速なご対応、誠にありがとうございます。"],
    replies: ["お問い合わせありがとうございます。{workspace} の状況を確認しておりますので、今しばらくお待ちください。", "最後にお試しになった時刻をお知らせいただけますでしょうか。"],
    solutions: ["修正が完了いたしました。再度発生した場合はお知らせください。"], signOff: "よろしくお願いいたします。\n{agent}",
    quoteLine: "{date} {name}:")

  static let chinese = Talk(
    language: "zh",
    topics: [
      Topic(
        "invoice", .billing, file: .invoice, ["发票抬头需要更改", "请重新开具发票 {invoice}"],
        ["发票 {invoice} 的抬头写错了，应为“{company}”。请问可以重新开具吗？财务月底前需要。"]),
      Topic(
        "api", .technical, kind: .problem, file: .log, ["接口返回 429", "Webhook 签名校验失败"],
        ["从 {time} 开始，接口一直返回 {code}，影响 {count} 个用户。日志见附件。"]),
      Topic("quota", .support, ["空间已满但已删除文件", "无法邀请新成员"], ["我们购买了 {limit} 个席位，目前只有 {count} 人，但系统提示没有可用席位。"]),
    ],
    greetings: ["您好，", "你好，", "客服您好："], closings: ["谢谢！\n{name}", "此致\n{name}\n{company}"],
    followUps: ["{time} 又试了一次，还是一样。", "请问有进展吗？"], thanks: ["已经好了，非常感谢！", "问题解决了，谢谢。"],
    replies: ["感谢您的来信，我们正在查看 {workspace} 的情况。", "请问您最后一次尝试是什么时间？"], solutions: ["问题已修复，如再次出现请告诉我们。"],
    signOff: "此致\n{agent}", quoteLine: "{date}，{name} 写道：")

  static let korean = Talk(
    language: "ko",
    topics: [
      Topic(
        "billing", .billing, ["이중 결제 환불 요청", "영수증 {invoice} 재발행"],
        ["{date}에 {amount}이 두 번 결제되었습니다. 한 건을 환불해 주세요."]),
      Topic(
        "login", .technical, kind: .incident, ["로그인이 되지 않습니다", "오류 {code}"],
        ["{time}부터 {count}명이 로그인할 수 없습니다. {code} 오류가 표시됩니다."]),
    ],
    greetings: ["안녕하세요.", "안녕하세요, 담당자님."], closings: ["감사합니다.\n{name}", "{company} {name} 드림"],
    followUps: ["{time}에 다시 시도했지만 같습니다.", "진행 상황이 궁금합니다."], thanks: ["해결되었습니다. 감사합니다!"],
    replies: ["문의해 주셔서 감사합니다. {workspace}를 확인하고 있습니다."], solutions: ["수정되었습니다. 다시 발생하면 알려 주세요."],
    signOff: "감사합니다.\n{agent}", quoteLine: "{date} {name} 님이 작성:")
}
