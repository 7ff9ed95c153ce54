#!/usr/bin/env python3
"""Figures of the breakdown on labelled texts and on real multi-lot notices.

  evaluate.py EVAL_PROGRAM SAMPLES.jsonl...          expected parts against found parts
  evaluate.py EVAL_PROGRAM --lots MULTILOT.jsonl     lots recovered from their joined texts

EVAL_PROGRAM is build/<preset>/bin/breakdown_eval. Options: --wrong prints every text with a
mistake; --lang DAN takes one language; --json prints the figures as JSON; --at-least F1=0.9 and
--at-most "false split=0.1" make the exit code 1 when a figure is worse (every set is held to them).
"""

import argparse
import json
import subprocess
import sys


def run(program, rows):
    """The program's answers by id."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    done = subprocess.run([program], input=text.encode(), stdout=subprocess.PIPE, check=True)
    return {answer["id"]: answer for answer in map(json.loads, done.stdout.decode().splitlines())}


def spans_of(part):
    return part["spans"] if "spans" in part else [[part["start"], part["end"]]]


def expected_spans(row, part):
    """Byte offsets of the quoted evidence, which stands once in the description."""
    data = row["description"].encode()
    spans = []
    for quote in part["text"]:
        quote = quote.encode()
        if data.count(quote) != 1:
            sys.exit(f"{row['id']}: {quote.decode()!r} must stand exactly once in the description")
        at = data.index(quote)
        spans.append([at, at + len(quote)])
    return spans


def overlap(left, right):
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)


def match(expected, found):
    """One-to-one pairs by falling overlap."""
    pairs = sorted(
        ((overlap(e, f), i, j) for i, e in enumerate(expected) for j, f in enumerate(found)),
        key=lambda pair: (-pair[0], pair[1], pair[2]))
    used_expected, used_found, matched = set(), set(), []
    for size, i, j in pairs:
        if size > 0 and i not in used_expected and j not in used_found:
            used_expected.add(i)
            used_found.add(j)
            matched.append((i, j))
    return matched


class Tally:
    """Counts of right answers among all asked."""

    def __init__(self):
        self.right, self.asked = {}, {}

    def add(self, name, right, asked=1):
        self.right[name] = self.right.get(name, 0) + right
        self.asked[name] = self.asked.get(name, 0) + asked

    def rate(self, name):
        return self.right.get(name, 0) / self.asked[name] if self.asked.get(name) else None


def evaluate_parts(program, rows, show_wrong):
    answers = run(program, rows)
    tally = Tally()
    for row in rows:
        answer = answers[row["id"]]
        found = answer["parts"]
        expected = row["parts"]
        wanted = [expected_spans(row, part) for part in expected]
        pairs = match(wanted, [spans_of(part) for part in found])
        notes = []
        tally.add("precision", len(pairs), len(found))
        tally.add("recall", len(pairs), len(expected))
        tally.add("count", len(found) == len(expected))
        if not expected:
            tally.add("false split", bool(found))
        for i, j in pairs:
            want, got = expected[i], found[j]
            for name, digits in (("division", 2), ("group", 3), ("class", 4)):
                tally.add(name, bool(got["cpv"]) and got["cpv"][:digits] == want["cpv"][:digits])
            if not got["cpv"] or got["cpv"][:4] != want["cpv"][:4]:
                notes.append(f"cpv of {want['text'][0]!r}: want {want['cpv']}, got {got['cpv']}")
            tally.add("place", want["place"] == got["place"])
            if want["place"] != got["place"]:
                notes.append(f"place of {want['text'][0]!r}: want {want['place']}, got {got['place']}")
            tally.add("amount", want["amount_ore"] == got["amount_ore"])
            if want["amount_ore"] != got["amount_ore"]:
                notes.append(f"amount of {want['text'][0]!r}: want {want['amount_ore']}, "
                             f"got {got['amount_ore']}")
        missed = set(range(len(expected))) - {i for i, _ in pairs}
        extra = set(range(len(found))) - {j for _, j in pairs}
        notes += [f"missed {expected[i]['text'][0]!r}" for i in sorted(missed)]
        data = row["description"].encode()
        for j in sorted(extra):
            texts = [data[a:b].decode(errors="replace") for a, b in spans_of(found[j])]
            notes.append(f"extra {texts!r} {found[j]['cpv']}")
        if show_wrong and notes:
            print(row["id"], row["form"], "|", row["description"].replace("\n", "⏎"))
            for note in notes:
                print("   ", note)
            print("    reason:", answer["reason"])
    return tally


def joined(row, cues, joint):
    """The lots of a notice as one text, and the byte offset where each but the first begins."""
    words = {"DA": "Delaftale", "DAN": "Delaftale"}
    text, boundaries = "", []
    for number, lot in enumerate(row["lots"], 1):
        if text:
            text += joint
            boundaries.append(len(text.encode()))
        if cues:
            text += f"{words.get(row['lang'], 'Lot')} {number}: "
        text += " ".join(lot["description"].split())
    return text, boundaries


def evaluate_lots(program, rows, cues, joint, show_wrong):
    texts = {}
    for index, row in enumerate(rows):
        texts[str(index)] = joined(row, cues, joint)
    answers = run(program, [
        {"id": key, "title": rows[int(key)]["title"], "description": text,
         "cpv_main": rows[int(key)]["cpv"], "lang": rows[int(key)]["lang"]}
        for key, (text, _) in texts.items()])
    tally = Tally()
    for key, (text, boundaries) in texts.items():
        parts = answers[key]["parts"]
        starts = sorted(min(a for a, _ in spans_of(part)) for part in parts)
        found = set()
        for start in starts[1:]:
            near = [b for b in boundaries if abs(b - start) <= 20]
            found.add(near[0] if near else -start)
        hits = len([b for b in found if b > 0])
        tally.add("precision", hits, len(found))
        tally.add("recall", hits, len(boundaries))
        tally.add("count", len(parts) == len(boundaries) + 1)
        if show_wrong and len(parts) != len(boundaries) + 1:
            print(f"{key} {rows[int(key)]['lang']}: {len(boundaries) + 1} lots, {len(parts)} found |",
                  text[:600].replace("\n", "⏎"))
    return tally


def f1(tally):
    precision, recall = tally.rate("precision") or 0, tally.rate("recall") or 0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def report(title, tally, names, as_json):
    """Prints the figures of a set and returns them."""
    figures = {"F1": f1(tally)}
    for name in names:
        rate = tally.rate(name)
        if rate is not None:
            figures[name] = rate
    if as_json:
        print(json.dumps({"set": title, **{k: round(v, 4) for k, v in figures.items()}}))
    else:
        print(title + ":", ", ".join(
            f"{name} {value:.3f} ({tally.right[name]}/{tally.asked[name]})"
            if name in tally.asked else f"{name} {value:.3f}" for name, value in figures.items()))
    return figures


def missed(title, figures, bounds, worse):
    """Says which bounds the figures miss, and how many."""
    count = 0
    for bound in bounds:
        name, _, wanted = bound.rpartition("=")
        if name in figures and worse(figures[name], float(wanted)):
            print(f"{title}: {name} is {figures[name]:.3f}, wanted {wanted}", file=sys.stderr)
            count += 1
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--lots", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--lang")
    parser.add_argument("--at-least", action="append", default=[])
    parser.add_argument("--at-most", action="append", default=[])
    arguments = parser.parse_args()
    rows = []
    for name in arguments.files:
        with open(name, encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines if line.strip()]
    if arguments.lang:
        rows = [row for row in rows if row["lang"][:2] == arguments.lang[:2]]
    results = {}
    if arguments.lots:
        rows = [row for row in rows if row["good"]]
        for cues in (True, False):
            for joint, name in (("\n", "on lines"), (" ", "in one paragraph")):
                title = f"lots of {len(rows)} notices {name} {'with' if cues else 'without'} cues"
                tally = evaluate_lots(arguments.program, rows, cues, joint, arguments.wrong)
                results[title] = report(title, tally, ["precision", "recall", "count"],
                                        arguments.json)
    else:
        title = f"{len(rows)} texts"
        tally = evaluate_parts(arguments.program, rows, arguments.wrong)
        results[title] = report(
            title, tally, ["precision", "recall", "count", "false split", "division", "group",
                           "class", "place", "amount"], arguments.json)
    worse = sum(missed(title, figures, arguments.at_least, lambda got, want: got < want) +
                missed(title, figures, arguments.at_most, lambda got, want: got > want)
                for title, figures in results.items())
    sys.exit(1 if worse else 0)


if __name__ == "__main__":
    main()
