"""One line per figure: what was measured, what it should be, what a peer does in the same run."""


class Figure:
    def __init__(self, section, what, value, unit, sense="<=", target=None, peer=None, peer_value=None, cpu=None):
        self.section, self.what, self.value, self.unit, self.sense, self.target = section, what, value, unit, sense, target
        self.peer, self.peer_value, self.cpu = peer, peer_value, cpu

    @staticmethod
    def of(section, fields):
        return Figure(section, fields["what"], fields["value"], fields["unit"], fields.get("sense", "<="), fields.get("target"), fields.get("peer"), fields.get("peerValue"), fields.get("cpu"))

    def meets(self, value):
        return value <= self.target if self.sense == "<=" else value >= self.target

    @property
    def verdict(self):
        if self.target is None or self.value is None:
            return ""
        if self.meets(self.value):
            return "held"
        # On a machine that does other things the processor's time tells what the wall's clock hides.
        return "missed, but held in CPU time" if self.cpu is not None and self.meets(self.cpu) else "missed"


def number(x):
    if x is None:
        return "-"
    return f"{x:,.0f}" if abs(x) >= 1000 else f"{x:.1f}" if abs(x) >= 100 else f"{x:.2f}" if abs(x) >= 10 else f"{x:.3f}"


class Table:
    def __init__(self):
        self.figures = []

    def add(self, figure):
        self.figures.append(figure)

    def text(self, heading):
        rows = [("", "what", "measured", "cpu", "target", "beside", "ratio", "")]
        for f in self.figures:
            target = "" if f.target is None else f"{'≤' if f.sense == '<=' else '≥'} {number(f.target)}"
            beside = "" if f.peer_value is None else f"{f.peer} {number(f.peer_value)}"
            ratio = "" if not f.peer_value or f.value is None else f"{f.value / f.peer_value:.2f}"
            rows.append((f.section, f.what, f"{number(f.value)} {f.unit}", "" if f.cpu is None else number(f.cpu), target, beside, ratio, f.verdict))
        widths = [max(len(r[i]) for r in rows) for i in range(8)]
        right = {2, 3, 6}
        lines = ["  ".join(c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(r, widths))).rstrip() for r in rows]
        lines.insert(1, "-" * max(map(len, lines)))
        missed = sum(f.verdict.startswith("missed") for f in self.figures)
        held = sum(f.verdict == "held" for f in self.figures)
        return "\n".join([heading, "", *lines, "", f"{held} figures held, {missed} missed"])
