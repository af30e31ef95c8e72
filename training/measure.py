"""The figures of docs/coach-models.md: `python -m training.measure FOLDER`. FOLDER holds the public sets as JSON lines.

Rows that a model was fitted on are left out. VADER and TextBlob read the same texts, each by its better limit.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sklearn.metrics import f1_score, precision_score, recall_score, roc_auc_score
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from heedful.coach import read_customer
from heedful.coach.models.texts import chances_of, text_traits
from heedful.coach.models.weights import Traits
from heedful.coach.reading.promises.read import promises_in
from heedful.coach.reading.questions import questions_in
from heedful.coach.reading.words import Words, read_words
from training.texts import BLANKS, HERE, PLEASED, UNHAPPY, Row, is_held, rows_of

Scored = tuple[list[float], list[bool]]
_vader = SentimentIntensityAnalyzer()
_LIMITS = (-0.05, 0.05)


def text_of(row: Row) -> str:
    text = str(row["text"])
    for blank in BLANKS:
        text = text.replace(blank, " ")
    return text


def ours(rows: Sequence[Row]) -> Scored:
    read_all = [read_customer(text_of(row), "en") for row in rows]
    return [one.unhappy for one in read_all], [one.complaint for one in read_all]


def lexicon(score: Callable[[str], float], rows: Sequence[Row], truth: Sequence[bool]) -> Scored:
    """Below a limit a text counts as unhappy; the limit is the one that suits the lexicon better."""
    scores = [-score(text_of(row)) for row in rows]
    guesses = [[one > limit for one in scores] for limit in _LIMITS]
    return scores, max(guesses, key=lambda guess: float(f1_score(truth, guess, average="macro")))


def vader(text: str) -> float:
    return float(_vader.polarity_scores(text)["compound"])


def textblob(text: str) -> float:
    return float(TextBlob(text).sentiment.polarity)


def line(name: str, truth: Sequence[bool], *scored: Scored) -> str:
    cells = [
        f"{f1_score(truth, guess, average='macro'):.3f} / {roc_auc_score(truth, score):.3f}" for score, guess in scored
    ]
    return f"| {name} | {len(truth):,} | {sum(truth) / len(truth):.0%} | {' | '.join(cells)} |"


def feelings(folder: Path) -> Iterator[str]:
    yield "| customers: macro-F1 / AUC | texts | positive | coach | VADER | TextBlob |\n|---|---|---|---|---|---|"
    emotions = [row for row in rows_of(folder / "emotions.dev.jsonl") if is_held(row)]
    one_sided = [row for row in emotions if UNHAPPY.isdisjoint(row["moods"]) != PLEASED.isdisjoint(row["moods"])]
    sets = (
        ("emotions: angry, sad or worried", emotions, [not UNHAPPY.isdisjoint(row["moods"]) for row in emotions]),
        ("emotions: those rather than happy", one_sided, [not UNHAPPY.isdisjoint(row["moods"]) for row in one_sided]),
        *(
            _labelled(folder, name, label)
            for name, label in (("complaints", "complaint"), ("customer_sentiment", "negative"))
        ),
        ("our own customers: complaint", *_own()),
    )
    for name, rows, truth in sets:
        yield line(name, truth, ours(rows), lexicon(vader, rows, truth), lexicon(textblob, rows, truth))


def _labelled(folder: Path, name: str, label: str) -> tuple[str, list[Row], list[bool]]:
    rows = rows_of(folder / f"{name}.dev.jsonl")
    return f"{name}: {label}", rows, [row["label"] == label for row in rows]


def _own() -> tuple[list[Row], list[bool]]:
    rows = [row for row in rows_of(HERE / "customers.jsonl") if row["held"]]
    return rows, [row["label"] == "complaint" for row in rows]


def courtesy(folder: Path) -> Iterator[str]:
    rows = [row for row in rows_of(folder / "politeness.dev.jsonl") if row["label"] != "neutral" and is_held(row)]
    truth = [row["label"] == "polite" for row in rows]
    chances = [chances_of("courtesy", _traits(text_of(row)))["courteous"] for row in rows]
    others = []
    for score in (vader, textblob):
        scores = [score(text_of(row)) for row in rows]
        guesses = [[one > limit for one in scores] for limit in _LIMITS]
        others.append((scores, max(guesses, key=lambda guess: float(f1_score(truth, guess, average="macro")))))
    yield "\n| drafts: macro-F1 / AUC | texts | positive | coach | VADER | TextBlob |\n|---|---|---|---|---|---|"
    yield line("courteous rather than curt", truth, (chances, [one > 0.5 for one in chances]), *others)


def _traits(text: str) -> Traits:
    words = read_words(text)
    return text_traits(words, 0, len(words.words))


def intents(folder: Path) -> Iterator[str]:
    """A sentence that asks for an action or commits to one: rules, the model, and both."""
    rows = [row for row in rows_of(folder / "email_intent.dev.jsonl") if is_held(row)]
    truth = [row["label"] == "intent" for row in rows]
    chances = [chances_of("intent", _traits(text_of(row)))["intent"] for row in rows]
    ruled = [_asks_or_commits(read_words(text_of(row))) for row in rows]
    both = [rule or chance > 0.6 for rule, chance in zip(ruled, chances, strict=True)]
    yield "\n| sentences of e-mail that ask or commit | precision | recall | F1 |\n|---|---|---|---|"
    yield _row("rules: promises, questions, requests", truth, ruled)
    yield _row("the small model alone", truth, [chance > 0.5 for chance in chances])
    yield _row("rules or the model", truth, both)


def _asks_or_commits(words: Words) -> bool:
    return bool(promises_in(words, None) or questions_in(words)) or "please" in words.words


def promises(folder: Path) -> Iterator[str]:
    acts = rows_of(folder / "speech_acts.dev.jsonl")
    found = [bool(promises_in(read_words(row["text"]), None)) for row in acts]
    yield "\n| promises read in | rows | precision | recall | F1 |\n|---|---|---|---|---|"
    yield _row(
        f"speech_acts: commits or offers | {len(acts):,}", [row["label"] == "commit_or_offer" for row in acts], found
    )
    mails = rows_of(folder / "email_intent.dev.jsonl")
    found = [bool(promises_in(read_words(row["text"]), None)) for row in mails]
    yield _row(f"email_intent: asks or commits | {len(mails):,}", [row["label"] == "intent" for row in mails], found)


def _row(name: str, truth: Sequence[bool], guess: Sequence[bool]) -> str:
    figures = (score(truth, guess, zero_division=0) for score in (precision_score, recall_score, f1_score))
    return f"| {name} | {' | '.join(f'{one:.2f}' for one in figures)} |"


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("folder", type=Path)
    folder = given.parse_args().folder
    for part in (feelings, courtesy, intents, promises):
        for row in part(folder):
            print(row, flush=True)


if __name__ == "__main__":
    main()
