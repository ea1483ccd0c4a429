"""Finds chunks for a question: by meaning (vectors) and by words (BM25), and puts the two orders together."""

from __future__ import annotations

import math
import re

WORD = re.compile(r"[^\W_]+", re.UNICODE)
K1, B = 1.2, 0.75
# Of reciprocal rank fusion: how little the first ranks count more than later ones.
FUSION = 60


def words_of(text: str) -> list:
    """Words in lower case."""
    return [word.lower() for word in WORD.findall(text)]


def cosine(a: list, b: list) -> float:
    """Likeness of two vectors; 0 where one has no length."""
    lengths = math.sqrt(sum(x * x for x in a)) * math.sqrt(sum(x * x for x in b))
    return sum(x * y for x, y in zip(a, b)) / lengths if lengths else 0.0


class Index:
    """Chunks with their vectors."""

    def __init__(self, chunks: list, vectors: list):
        if len(chunks) != len(vectors):
            raise ValueError(f"{len(chunks)} chunks and {len(vectors)} vectors")
        self.chunks, self.vectors = chunks, vectors
        self.words = [words_of(f"{chunk['heading']} {chunk['text']}") for chunk in chunks]
        self.counts = [{word: each.count(word) for word in set(each)} for each in self.words]
        self.average = sum(len(each) for each in self.words) / max(1, len(self.words))
        self.spread: dict = {}
        for count in self.counts:
            for word in count:
                self.spread[word] = self.spread.get(word, 0) + 1

    def by_words(self, question: str) -> list:
        """Places of chunks that share words with the question, best first."""
        scores = [self._score(place, words_of(question)) for place in range(len(self.chunks))]
        return [place for place in _order(scores) if scores[place] > 0]

    def by_meaning(self, vector: list) -> list:
        """Places of all chunks, the most alike first."""
        return _order([cosine(vector, each) for each in self.vectors])

    def search(self, question: str, vector: list, number: int) -> list:
        """The best chunks of both orders."""
        fused = [0.0] * len(self.chunks)
        for order in (self.by_words(question), self.by_meaning(vector)):
            for rank, place in enumerate(order):
                fused[place] += 1 / (FUSION + rank + 1)
        return [self.chunks[place] for place in _order(fused)[:number]]

    def _score(self, place: int, question: list) -> float:
        count, length = self.counts[place], len(self.words[place])
        score = 0.0
        for word in set(question) & set(count):
            rarity = math.log(1 + (len(self.chunks) - self.spread[word] + 0.5) / (self.spread[word] + 0.5))
            score += rarity * count[word] * (K1 + 1) / (count[word] + K1 * (1 - B + B * length / self.average))
        return score


def _order(scores: list) -> list:
    """Places by falling score; equal ones by place, so that an order is the same in every run."""
    return sorted(range(len(scores)), key=lambda place: (-scores[place], place))
