"""From a question to an answer with its sources."""

from __future__ import annotations

from prompt import SYSTEM, cited, knows, user_text


def answer_question(question: str, index, models, number: int) -> dict:
    """Answer, the chunks that were found, and those that the answer names."""
    found = index.search(question, models.embed(question), number)
    answer = models.answer(SYSTEM, user_text(question, found))
    return {"answer": answer, "known": knows(answer), "found": found, "cited": cited(answer, found)}
