"""Rows of a CSV file: what is accepted, and which set a row belongs to."""

from __future__ import annotations

import csv
import hashlib
import math


class BadData(Exception):
    """Data that must not become a model; the text says where and what."""


def read_rows(path: str) -> list:
    """Rows of a file, by column."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: str, rows: list, columns: list) -> None:
    """Writes rows with these columns."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def columns_of(settings: dict) -> list:
    """Columns that are used, each once."""
    group = [settings["groupColumn"]] if settings.get("groupColumn") else []
    return list(dict.fromkeys([settings["idColumn"], *settings["featureColumns"], *group, settings["targetColumn"]]))


def number(text: str) -> float:
    """A finite number."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def check_rows(rows: list, settings: dict, most_bad: float = 0.01) -> list:
    """Rows that can be used. Refuses the data where columns are missing, ids repeat, or too many rows are bad."""
    if not rows:
        raise BadData("the data has no rows")
    missing = [name for name in columns_of(settings) if name not in rows[0]]
    if missing:
        raise BadData(f"columns are missing: {', '.join(missing)}; there are {', '.join(rows[0])}")
    ids = [row[settings["idColumn"]] for row in rows]
    if len(set(ids)) < len(ids):
        raise BadData(f"{len(ids) - len(set(ids))} rows repeat an id of column {settings['idColumn']}: a test would know answers")
    good = [row for row in rows if is_usable(row, settings)]
    if len(rows) - len(good) > most_bad * len(rows):
        raise BadData(f"{len(rows) - len(good)} of {len(rows)} rows have a feature or a target that is no number")
    return good


def is_usable(row: dict, settings: dict) -> bool:
    """Tells whether features and target are numbers."""
    try:
        for name in [*settings["featureColumns"], settings["targetColumn"]]:
            number(row[name])
    except (TypeError, ValueError):
        return False
    return True


def set_of(row_id: str, shares: dict) -> str:
    """The set of a row, from its id alone: the same in every run, whatever else is in the data."""
    place = int(hashlib.sha256(row_id.encode()).hexdigest()[:8], 16) % sum(shares.values())
    for name, share in shares.items():
        place -= share
        if place < 0:
            return name
    raise AssertionError("shares end before their sum")


def split(rows: list, settings: dict) -> dict:
    """Rows by set."""
    sets = {name: [] for name in settings["shares"]}
    for row in rows:
        sets[set_of(row[settings["idColumn"]], settings["shares"])].append(row)
    empty = [name for name, found in sets.items() if not found]
    if empty:
        raise BadData(f"no rows for {', '.join(empty)}: there are only {len(rows)}")
    return sets


def features_of(row: dict, settings: dict) -> list:
    """The features of a row, in the order of the settings."""
    return [number(row[name]) for name in settings["featureColumns"]]
