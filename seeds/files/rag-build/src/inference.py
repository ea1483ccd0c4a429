"""Answers questions: the four functions that a SageMaker inference container calls."""

from __future__ import annotations

import json
import os

from answering import answer_question
from retrieval import Index

LONGEST_QUESTION = 2000


def model_fn(model_dir, models=None):
    """Loads the index, and what the version says about models."""
    with open(os.path.join(model_dir, "index.json"), encoding="utf-8") as file:
        content = json.load(file)
    with open(os.path.join(model_dir, "assistant.json"), encoding="utf-8") as file:
        assistant = json.load(file)
    if models is None:
        from models import Bedrock

        options = assistant["options"]
        models = Bedrock(options["embeddingModel"], options["generationModel"], assistant)
    return {"index": Index(content["chunks"], content["vectors"]), "models": models, "retrieval": assistant["retrieval"]}


def input_fn(body, content_type):
    """The question of a request: {"question": "..."}."""
    if content_type != "application/json":
        raise ValueError(f"content type {content_type}: allowed is application/json")
    question = json.loads(body).get("question")
    if not isinstance(question, str) or not 0 < len(question.strip()) <= LONGEST_QUESTION:
        raise ValueError(f"question: allowed is a text of 1 to {LONGEST_QUESTION} characters")
    return question


def predict_fn(question, loaded):
    """The answer with the documents that it names."""
    result = answer_question(question, loaded["index"], loaded["models"], loaded["retrieval"]["chunks"])
    sources = [{"document": chunk["document"], "heading": chunk["heading"]} for chunk in result["cited"]]
    return {"answer": result["answer"], "known": result["known"], "sources": sources}


def output_fn(answer, accept):
    """The answer as JSON."""
    return json.dumps(answer), "application/json"
