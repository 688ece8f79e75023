"""Mail servers of a test's own: a sink that keeps what it is sent, msmtp, and a Postfix with its own folders.

What is not installed is said, and the test that needs it is left out: `need` returns why.
"""
import email, email.policy, grp, os, pwd, shutil, socket, subprocess, time

try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP
except ImportError:
    Controller = None


def lacking(*programs):
    """Why a test cannot be run here, or None."""
    missing = [name for name in programs if not shutil.which(name) and not os.path.exists(f"/usr/sbin/{name}")]
    if Controller is None:
        missing.append("aiosmtpd (pip)")
    return f"not installed: {', '.join(missing)}" if missing else None


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Sink:
    """A mail server that keeps what it is sent; whom it knows not it refuses."""

    def __init__(self, lab, unknown=()):
        self.mails, self.unknown = [], set(unknown)
        # The envelope's sender, of a report too, is kept beside the mail.
        self.envelopes = []
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()
        lab.at_close.append(self.controller.stop)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.unknown:
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        return "250 OK"

    def to(self, address):
        return [mail for mail, (_, rcpt) in zip(self.mails, self.envelopes) if address in rcpt]


def msmtp(lab, port):
    """The words of an msmtp that hands over to that port."""
    config = lab.write("msmtprc", f"account default\nhost 127.0.0.1\nport {port}\nfrom support@desk.example\n")
    os.chmod(config, 0o600)
    return f"/usr/bin/msmtp -C {config} -t -oi"


class Postfix:
    """A Postfix of its own: it takes mail for the desk by SMTP and pipes it into opsdeck; the rest goes to the sink."""

    USER = "nobody"

    def __init__(self, lab, command, sink, desk="support@desk.example"):
        self.lab, self.port = lab, free_port()
        self.config = lab.path("postfix")
        os.makedirs(self.config)
        for folder in ("queue", "data"):
            os.makedirs(lab.path("postfix", folder))
        os.chmod(lab.home, 0o755)
        shutil.chown(lab.path("postfix", "data"), "postfix", "postfix")
        lab.write("postfix/main.cf", "\n".join([
            "compatibility_level = 3.6", f"queue_directory = {self.config}/queue", f"data_directory = {self.config}/data",
            "command_directory = /usr/sbin", "daemon_directory = /usr/lib/postfix/sbin", "mail_owner = postfix", "setgid_group = postdrop",
            "inet_interfaces = 127.0.0.1", "inet_protocols = ipv4", "mynetworks = 127.0.0.0/8", "myhostname = mx.desk.example",
            "mydestination =", "local_recipient_maps =", f"relayhost = [127.0.0.1]:{sink}", "smtp_host_lookup = native", "smtp_dns_support_level = disabled",
            f"transport_maps = inline:{{ {{ desk.example = opsdeck: }} }}", "recipient_delimiter = +", "opsdeck_destination_recipient_limit = 1",
            "relay_domains = desk.example", f"maillog_file = {self.config}/log", f"maillog_file_prefixes = {self.config}",
            "queue_run_delay = 3s", "minimal_backoff_time = 3s", "maximal_backoff_time = 5s", "smtputf8_enable = no", "message_size_limit = 60000000", "mailbox_size_limit = 0",
            "header_checks =", "notify_classes =", "alias_maps =", "alias_database =", ""]))
        services = [
            f"127.0.0.1:{self.port} inet n - n - - smtpd", "pickup unix n - n 1 1 pickup", "cleanup unix n - n - 0 cleanup", "qmgr unix n - n 3 1 qmgr",
            "rewrite unix - - n - - trivial-rewrite", "bounce unix - - n - 0 bounce", "defer unix - - n - 0 bounce", "trace unix - - n - 0 bounce",
            "flush unix n - n 1000? 0 flush", "proxymap unix - - n - - proxymap", "smtp unix - - n - - smtp", "relay unix - - n - - smtp", "showq unix n - n - - showq",
            "error unix - - n - - error", "retry unix - - n - - error", "discard unix - - n - - discard", "anvil unix - - n - 1 anvil", "scache unix - - n - 1 scache", "tlsmgr unix - - n 1000? 1 tlsmgr", "postlog unix-dgram n - n - 1 postlogd",
            f"opsdeck unix - n n - - pipe flags=R user={self.USER} argv={command} mail deliver --from ${{sender}} --to ${{recipient}}", ""]
        lab.write("postfix/master.cf", "\n".join(services))
        self.run("postfix", "-c", self.config, "start")
        lab.at_close.append(lambda: subprocess.run(["postfix", "-c", self.config, "stop"], capture_output=True))

    def run(self, *argv):
        done = subprocess.run(argv, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"{argv}: {done.stdout} {done.stderr}"

    @property
    def log(self):
        try:
            return open(self.config + "/log").read()
        except FileNotFoundError:
            return ""
