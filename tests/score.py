"""Score extraction against the annotated texts: precision, recall, F1, and attributes.

``python -m tests.score`` prints the table; ``--misses`` lists what was missed, made up or
coded differently, in context; ``--folder`` scores other annotated texts (``x.txt`` beside
``x.jsonl``).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract import extract_source
from extract.models import Extraction
from extract.reading import read_source
from extract.text import fold

HERE = Path(__file__).parent
GOLD = HERE / "gold"
RAW = HERE.parent / "raw"

# Attributes that are scored, gold's name and how to read ours.
_ATTRIBUTES: dict[str, list[str]] = {
    "document": [
        "kind",
        "doc_number",
        "issuer",
        "issued_on",
        "effective_from",
        "valid_until",
        "draft",
        "city",
        "province",
    ],
    "clause": ["level", "marker", "heading", "parent"],
    "amount": ["cmp", "role", "per", "once", "annual", "tier", "yuan_min", "yuan_max"],
    "percentage": ["cmp", "role", "base", "value_min", "value_max"],
    "measure": [
        "beneficiary",
        "tier",
        "instrument",
        "rate_cmp",
        "base",
        "per",
        "once",
        "annual",
        "payer",
        "start",
        "end",
    ],
    "unit": ["role"],
    "time": ["kind", "start_on", "end_on"],
    "target": ["measure_unit", "cmp", "indicator", "due", "annual", "value_min", "value_max"],
    "condition": ["measure_unit", "cmp", "indicator", "value_min", "value_max"],
    "ratio": ["parties"],
    "reference": ["ref"],
    "person": ["name", "position", "role"],
}


@dataclass
class Score:
    """Counts of one kind of fact."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    attributes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.extra) if self.found + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def accuracy(self, attribute: str) -> float:
        right, total = self.attributes[attribute]
        return right / total if total else 1.0


def facts_of(result: Extraction) -> list[dict[str, Any]]:
    """An extraction in the form of the annotated texts."""
    from extract.places import division

    rows: list[dict[str, Any]] = []
    for d in result.documents:
        if d.title_span is None:
            continue
        place = division(d.city_code) if d.city_code else None
        rows.append({
            "type": "document", "start": d.title_span[0], "end": d.title_span[1], "kind": d.kind, "title": d.title, "doc_number": d.doc_number,
            "issuer": d.issuer, "issued_on": d.issued_on, "effective_from": d.effective_on, "valid_until": d.expires_on, "draft": d.is_draft,
            "city": place.name if place else None, "province": place.province if place else None,
        })  # fmt: skip
    for c in result.clauses:
        if c.level in ("title", "furniture", "signature") or not (c.marker or c.heading):
            continue
        parent = result.clauses[c.parent] if c.parent is not None else None
        above = None
        if parent is not None:
            above = (
                result.documents[c.document].title
                if parent.level == "title"
                else parent.heading or parent.marker
            )
        rows.append(
            {
                "type": "clause",
                "start": c.start,
                "end": c.heading_end,
                "level": c.level,
                "marker": c.marker,
                "heading": c.heading,
                "parent": above,
            }
        )
    for a in result.amounts:
        rows.append({
            "type": "amount", "start": a.start, "end": a.end, "cmp": a.comparator, "role": a.role, "per": a.per, "once": a.is_one_off,
            "annual": a.is_annual, "tier": a.tier, "yuan_min": a.yuan_min, "yuan_max": a.yuan_max,
        })  # fmt: skip
    for p in result.percentages:
        rows.append(
            {
                "type": "percentage",
                "start": p.start,
                "end": p.end,
                "cmp": p.comparator,
                "role": p.role,
                "base": p.base,
                "value_min": p.value_min,
                "value_max": p.value_max,
            }
        )
    for m in result.measures:
        rows.append({
            "type": "measure", "start": m.start, "end": m.end, "beneficiary": m.beneficiary, "tier": m.tier, "instrument": m.instrument,
            "yuan": m.award_yuan, "cap_yuan": m.cap_yuan, "rate": m.rate, "rate_cmp": m.rate_comparator, "base": m.base, "per": m.per,
            "once": m.is_one_off, "annual": m.is_annual, "payer": m.payer or "",
        })  # fmt: skip
    for r in result.responsibilities:
        rows.append({"type": "unit", "start": r.start, "end": r.end, "role": r.role})
    for t in result.deadlines:
        rows.append(
            {
                "type": "time",
                "start": t.start,
                "end": t.end,
                "kind": t.kind,
                "start_on": t.start_on,
                "end_on": t.end_on,
            }
        )
    for g in result.targets:
        rows.append({
            "type": "target", "start": g.start, "end": g.end, "measure_unit": g.measure_unit, "cmp": g.comparator, "indicator": g.indicator,
            "due": g.due_on, "annual": g.is_annual, "value_min": g.value_min, "value_max": g.value_max,
        })  # fmt: skip
    for q in result.conditions:
        rows.append(
            {
                "type": "condition",
                "start": q.start,
                "end": q.end,
                "measure_unit": q.measure_unit,
                "cmp": q.comparator,
                "indicator": q.indicator,
                "value_min": q.value_min,
                "value_max": q.value_max,
            }
        )
    for s in result.shares:
        rows.append({"type": "ratio", "start": s.start, "end": s.end, "parties": s.parties})
    for x in result.citations:
        rows.append({"type": "reference", "start": x.start, "end": x.end, "ref": x.kind})
    for n in result.members:
        rows.append(
            {
                "type": "person",
                "start": n.start,
                "end": n.end,
                "name": n.name,
                "position": n.position,
                "role": n.role,
            }
        )
    return rows


