"""Step Evaluate: asks the questions of questions.json, and writes the report."""

from __future__ import annotations

import json
import os
import tarfile

from inference import model_fn
from answering import answer_question
from measures import averages, judge

ROOT = "/opt/ml/processing"


def check_questions(questions: list) -> None:
    """Refuses the sentences of the template: a floor that is measured with them would mean nothing."""
    if not questions or any(each["question"].startswith("Replace this") for each in questions):
        raise ValueError("questions.json: write questions of your users, and the documents that answer them")


def report(questions: list, loaded: dict, models) -> dict:
    """The report: means, and every question with what went wrong."""
    judged = []
    for question in questions:
        result = answer_question(question["question"], loaded["index"], models, loaded["retrieval"]["chunks"])
        judged.append({**judge(question, result), "question": question["question"], "answer": result["answer"]})
    numbers = [{name: value for name, value in each.items() if not isinstance(value, str)} for each in judged]
    metrics = {name: {"value": value} for name, value in averages(numbers).items()}
    return {"questions": len(questions), "metrics": metrics, "answers": judged}


def main(root: str = ROOT, models=None) -> None:
    """Reads model/, and writes report/."""
    with open(os.path.join(root, "code", "questions.json"), encoding="utf-8") as file:
        questions = json.load(file)
    check_questions(questions)
    folder = os.path.join(root, "model")
    with tarfile.open(os.path.join(folder, "model.tar.gz")) as archive:
        for name in ("index.json", "assistant.json"):
            archive.extract(name, folder)
    loaded = model_fn(folder, models)
    os.makedirs(os.path.join(root, "report"), exist_ok=True)
    found = report(questions, loaded, loaded["models"])
    with open(os.path.join(root, "report", "evaluation.json"), "w", encoding="utf-8") as file:
        json.dump(found, file, indent=2)
    print(json.dumps(found["metrics"]))


if __name__ == "__main__":
    main()
