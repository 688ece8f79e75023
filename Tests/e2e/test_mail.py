"""Mail in and out, through real mail servers of the test's own (Postfix, msmtp) and a sink."""
import json, os, random, re, shutil, signal, smtplib, sqlite3, stat, subprocess, time
from email.message import EmailMessage

from harness import eventually
from mailroom import Postfix, Sink, lacking, msmtp
from test_setup import PASSWORD, set_up

DESK = "support@desk.example"
SHARED = "/work/shared/real-data/support-mail.mbox"


def desk(lab, sendmail=None, address=DESK, home=None):
    """A demo store that takes mail, and sends it live where there is something to send by: a demo itself never does."""
    store = lab.demo()
    db = sqlite3.connect(store)
    values = {"mail.domain": address.split("@")[1], "mail.address": address, "reply.hold": "0s", "mail.rate": "100000"}
    if sendmail:
        values["mail.mode"] = "live"
        lab.write(".config/opsdeck/config.yaml", f"sendmail: {sendmail}\n")
    with db:
        db.executemany("insert or replace into setting (name, value) values (?, ?)", values.items())
    db.close()
    return store


def write(text="It burns.", subject="The printer", sender="Pat Doe <pat@corp.example>", to=DESK, **head):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Message-ID"] = head.pop("id", f"<{random.getrandbits(64):x}@corp.example>")
    mail["Date"] = "Tue, 24 Nov 2026 09:00:00 +0000"
    for name, value in head.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def deliver(lab, store, mail, *options, status=0):
    data = mail if isinstance(mail, bytes) else mail.as_bytes()
    done = lab.opsdeck("mail", "deliver", "--json", "--store", store, *options, status=status, stdin=data)
    return json.loads(done.out) if status == 0 else done


def send(lab, store):
    return lab.opsdeck("jobs", "once", "outbox", "--json", "--store", store, status=None)


def outbox(lab, store):
    return lab.sql(store, "select id, state, mail_id, attempts, trouble from outbox order by id desc")


def skipped(why):
    if why:
        print(f"      left out: {why}")
    return why


def test_a_piped_mail_opens_a_ticket_once(lab):
    store, mail = desk(lab), write(id="<once@corp.example>")
    first = deliver(lab, store, mail)
    assert first["outcome"] == "opened" and not first["again"], first
    assert deliver(lab, store, mail)["again"]
    ticket = lab.ticket(store, first["ticket"])
    assert [m["body"] for m in ticket["messages"]] == ["It burns."], ticket
    (row,) = lab.sql(store, "select count(*) n from arrived_mail")
    assert row["n"] == 1
    rows = lab.opsdeck("audit", "list", "--act", "mail.deliver", "--json", "--as", "noa", "--store", store).objects
    assert rows and rows[0]["door"] == "mail", rows
    assert stat.S_IMODE(os.stat(store).st_mode) == 0o600


def test_exit_statuses_tell_a_mail_server_what_to_do(lab):
    store = desk(lab)
    cases = [(b"", 65), (b"\n \n", 65), (b"Subject: nobody\n\nx", 65), (write().as_bytes(), 67, "--to", "sales@desk.example")]
    for data, status, *options in cases:
        done = deliver(lab, store, data, *options, status=status)
        assert done.err.decode().count("\n") == 1, done
    lab.opsdeck("mail", "deliver", "--bogus", status=64)
    lab.opsdeck("mail", "deliver", "--store", lab.path("none.db"), status=75, stdin=write().as_bytes())
    os.chmod(store, 0o400)
    if os.geteuid():
        lab.opsdeck("mail", "deliver", "--store", store, status=75, stdin=write().as_bytes())
    os.chmod(store, 0o600)
    lab.opsdeck("mail", "deliver", "--help")
    assert deliver(lab, store, write(), "--to", "support+tag@desk.example")["outcome"] == "opened"


def test_a_mail_of_fifty_megabytes_is_refused_in_flat_memory(lab):
    store = desk(lab)
    process = subprocess.Popen([*lab.runner, "mail", "deliver", "--store", store], stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=lab.environment(), cwd=lab.home)
    process.stdin.write(b"From: a@b.example\nSubject: large\n\n")
    peak, line = 0, b"x" * 76 + b"\n"
    for _ in range(50):
        process.stdin.write(line * (1 << 20 >> 6))
        rss = int(re.search(r"VmHWM:\s+(\d+)", open(f"/proc/{process.pid}/status").read()).group(1))
        peak = max(peak, rss)
    process.stdin.close()
    err = process.stderr.read().decode()
    assert process.wait(60) == 65 and "25 MB" in err, err
    # The limit, what it grows by when it is copied, and the program itself.
    assert peak < 160_000, f"{peak} kB"


