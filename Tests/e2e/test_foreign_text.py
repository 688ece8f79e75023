"""What strangers wrote never acts on the terminal of a command, by whatever way it comes there: answers, errors, exports."""
import os, re, shlex

from harness import Console

# Title, clipboard, screen cleared, a reply asked for, C1, a row forged, direction turned, a line ended that is none, hidden letters.
WICKED = "pay\x1b]0;NEEDLE\x07\x1b]52;c;TkVFRExF\x07\x1b[2J\x1b[6n\x1bP$q\x1b\\\x9b31m\x90\x85\rforged\u202egnp\u2066\u2028x\u200by\u00ady\U000e0041\x7f\x08"
COLOUR = re.compile(rb"\x1b\[[0-9;:]*m|\r\x1b\[K")
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\U000e0000-\U000e007f]|\r(?!\n)")


def shown(lab, *words, stdin=None):
    """What a command writes to a terminal, without the colours that are ours; fails where anything else would act there."""
    if stdin is None:
        c = lab.console(*words, size=(200, 60))
    else:
        c = Console(lab, ["/bin/sh", "-c", f"{shlex.join([*lab.runner, *map(str, words)])} < {shlex.quote(stdin)}"], size=(200, 60))
        lab.consoles.append(c)
    c.wait_end(None)
    raw = COLOUR.sub(b"", bytes(c.raw)).replace(b"\r\n", b"\n")
    found = ACTS.search(raw.decode())
    assert not found, f"{words} wrote {found[0]!r} in {raw[max(0, found.start() - 60):found.end() + 60]!r}"
    return raw.decode()


def table(*rows):
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)


def wicked_desk(lab):
    """A desk into which foreign texts came; the ticket that has them all."""
    store = lab.demo()
    bad = lab.write("bad.csv", table(("id", "subject", "requester", "email", "description", WICKED), ("1", WICKED, WICKED, "a@x.example", WICKED, WICKED)))
    lab.opsdeck("import", "tickets", bad, "--store", store, "--as", "noa")
    (row,) = lab.sql(store, "select id from ticket where subject like '%NEEDLE%'")
    return store, f"T-{row['id']}"


def test_no_answer_of_a_command_acts_on_the_terminal(lab):
    store, ticket = wicked_desk(lab)
    lab.opsdeck("view", "save", "wicked", "--filter", f'"{WICKED}"', "--store", store, status=None)
    lab.opsdeck("canned", "save", "wicked", "--text", WICKED, "--store", store, "--as", "kim")
    lab.opsdeck("ticket", "note", ticket, "--text", WICKED, "--store", store)
    lab.opsdeck("ticket", "reply", ticket, "--text", WICKED, "--store", store, status=None)
    for words in (["ticket", "list", "id:" + ticket[2:]], ["ticket", "list", ticket], ["ticket", "show", ticket], ["ticket", "history", ticket], ["ticket", "search", "forged"],
                  ["audit", "list"], ["canned", "list"], ["view", "list"], ["outbox", "list"], ["agent", "list"]):
        for form in ([], ["--json"]):
            said = shown(lab, *words, *form, "--store", store, "--as", "noa")
            assert said.strip(), words
    assert "NEEDLE" in shown(lab, "ticket", "show", ticket, "--store", store), "the text itself is shown"


def test_no_pane_lets_foreign_text_act_on_the_terminal(lab):
    store, ticket = wicked_desk(lab)
    for how in ([], ["--plain"]):
        c = lab.console("demo", "--store", store, "--as", "noa", *how, size=(120, 40))
        c.wait_for(r"T-\d{4}", regex=True)
        c.press(":")
        c.wait_for("Palette", timeout=5) if not how else c.wait_settled()
        c.press(ticket, "<enter>")
        c.wait_for("NEEDLE")
        c.press("e")
        c.wait_settled()
        c.press("<esc>")
        c.wait_settled()
        # Colours of the terminal are asked for and put back by ourselves; nothing else reaches out of the screen.
        raw = bytes(c.raw)
        assert set(re.findall(rb"\x1b\]([0-9]+)", raw)) <= {b"10", b"11", b"104"} and not c.scan.bad["dcs_needle"], (c.scan.bad, re.findall(rb"\x1b\][^\x1b\x07]*", raw))
        text = raw.decode()
        hidden = re.search("[\x80-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\U000e0000-\U000e007f]", text)
        assert not hidden, f"{hidden[0]!r} in {text[max(0, hidden.start() - 60):hidden.end() + 60]!r}"


def test_what_is_exported_to_a_terminal_does_not_act_there_and_to_a_file_it_is_whole(lab):
    store, ticket = wicked_desk(lab)
    for form in ("csv", "jsonl", "mbox"):
        words = ["export", "tickets", "--filter", ticket, "--format", form, "--store", store, "--as", "noa"]
        assert shown(lab, *words).strip(), form
        piped = lab.opsdeck(*words, stdin=b"").out
        lab.opsdeck(*words, "--output", lab.path("out"))
        with open(lab.path("out"), "rb") as file:
            assert piped == file.read(), form
        if form == "csv":
            assert b"\x1b]0;NEEDLE\x07" in piped, "a program gets what was written"


def test_no_error_of_a_command_acts_on_the_terminal(lab):
    store, ticket = wicked_desk(lab)
    bad = lab.write("\x1b]0;NEEDLE\x07\u202e.csv", table(("id", "subject", WICKED), ("1", WICKED)))
    folder = lab.path(".config", "opsdeck", "themes")
    os.makedirs(folder)
    for path, text in ((".config/opsdeck/themes/w\x1b]0;x\x07.yaml", f"{WICKED}: 1\n"), (".config/opsdeck/keys.yaml", f'list:\n  "{WICKED}": {WICKED}\n')):
        lab.write(path, text)
    lab.write(".config/opsdeck/config.yaml", f'theme: "\\e]0;NEEDLE\\a"\nwhat\u202e: 1\n')
    for words in ([WICKED], ["ticket", WICKED], ["ticket", "show", WICKED], ["ticket", "list", WICKED], ["ticket", "list", f"tag:({WICKED}"], ["ticket", "list", "--" + WICKED],
                  ["ticket", "assign", ticket, "--to", WICKED], ["ticket", "status", ticket, "--to", WICKED], ["ticket", "tag", ticket, "--add", WICKED],
                  ["ticket", "list", "--store", WICKED], ["import", "tickets", bad, "--dry-run"], ["import", "tickets", bad, "--show-map"],
                  ["import", "tickets", lab.path("no" + WICKED.replace("\x00", ""))], ["import", "tickets", bad, "--map", bad],
                  ["export", "tickets", "--columns", WICKED], ["store", "check", "--store", bad], ["doctor"], ["keys"], ["theme", "list"], ["theme", "check", WICKED],
                  ["theme", "preview", WICKED], ["screenshot", WICKED], ["completions", WICKED], ["time", "add", "--schedule", WICKED], ["time", "local", "--zone", WICKED]):
        if "--store" not in words and words[0] in ("ticket", "import", "export"):
            words = [*words, "--store", store]
        assert shown(lab, *[w.replace("\x00", "") for w in words]).strip(), words


def test_the_calculators_answers_do_not_act_on_the_terminal(lab):
    asked = lab.write("asked.jsonl", '{"id": "\x9b31m\u202e\x7f", "schedule": {}, "from": "\u202ex\x85", "amount_seconds": 1}\n')
    for words in (["time", "add"], ["time", "within"], ["sla", "clocks"]):
        assert "id" in shown(lab, *words, stdin=asked) or words[0] == "sla"
