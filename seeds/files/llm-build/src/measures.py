"""What generated texts are judged by, in comparison with those that people wrote."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+", re.UNICODE)


def words_of(text: str) -> list:
    """Words in lower case."""
    return [word.lower() for word in WORD.findall(text)]


def token_f1(truth: str, generated: str) -> float:
    """Words in common, in whatever order."""
    a, b = words_of(truth), words_of(generated)
    common = sum(min(a.count(word), b.count(word)) for word in set(a))
    return 2 * common / (len(a) + len(b)) if a or b else 1.0


def longest_common(a: list, b: list) -> int:
    """Length of the longest sequence of words that is in both, with gaps."""
    row = [0] * (len(b) + 1)
    for word in a:
        before = 0
        for place, other in enumerate(b, start=1):
            kept = row[place]
            row[place] = before + 1 if word == other else max(row[place], row[place - 1])
            before = kept
    return row[-1]


def rouge_l(truth: str, generated: str) -> float:
    """Words in common in the same order (F-measure of ROUGE-L)."""
    a, b = words_of(truth), words_of(generated)
    return 2 * longest_common(a, b) / (len(a) + len(b)) if a or b else 1.0


def summary(pairs: list) -> dict:
    """Means over pairs of truth and generated text."""
    number = len(pairs)
    return {
        "rouge_l": sum(rouge_l(*pair) for pair in pairs) / number,
        "token_f1": sum(token_f1(*pair) for pair in pairs) / number,
        "exact": sum(truth.strip() == generated.strip() for truth, generated in pairs) / number,
        "empty": sum(not generated.strip() for _, generated in pairs) / number,
    }