def test_a_conversation_by_console_and_mail_server(lab):
    if skipped(lacking("msmtp")):
        return
    sink = Sink(lab)
    store = desk(lab, msmtp(lab, sink.port))
    ref = deliver(lab, store, write("Where is my order? Grüße", id="<q1@corp.example>"))["ticket"]
    c = lab.queue(store)
    c.press("/")
    c.press("from:pat@corp.example", "<enter>")
    c.wait(lambda: c.selected == ref, "his ticket to be selected")
    c.press("r")
    c.wait_for("Reply")
    c.press("It left today — with naïve post.", "<ctrl-s>")
    eventually(lambda: outbox(lab, store) and "Reply" not in c.text and outbox(lab, store)[0]["state"] == "waiting", "the reply to wait")
    lab.opsdeck("ticket", "status", ref, "--to", "pending", "--as", "ada", "--store", store)
    assert send(lab, store).status == 0
    (mail,) = sink.to("pat@corp.example")
    assert mail["In-Reply-To"] == "<q1@corp.example>" and "<q1@corp.example>" in mail["References"], mail
    assert mail["From"].endswith("<support@desk.example>") and mail["Auto-Submitted"] is None
    assert mail.get_content().strip() == "It left today — with naïve post."
    # He answers from a mailer that keeps neither References nor our words, but answers our Message-ID.
    done = deliver(lab, store, write("Thanks!", "Re: something else", In_Reply_To=mail["Message-ID"]))
    assert done["outcome"] == "continued" and done["ticket"] == ref, done
    assert lab.ticket(store, ref)["status"] == "open"
    # Out of office: told to colleagues, nothing moves, nothing is sent.
    lab.opsdeck("ticket", "solve", ref, "--as", "ada", "--store", store)
    away = deliver(lab, store, write("I am away.", "Away", In_Reply_To=mail["Message-ID"], Auto_Submitted="auto-replied"))
    assert away["outcome"] == "noted" and lab.ticket(store, ref)["status"] == "solved", away
    send(lab, store)
    assert len(sink.mails) == 1
    assert c.ended is None


def test_captured_mail_lies_in_a_private_folder(lab):
    store = desk(lab)
    ref = deliver(lab, store, write())["ticket"]
    lab.opsdeck("ticket", "reply", ref, "--text", "Hello.", "--as", "ada", "--store", store)
    send(lab, store)
    folder = store + ".mail"
    (name,) = os.listdir(folder)
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700 and stat.S_IMODE(os.stat(f"{folder}/{name}").st_mode) == 0o600
    assert "To: pat@corp.example" in open(f"{folder}/{name}").read()
    status = lab.opsdeck("mail", "status", "--json", "--as", "noa", "--store", store).objects[0]
    assert status["mode"] == "capture" and status["sent"] == 1, status


def test_redirected_mail_goes_to_one_address_only(lab):
    if skipped(lacking("msmtp")):
        return
    sink = Sink(lab)
    store = desk(lab, msmtp(lab, sink.port))
    lab.opsdeck("mail", "mode", "redirect", "--to", "me@desk.example", "--as", "noa", "--store", store)
    ref = deliver(lab, store, write())["ticket"]
    lab.opsdeck("ticket", "reply", ref, "--text", "Hello.", "--as", "ada", "--store", store)
    send(lab, store)
    assert sink.envelopes[0][1] == ["me@desk.example"] and len(sink.mails) == 1
    assert sink.mails[0]["X-Opsdeck-Meant-For"] == "pat@corp.example"


def test_two_desks_that_would_loop_stop(lab):
    if skipped(lacking("msmtp")):
        return
    sink = Sink(lab)
    program = msmtp(lab, sink.port)
    one, other = desk(lab, program), desk(lab, program, "help@other.example")
    addresses = {DESK: one, "help@other.example": other}
    ref = deliver(lab, one, write(sender="Other desk <help@other.example>"))["ticket"]
    lab.opsdeck("ticket", "reply", ref, "--text", "Hello, desk.", "--as", "ada", "--store", one)
    carried = 0
    for _ in range(6):
        for store in (one, other):
            send(lab, store)
        fresh, carried = list(zip(sink.mails, sink.envelopes))[carried:], len(sink.mails)
        for mail, (_, rcpt) in fresh:
            for address in rcpt:
                deliver(lab, addresses[address], mail.as_bytes())
                # A desk that answers by itself, without saying so but by the standard's word.
                answer = write("We got it.", "Re: " + mail["Subject"], address, mail["From"].split("<")[-1].rstrip(">"), In_Reply_To=mail["Message-ID"], Auto_Submitted="auto-replied")
                deliver(lab, addresses["help@other.example" if address == DESK else DESK], answer)
    assert len(sink.mails) == 1, [m["Subject"] for m in sink.mails]
    (row,) = lab.sql(one, "select count(*) n from outbox where state <> 'sent'")
    assert row["n"] == 0


