"""Step Prepare: checks conversations and splits them into sets."""

from __future__ import annotations

import json
import os

from conversations import accept, read_lines, split

ROOT = "/opt/ml/processing"


def main(root: str = ROOT) -> None:
    """Reads conversations/, and writes train/, validation/ and test/."""
    with open(os.path.join(root, "code", "settings.json"), encoding="utf-8") as file:
        settings = json.load(file)
    accepted = accept(read_lines(os.path.join(root, "conversations")), settings)
    for name, found in split(accepted, settings["shares"]).items():
        os.makedirs(os.path.join(root, name), exist_ok=True)
        with open(os.path.join(root, name, f"{name}.jsonl"), "w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n" for each in found)
        print(f"{name}: {len(found)} conversations")


if __name__ == "__main__":
    main()
