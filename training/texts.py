"""Fit the models for customers' feelings and for courtesy: `python -m training.texts FOLDER`.

FOLDER holds the public sets as JSON lines; docs/coach-models.md says which, and what their licences allow.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression

from heedful.coach.customer import hear
from heedful.coach.draft import Turn
from heedful.coach.models import weights
from heedful.coach.models.texts import text_traits
from heedful.coach.reading.words import read_words

HERE = Path(__file__).parent
MODELS = HERE.parent / "heedful/coach/models"
UNHAPPY, PLEASED = frozenset(("angry", "sad", "worried")), frozenset(("happy", "grateful"))
LEAST, MOST = 5, 4000  # a trait of fewer texts says nothing; so many traits are kept for each answer
OWN_WEIGHT = 8  # our own customers are few beside the public set, and speak of our matter
BLANKS = ("@user", "<url>", "<email>", "<phone>")
Row = dict[str, Any]
Labels = dict[str, list[bool]]


@dataclass(frozen=True)
class Fitted:
    """A model's text, and how it was made."""

    name: str
    text: str


def rows_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def is_held(row: Row) -> bool:
    """A fifth, by the row's own name; our own rows say it themselves."""
    return bool(row["held"]) if "held" in row else zlib.crc32(row["id"].encode()) % 5 == 0


def traits(text: str, *, with_cues: bool) -> set[str]:
    for blank in BLANKS:
        text = text.replace(blank, " ")
    if not with_cues:
        words = read_words(text)
        return set(weights.flat(text_traits(words, 0, len(words.words))))
    heard = hear(((0, Turn("customer", text)),), "en", "en", spoken=False)
    return set(weights.flat(text_traits(heard.words[0], 0, len(heard.words[0].words), heard.cues)))


def fit(name: str, rows: Sequence[Row], labels: Labels, *, with_cues: bool, penalty: float) -> Fitted:
    """One regression for each answer on the traits that tell most about it."""
    table = [traits(row["text"], with_cues=with_cues) for row in rows]
    seen = Counter(trait for one in table for trait in one)
    shaper = DictVectorizer(dtype=np.float32)
    matrix = shaper.fit_transform({trait: 1 for trait in sorted(one) if seen[trait] >= LEAST} for one in table)
    names = shaper.get_feature_names_out()
    found: dict[str, dict[int, int]] = {}
    biases = []
    for number, told in enumerate(labels.values()):
        best = np.sort(np.argsort(-chi2(matrix, told)[0], kind="stable")[:MOST])
        model = LogisticRegression(C=penalty, solver="liblinear", max_iter=500, class_weight="balanced", random_state=7)
        model.fit(matrix[:, best], told)
        biases.append(round(float(model.intercept_[0]) * weights.SCALE))
        for trait, value in zip(names[best], model.coef_[0], strict=True):
            if weight := round(float(value) * weights.SCALE):
                found.setdefault(trait, {})[number] = weight
    return Fitted(name, weights.written(labels, biases, found))


def feeling(folder: Path) -> Fitted:
    public = [row for row in rows_of(folder / "emotions.dev.jsonl") if not is_held(row)]
    own = [row for row in rows_of(HERE / "customers.jsonl") if not row["held"]] * OWN_WEIGHT
    rows = public + own
    return fit(
        "feeling",
        rows,
        {
            "unhappy": [_feels(row, UNHAPPY, PLEASED, "complaint") for row in rows],
            "pleased": [_feels(row, PLEASED, UNHAPPY, "praise") for row in rows],
        },
        with_cues=True,
        penalty=0.2,
    )


def _feels(row: Row, these: frozenset[str], others: frozenset[str], label: str) -> bool:
    if "moods" not in row:
        return bool(row["label"] == label)
    return not these.isdisjoint(row["moods"]) and others.isdisjoint(row["moods"])


def courtesy(folder: Path) -> Fitted:
    """The polite and the impolite quarter; the half between them says nothing clear."""
    rows = [row for row in rows_of(folder / "politeness.dev.jsonl") if row["label"] != "neutral" and not is_held(row)]
    labels = {"courteous": [row["label"] == "polite" for row in rows]}
    return fit("courtesy", rows, labels, with_cues=False, penalty=0.2)


def intent(folder: Path) -> Fitted:
    rows = [row for row in rows_of(folder / "email_intent.dev.jsonl") if not is_held(row)]
    return fit("intent", rows, {"intent": [row["label"] == "intent" for row in rows]}, with_cues=False, penalty=0.5)


FITS: tuple[Callable[[Path], Fitted], ...] = (feeling, courtesy, intent)


def fitted(folder: Path) -> Iterator[Fitted]:
    for one in FITS:
        yield one(folder)


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("folder", type=Path)
    asked = given.parse_args()
    for one in fitted(asked.folder):
        target = MODELS / f"{one.name}.tsv"
        target.write_text(one.text, encoding="utf-8")
        print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