def test_killed_at_any_moment_no_delivery_is_lost_or_doubled(lab):
    store, rng = desk(lab), random.Random(7)
    before = lab.sql(store, "select count(*) n from ticket")[0]["n"]
    mails = [write(f"Message {n}. " + "word " * rng.randrange(2000), id=f"<k{n}@corp.example>").as_bytes() for n in range(25)]
    kills = 0
    for data in mails:
        # A mail server hands it in until it is told that it was taken; a slow machine gets longer each time.
        for turn in range(100):
            p = subprocess.Popen([*lab.runner, "mail", "deliver", "--store", store], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=lab.environment(), cwd=lab.home)
            try:
                p.stdin.write(data)
                p.stdin.close()
            except BrokenPipeError:
                pass
            try:
                p.wait(rng.random() * (0.4 + turn * 0.3))
            except subprocess.TimeoutExpired:
                p.kill()
            if p.wait(30) == 0:
                break
            kills += 1
    rows = lab.sql(store, "select mail_id, count(*) n from message where mail_id like '<k%@corp.example>' group by mail_id")
    assert len(rows) == 25 and all(row["n"] == 1 for row in rows), rows
    assert lab.sql(store, "select count(*) n from ticket")[0]["n"] == before + 25
    lab.opsdeck("audit", "verify", "--as", "noa", "--store", store)
    print(f"      {kills} deliveries were killed")


def test_killed_at_any_moment_every_reply_arrives_and_a_second_is_the_same_mail(lab):
    if skipped(lacking("msmtp")):
        return
    sink, rng = Sink(lab), random.Random(11)
    store = desk(lab, msmtp(lab, sink.port))
    wanted = set()
    for n in range(12):
        ref = deliver(lab, store, write(f"Question {n}"))["ticket"]
        lab.opsdeck("ticket", "reply", ref, "--text", f"Answer {n}", "--as", "ada", "--store", store)
    wanted = {row["mail_id"] for row in outbox(lab, store) if row["state"] == "waiting"}
    assert len(wanted) >= 12
    kills = 0
    for turn in range(200):
        if not [row for row in outbox(lab, store) if row["state"] in ("waiting", "sending")]:
            break
        p = subprocess.Popen([*lab.runner, "jobs", "run", "--store", store], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=lab.environment(), cwd=lab.home)
        time.sleep(0.05 + rng.random() * (0.6 + turn * 0.1))
        p.kill()
        p.wait(30)
        kills += 1
    eventually(lambda: {m["Message-ID"] for m in sink.mails} >= wanted, "all to arrive", 20)
    assert {m["Message-ID"] for m in sink.mails} == wanted
    doubles = len(sink.mails) - len(wanted)
    assert doubles <= kills, (doubles, kills)
    print(f"      {kills} kills, {doubles} mails arrived twice under their Message-ID")


