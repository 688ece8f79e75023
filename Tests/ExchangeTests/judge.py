"""Reads the real data with Python's own modules and prints what it found as JSON: a judge for the importers."""
import calendar, collections, csv, email, email.header, hashlib, json, mailbox, re, sys, time

def judge_csv(path):
    rows = list(csv.DictReader(open(path, encoding="utf-8", newline="")))
    solved = [r["Time to Resolution"] for r in rows if r["Time to Resolution"]]
    return {
        "rows": len(rows), "ids": len({r["Ticket ID"] for r in rows}),
        "customers": len({r["Customer Email"].lower() for r in rows}),
        "body_bytes": sum(len(r["Ticket Description"].encode()) for r in rows),
        "braces": sum("{product_purchased}" in r["Ticket Description"] for r in rows),
        "solved": len(solved),
        "solved_sum": sum(calendar.timegm(time.strptime(s, "%Y-%m-%d %H:%M:%S")) for s in solved),
        "ratings": sum(bool(r["Customer Satisfaction Rating"]) for r in rows),
    }

def identifiers(field):
    return [re.sub(r"\s", "", i) for i in re.findall(r"<([^>]*)>", field or "") if i.strip()]

def judge_mbox(path):
    raw = open(path, "rb").read()
    # Cut at the separators; one of them is a header field of its mail as well.
    cuts = [m.start() for m in re.finditer(rb"^From ", raw, re.M)] + [len(raw)]
    mails = []
    for a, b in zip(cuts, cuts[1:]):
        text = raw[a:b]
        if not text.startswith(b"From   :"): text = text.split(b"\n", 1)[1]
        mails.append(re.sub(rb"^>(>*From )", rb"\1", text, flags=re.M))
    parent = list(range(len(mails)))
    def find(x):
        while parent[x] != x: x = parent[x]
        return x
    def join(a, b):
        a, b = find(a), find(b)
        parent[max(a, b)] = min(a, b)
    parsed, by_id, copies, seen = [], collections.defaultdict(list), set(), {}
    for n, text in enumerate(mails):
        message = email.message_from_bytes(text)
        def field(name): return str(message.get(name) or "")
        ids = identifiers(field("message-id"))
        own = ids[0] if ids else (field("message-id").strip() if field("message-id").strip() and " " not in field("message-id").strip() else None)
        answers = [i for i in identifiers(field("in-reply-to")) + identifiers(field("references"))[::-1] if "@" in i and i != own]
        head, _, body = text.replace(b"\r\n", b"\n").partition(b"\n\n")
        key = (own, hashlib.sha1(body.rstrip(b"\n")).hexdigest(), field("from"), field("date"), field("subject"))
        parsed.append((own, answers, message))
        if own is not None and key in seen:
            copies.add(n); join(n, seen[key])
        else:
            seen[key] = n
            if own is not None: by_id[own].append(n)
    missing = {}
    for n, (own, answers, message) in enumerate(parsed):
        if n in copies: continue
        for a in answers:
            if by_id.get(a):
                before = [x for x in by_id[a] if x < n]
                join(n, before[-1] if before else by_id[a][0])
                break
        else:
            if own is None or len(by_id[own]) == 1:
                for a in answers:
                    if a in missing: join(n, missing[a])
                    else: missing[a] = n
    subjects = set()
    for n, (own, answers, message) in enumerate(parsed):
        if n in copies or find(n) != n: continue
        value = message.get("subject")
        if value is None or not isinstance(value, str) or any(ord(c) > 126 for c in value): continue
        if "=?" in value and not re.search(r"=\?(utf-8|iso-8859-1|iso-2022-jp)\?[bq]\?", value, re.I): continue
        if value.count("=?") > 1: continue
        try: text = str(email.header.make_header(email.header.decode_header(value)))
        except Exception: continue
        text = " ".join(text.split())
        if text: subjects.add(text)
    return {"mails": len(mails), "distinct": len(mails) - len(copies),
            "threads": len({find(n) for n in range(len(mails))}), "subjects": sorted(subjects)}

def judge_zendesk(path):
    files = json.load(open(path))["files"]
    tickets, comments, audits = [], [], []
    for content in files.values():
        items = content if isinstance(content, list) else None
        if items is not None:
            tickets += [i for i in items if "requester_id" in i]; continue
        for name, single in (("tickets", "ticket"), ("comments", "comment"), ("audits", "audit")):
            found = list(content.get(name, [])) + ([content[single]] if single in content else [])
            {"tickets": tickets, "comments": comments, "audits": audits}[name].extend(found)
        tickets += [i for i in content.get("results", []) if i.get("result_type") == "ticket"]
    ids = {t["id"] for t in tickets}
    loose = sum(c.get("ticket_id") not in ids for c in comments) + sum(a["ticket_id"] not in ids for a in audits)
    return {"tickets": sorted(map(str, ids)), "records": len(tickets) + len(comments) + len(audits), "loose": loose}

print(json.dumps({"csv": judge_csv, "mbox": judge_mbox, "zendesk": judge_zendesk}[sys.argv[1]](sys.argv[2])))
