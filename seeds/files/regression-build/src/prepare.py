"""Step Prepare: checks the data and splits it into sets."""

from __future__ import annotations

import glob
import json
import os

from dataset import BadData, check_rows, columns_of, read_rows, split, write_rows

ROOT = "/opt/ml/processing"


def main(root: str = ROOT) -> None:
    """Reads CSV files of data/, and writes train/, validation/ and test/."""
    with open(os.path.join(root, "code", "settings.json"), encoding="utf-8") as file:
        settings = json.load(file)
    files = sorted(glob.glob(os.path.join(root, "data", "**", "*.csv"), recursive=True))
    if not files:
        raise BadData("there is no CSV file in the data")
    rows = check_rows([row for path in files for row in read_rows(path)], settings)
    for name, found in split(rows, settings).items():
        os.makedirs(os.path.join(root, name), exist_ok=True)
        write_rows(os.path.join(root, name, f"{name}.csv"), found, columns_of(settings))
        print(f"{name}: {len(found)} rows")


if __name__ == "__main__":
    main()