def test_postfix_carries_mail_both_ways_and_a_bounce_comes_home(lab):
    if skipped(lacking("postfix", "msmtp") or (None if os.geteuid() == 0 else "Postfix is started by root only")):
        return
    sink = Sink(lab, unknown=["gone@corp.example"])
    store = desk(lab)
    home = os.path.dirname(store)
    program = lab.path("bin", "opsdeck")
    os.makedirs(lab.path("bin"), exist_ok=True)
    shutil.copy2(lab.runner[0], program)
    server = Postfix(lab, f"{program} --store {store}", sink.port)
    subprocess.run(["chown", "-R", f"{Postfix.USER}:nogroup", home], check=True)
    program_out = msmtp(lab, server.port)
    shutil.chown(lab.path("msmtprc"), Postfix.USER)
    lab.write(".config/opsdeck/config.yaml", f"sendmail: {program_out}\n")
    lab.runner = ["/usr/bin/setpriv", "--reuid", Postfix.USER, "--regid", "nogroup", "--clear-groups", program]
    subprocess.run(["chmod", "-R", "a+rX", lab.path(".config")], check=True)
    db = sqlite3.connect(store)
    with db:
        db.execute("insert or replace into setting (name, value) values ('mail.mode', 'live')")
    db.close()
    subprocess.run(["chown", "-R", f"{Postfix.USER}:nogroup", home], check=True)

    def arrived(n, what):
        eventually(lambda: len(lab.sql(store, "select id from arrived_mail")) >= n, f"{what}: {server.log[-1500:]}", 40)
        return lab.sql(store, "select * from arrived_mail order by id")[n - 1]

    def submit(mail, sender="pat@corp.example", to=DESK):
        with smtplib.SMTP("127.0.0.1", server.port) as smtp:
            smtp.send_message(mail, sender, [to])

    submit(write(id="<p1@corp.example>"))
    first = arrived(1, "the customer's mail")
    ref = f"T-{first['ticket_id']:04}"
    assert first["outcome"] == "opened" and lab.ticket(store, ref)["messages"][0]["body"].strip() == "It burns."
    lab.opsdeck("ticket", "reply", ref, "--text", "Water it.", "--as", "ada", "--store", store)
    assert send(lab, store).status == 0, server.log[-1500:]
    eventually(lambda: sink.to("pat@corp.example"), f"our reply: {server.log[-1500:]}", 30)
    reply = sink.to("pat@corp.example")[0]
    # He answers to the address with the token, from a mailer that drops every header of the thread.
    token = re.search(r"\[(T-[^\]]+)\]", reply["Subject"]).group(1)
    submit(write("It is out.", "no subject of ours"), to=f"support+{token}@desk.example")
    second = arrived(2, "his answer")
    assert second["outcome"] == "continued" and second["ticket_id"] == first["ticket_id"], second
    # One who is not there: the server's report comes home and is told in the ticket of the mail.
    submit(write("Who am I?", sender="gone@corp.example", id="<gone@corp.example>"), "gone@corp.example")
    third = arrived(3, "the mail of one who is gone")
    lost = f"T-{third['ticket_id']:04}"
    lab.opsdeck("ticket", "reply", lost, "--text", "Nobody knows.", "--status", "pending", "--as", "ada", "--store", store)
    send(lab, store)
    report = arrived(4, "the report")
    assert report["outcome"] == "noted" and report["ticket_id"] == third["ticket_id"], report
    ticket = lab.ticket(store, lost)
    assert "Not delivered to gone@corp.example: 5.1.1" in ticket["messages"][-1]["body"] and ticket["status"] == "pending", ticket
    assert outbox(lab, store)[0]["state"] == "failed"
    # What the desk refuses for good goes back to whoever wrote it; what it cannot take now stays in the queue.
    submit(write("x"), to="sales@desk.example")
    eventually(lambda: "sales@desk.example" in server.log and "status=bounced" in server.log, f"a bounce: {server.log[-1500:]}", 30)
    os.rename(store, store + ".away")
    submit(write("Later.", id="<later@corp.example>"))
    eventually(lambda: "status=deferred" in server.log, f"the mail to wait: {server.log[-1500:]}", 30)
    os.rename(store + ".away", store)
    eventually(lambda: lab.sql(store, "select 1 from arrived_mail where mail_id = 'later@corp.example'"), "the mail that waited", 40)


def test_the_mails_of_a_real_list_are_taken_each_once(lab):
    if skipped(None if os.path.exists(SHARED) else f"{SHARED} is not on this machine"):
        return
    import mailbox
    store = desk(lab)
    for round in range(2):
        for mail in list(mailbox.mbox(SHARED))[:60]:
            # One whose author has no address cannot be answered, and goes back.
            refused = "@" not in str(mail["From"])
            done = deliver(lab, store, mail.as_bytes(), status=65 if refused else 0)
            assert refused or done["again"] or round == 0, done
    counts = lab.sql(store, "select count(*) n, count(distinct mail_id || digest) m from arrived_mail")
    assert counts[0]["n"] == counts[0]["m"] > 10, counts


def test_the_console_says_where_mail_goes(lab):
    c = set_up(lab)
    for question in ("Password:", "The same again"):
        c.wait_for(question)
        c.press(PASSWORD, "<enter>")
    c.wait(lambda: "alt" in c.scan.left(), "the console to open")
    c.wait_for("mail captured")
    store = lab.path(".local/state/opsdeck/store.opsdeck")
    db = sqlite3.connect(store)
    with db:
        db.execute("insert into setting (name, value) values ('mail.mode', 'redirect')")
        db.execute("insert into area_change (area, number) values ('settings', 99) on conflict (area) do update set number = 99")
    db.close()
    c.wait_for("mail redirected")
