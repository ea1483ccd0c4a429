"""What an assistant is judged by: does it find the right documents, and does it stay with them."""

from __future__ import annotations

from retrieval import words_of

# Words that every text has say nothing of where an answer is from.
LEAST_LETTERS = 4


def recall(expected: list, found: list) -> float:
    """Share of the expected documents among those that were found."""
    return len(set(expected) & set(found)) / len(set(expected))


def reciprocal_rank(expected: list, found: list) -> float:
    """1 for an expected document in the first place, 1/2 in the second, 0 for none."""
    ranks = [rank for rank, document in enumerate(found, start=1) if document in expected]
    return 1 / ranks[0] if ranks else 0.0


def grounded(answer: str, sources: list) -> float:
    """Share of the longer words of an answer that its sources have, too."""
    longer = {word for word in words_of(answer) if len(word) >= LEAST_LETTERS}
    known = {word for source in sources for word in words_of(source)}
    return len(longer & known) / len(longer) if longer else 1.0


def judge(question: dict, result: dict) -> dict:
    """Measures of one answer. A question without documents is one that must be refused."""
    found = [chunk["document"] for chunk in result["found"]]
    if not question["documents"]:
        right = 0.0 if result["known"] else 1.0
        return {"refused": right}
    return {
        "recall": recall(question["documents"], found),
        "mrr": reciprocal_rank(question["documents"], list(dict.fromkeys(found))),
        "grounded": grounded(result["answer"], [chunk["text"] for chunk in result["found"]]),
        "cited": 1.0 if result["cited"] else 0.0,
    }


def averages(judged: list) -> dict:
    """Mean of each measure over the questions that have it."""
    names = sorted({name for each in judged for name in each})
    return {name: sum(each[name] for each in judged if name in each) / sum(name in each for each in judged) for name in names}