def _key(fact: dict[str, Any]) -> tuple[Any, ...]:
    """What makes two facts the same: kind and characters; a measure by what it pays and where."""
    kind = fact["type"]
    if kind == "measure":
        return (kind, fact["yuan"], fact["cap_yuan"], fact["rate"])
    if kind == "clause":
        return (kind, fact["start"])
    if kind == "target":
        return (kind, fact["start"], fact["end"], fact["due"])
    if kind == "unit":
        return (kind, fact["start"], fact["end"], fact["role"])
    return (kind, fact["start"], fact["end"])


def _pair(
    gold: list[dict[str, Any]], ours: list[dict[str, Any]]
) -> tuple[list[tuple[dict[str, Any], dict[str, Any]]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Pairs of the same fact, facts missed, facts made up."""
    pool: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for o in ours:
        pool[_key(o)].append(o)
    pairs, missed = [], []
    for g in gold:
        candidates = pool[_key(g)]
        if g["type"] == "measure":
            candidates = [c for c in candidates if c["start"] < g["end"] and g["start"] < c["end"]]
        if g["type"] in ("measure", "unit", "target"):
            candidates.sort(
                key=lambda c: (abs(c["start"] - g["start"]), c.get("tier") != g.get("tier"))
            )
        if candidates:
            best = candidates[0]
            pool[_key(g)] = [c for c in pool[_key(g)] if c is not best]
            pairs.append((g, best))
        else:
            missed.append(g)
    # Same characters, other role or day: found, but coded differently.
    left = [o for rest in pool.values() for o in rest]
    for g in list(missed):
        if g["type"] not in ("unit", "target"):
            continue
        same = next(
            (
                o
                for o in left
                if o["type"] == g["type"] and (o["start"], o["end"]) == (g["start"], g["end"])
            ),
            None,
        )
        if same is not None:
            left.remove(same)
            missed.remove(g)
            pairs.append((g, same))
    return pairs, missed, left


def _equal(a: Any, b: Any) -> bool:
    if isinstance(a, list) and isinstance(b, str):  # payers: joined by 、 in the database
        a = "、".join(a)
    if isinstance(a, str) and isinstance(b, str):
        return fold(a).replace(" ", "") == fold(b).replace(" ", "")
    return bool(a == b)


def annotated(folder: Path) -> list[tuple[Path, Path, Path]]:
    """``(text, its root, annotation)`` of every annotated text in a folder."""
    found = []
    for gold in sorted(folder.glob("*.jsonl")):
        beside = gold.with_suffix(".txt")
        text = beside if beside.exists() else next(RAW.rglob(f"{gold.stem}_*.txt"))
        found.append((text, text.parent, gold))
    return found


def score(
    folder: Path = GOLD, notes: list[str] | None = None, only: set[str] | None = None
) -> dict[str, Score]:
    """Score all annotated texts of a folder; ``notes`` collects what differs, in context."""
    scores: dict[str, Score] = {kind: Score() for kind in _ATTRIBUTES}
    for path, root, annotation in annotated(folder):
        if only and annotation.stem not in only:
            continue
        source = read_source(path, root)
        gold = [
            json.loads(line)
            for line in annotation.read_text(encoding="utf-8").splitlines()
            if line.strip()
        ]
        pairs, missed, extra = _pair(gold, facts_of(extract_source(source)))
        text = source.text

        def context(f: dict[str, Any], text: str = text) -> str:
            return (
                text[max(0, f["start"] - 24) : f["start"]]
                + "【"
                + text[f["start"] : f["end"]][:120]
                + "】"
                + text[f["end"] : f["end"] + 24]
            ).replace("\n", "⏎")

        for g, o in pairs:
            s = scores[g["type"]]
            s.found += 1
            for name in _ATTRIBUTES[g["type"]]:
                right = _equal(g.get(name), o.get(name))
                s.attributes[name][0] += right
                s.attributes[name][1] += 1
                if not right and notes is not None:
                    notes.append(
                        f"{annotation.stem} {g['type']}.{name}: gold {g.get(name)!r}, ours {o.get(name)!r}: {context(g)}"
                    )
        for f in missed:
            scores[f["type"]].missed += 1
            if notes is not None:
                notes.append(
                    f"{annotation.stem} MISSED {f['type']} { {k: v for k, v in f.items() if k in ('role', 'yuan', 'cap_yuan', 'rate', 'tier', 'kind', 'due', 'cmp')} }: {context(f)}"
                )
        for f in extra:
            scores[f["type"]].extra += 1
            if notes is not None:
                notes.append(
                    f"{annotation.stem} EXTRA {f['type']} { {k: v for k, v in f.items() if k in ('role', 'yuan', 'cap_yuan', 'rate', 'tier', 'kind', 'due', 'cmp')} }: {context(f)}"
                )
    return scores


def table(scores: dict[str, Score]) -> str:
    """The scores as text."""
    lines = [f"{'fact':<11} {'gold':>5} {'P':>6} {'R':>6} {'F1':>6}  attributes"]
    for kind, s in scores.items():
        attributes = " ".join(
            f"{name} {s.accuracy(name):.2f}" for name in _ATTRIBUTES[kind] if s.found
        )
        lines.append(
            f"{kind:<11} {s.found + s.missed:>5} {s.precision:>6.3f} {s.recall:>6.3f} {s.f1:>6.3f}  {attributes}"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=GOLD)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    notes: list[str] = []
    scores = score(arguments.folder, notes, set(arguments.only) if arguments.only else None)
    print(table(scores))
    if arguments.misses:
        print("\n".join(notes))
        print(
            Counter(
                n.split(" ")[1]
                if n.split(" ")[1] not in ("MISSED", "EXTRA")
                else " ".join(n.split(" ")[1:3])
                for n in notes
            ).most_common()
        )


if __name__ == "__main__":
    main()
