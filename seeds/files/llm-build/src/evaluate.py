"""Step Evaluate: lets the model answer what it has never seen, and compares with what people answered."""

from __future__ import annotations

import json
import os
import tarfile

from measures import summary

ROOT = "/opt/ml/processing"


def sample(conversations: list, number: int) -> list:
    """At most so many conversations, spread over all."""
    step = max(1, len(conversations) // number)
    return conversations[::step][:number]


def report(conversations: list, generate) -> dict:
    """The report: `generate` answers the messages before the last one."""
    pairs = [(each["messages"][-1]["content"], generate(each["messages"][:-1])) for each in conversations]
    return {"conversations": len(pairs), "metrics": {name: {"value": value} for name, value in summary(pairs).items()}}


def generator(folder: str, max_tokens: int):
    """The model of a model.tar.gz, as a function from messages to a text."""
    from transformers import pipeline

    with tarfile.open(os.path.join(folder, "model.tar.gz")) as archive:
        archive.extractall(os.path.join(folder, "unpacked"))
    run = pipeline("text-generation", model=os.path.join(folder, "unpacked"), device_map="auto", torch_dtype="auto")

    def generate(messages):
        return run(messages, max_new_tokens=max_tokens, do_sample=False, return_full_text=False)[0]["generated_text"]

    return generate


def main(root: str = ROOT, generate=None) -> None:
    """Reads model/ and test/, and writes report/."""
    with open(os.path.join(root, "code", "settings.json"), encoding="utf-8") as file:
        settings = json.load(file)
    with open(os.path.join(root, "test", "test.jsonl"), encoding="utf-8") as file:
        conversations = [json.loads(line) for line in file]
    asked = settings["evaluation"]
    generate = generate or generator(os.path.join(root, "model"), asked["maxTokens"])
    os.makedirs(os.path.join(root, "report"), exist_ok=True)
    found = report(sample(conversations, asked["samples"]), generate)
    with open(os.path.join(root, "report", "evaluation.json"), "w", encoding="utf-8") as file:
        json.dump(found, file, indent=2)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
