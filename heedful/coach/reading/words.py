"""Text to words and sentences: one pass, own words only, contractions opened ("you're" -> you are)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from heedful.coach.finding import Span
from heedful.coach.reading.contractions import BARE, open_contraction
from heedful.coach.reading.voices import Stretch, foreign_stretches

QUOTE = "“”"
_ENDERS = ".!?…"
_MOST_WORDS = 150  # a sentence is cut there, so that no text makes one without end
_TOKEN = re.compile(
    r"((?:[A-Za-zÀ-ÖØ-öø-ÿ]++(?!['’\w]) ?)++)|(\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W\d_][^\W_]*(?:['’][^\W_]+)*)|([.!?…]+)|(\n[ \t\r\n]*)|[,;:()—–]"
)
_SHORT_FORMS = frozenset(BARE)
_RUN, _JOINED, _END, _LINE = 1, 2, 3, 4
_NOT_AN_END = frozenset(
    "mr mrs ms dr prof st no nr vs approx e.g i.e etc inc ltd co z.b bzw usw ca sr sra m mme tel".split()
)


@dataclass(slots=True)
class Sentence:
    """Words `first` to `last` (exclusive) and the stretch of text from `start` to `end`."""

    start: int
    end: int
    first: int
    last: int
    mark: str = ""

    @property
    def is_question(self) -> bool:
        return "?" in self.mark


@dataclass(slots=True)
class Words:
    """The own words of a text in lower case, with where they stand, and its sentences."""

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    foreign: list[Stretch] = field(default_factory=list)
    commas: set[int] = field(default_factory=set)
    opened: list[tuple[int, int, str]] = field(default_factory=list)  # words that were typed as one, without a mark

    def span(self, first: int, last: int) -> Span:
        """The text of words `first` to `last`, exclusive."""
        return Span(self.starts[first], self.ends[last - 1])

    def sentence_span(self, number: int) -> Span:
        return Span(self.sentences[number].start, self.sentences[number].end)

    def sentence_at(self, place: int) -> int | None:
        """The number of the sentence that a place in the text falls into, or just behind which it stands."""
        number = bisect_right(self.sentences, place, key=lambda one: one.start) - 1
        return number if number >= 0 and place <= self.sentences[number].end + 1 else None

    def is_quoted(self, place: int) -> bool:
        number = bisect_right(self.foreign, place, key=lambda part: part.start) - 1
        return number >= 0 and place < self.foreign[number].end and self.foreign[number].voice == "quote"

    def words_in(self, number: int) -> list[str]:
        sentence = self.sentences[number]
        return self.words[sentence.first : sentence.last]


def read_words(text: str) -> Words:
    """Walk over the text once, leaving out what is not in the writer's voice."""
    out = Words(text, foreign=foreign_stretches(text))
    at = 0
    for part in out.foreign:
        _read_part(out, at, part.start)
        if part.voice == "quote" and out.sentences and _inside_sentence(out, part):
            _add(out, QUOTE, part.start, part.end)
        else:
            _close(out, part.start, "")
        at = max(at, part.end)
    _read_part(out, at, len(text))
    _close(out, len(text), "")
    return out


def _inside_sentence(out: Words, part: Stretch) -> bool:
    return out.text[part.start] != ">" and "\n" not in out.text[part.start : part.end]


def _read_part(out: Words, start: int, end: int) -> None:
    """The hot part of a review: plain words with one blank between them are taken in all at once."""
    words, sentences = out.words, out.sentences
    starts, ends = out.starts.append, out.ends.append
    for match in _TOKEN.finditer(out.text, start, end):
        if match.lastindex != _RUN:
            _read_other(out, match.lastindex, match[0], match.span())
            continue
        row, at = match[1].lower().split(), match.start()
        sentence = sentences[-1] if sentences and not sentences[-1].mark else _begin(out, at, at)
        if len(words) + len(row) - sentence.first > _MOST_WORDS or not _SHORT_FORMS.isdisjoint(row):
            _read_singly(out, row, at)
            continue
        words += row
        for word in row:
            starts(at)
            at += len(word)
            ends(at)
            at += 1
        sentence.last = len(words)
        sentence.end = at - 1


def _read_singly(out: Words, row: list[str], at: int) -> None:
    """A run that holds a short form, or that goes on where a sentence is cut."""
    for word in row:
        _add_word(out, word, at, at + len(word))
        at += len(word) + 1


def _read_other(out: Words, kind: int | None, raw: str, at: tuple[int, int]) -> None:
    if kind == _JOINED:
        _add_word(out, raw.lower(), *at)
    elif kind == _END:
        if _ends_here(out, raw, at[1]) and (sentence := _open_sentence(out)) is not None:
            sentence.mark, sentence.end = raw, at[1]
    elif kind == _LINE:
        if _breaks_line(out, raw, *at):
            _close(out, at[0], "\n")
    elif out.words:
        out.commas.add(len(out.words))


def _open_sentence(out: Words) -> Sentence | None:
    return out.sentences[-1] if out.sentences and not out.sentences[-1].mark else None


def _begin(out: Words, start: int, end: int) -> Sentence:
    sentence = Sentence(start, end, len(out.words), len(out.words))
    out.sentences.append(sentence)
    return sentence


def _add_word(out: Words, word: str, start: int, end: int) -> None:
    if word in BARE:
        parts = BARE[word]
        out.opened.append((len(out.words), len(out.words) + len(parts), word))
    elif "'" in word or "’" in word:
        parts = open_contraction(word.replace("’", "'"))
    else:
        _add(out, word, start, end)
        return
    for part in parts:
        _add(out, part, start, end)


def _add(out: Words, word: str, start: int, end: int) -> None:
    sentence = _open_sentence(out)
    if sentence is None or len(out.words) - sentence.first >= _MOST_WORDS:
        sentence = _begin(out, start, end)
    out.words.append(word)
    out.starts.append(start)
    out.ends.append(end)
    sentence.last = len(out.words)
    sentence.end = end


def _close(out: Words, end: int, mark: str) -> None:
    if out.sentences and not out.sentences[-1].mark:
        sentence = out.sentences[-1]
        sentence.mark = mark or "\n"
        if mark not in ("", "\n"):
            sentence.end = end


def _ends_here(out: Words, raw: str, end: int) -> bool:
    if end < len(out.text) and not (out.text[end].isspace() or out.text[end] in "\"'”’)»*_]"):
        return False
    if raw == "." and out.words:
        word = out.words[-1]
        listed = word.isdigit() and out.sentences[-1].last - out.sentences[-1].first == 1
        if (
            len(word) > 2
            and word[-2:].strip(".").isdecimal()
            and "." in word
            and out.text[end : end + 2].strip().islower()
        ):
            return False  # "on 2.4. between nine and ten"
        return not (word in _NOT_AN_END or listed or (len(word) == 1 and word.isalpha() and word != "i"))
    return True


def _breaks_line(out: Words, raw: str, start: int, end: int) -> bool:
    """A single line break inside wrapped prose does not end a sentence."""
    if raw.count("\n") > 1 or end >= len(out.text):
        return True
    line = start - (out.text.rfind("\n", max(0, start - 200), start) + 1)
    return line < 40 or not out.text[end].islower()
