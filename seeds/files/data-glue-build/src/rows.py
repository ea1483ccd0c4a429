"""Rows of the landing zone: what is accepted and how it becomes typed. Pure: Spark calls it for each row."""

from __future__ import annotations

import datetime
import math


def typed(value, column: dict):
    """A value of a column's type. Raises ValueError with what is wrong."""
    if value is None or str(value).strip() == "":
        if column.get("required"):
            raise ValueError("is missing")
        return None
    text = str(value).strip()
    found = _parsed(text, column["type"])
    if "allowed" in column and found not in column["allowed"]:
        raise ValueError("is not one of the allowed values")
    if "min" in column and found < column["min"]:
        raise ValueError(f"is below {column['min']}")
    if "max" in column and found > column["max"]:
        raise ValueError(f"is above {column['max']}")
    return found


def _parsed(text: str, kind: str):
    if kind == "string":
        return text
    if kind == "date":
        return datetime.date.fromisoformat(text)
    number = int(text) if kind == "bigint" else float(text)
    if not math.isfinite(number):
        raise ValueError("is no finite number")
    return number


def clean(row: dict, columns: dict):
    """The typed row and no problems, or None and the problems. A problem names the column, never the value."""
    cleaned, problems = {}, []
    for name, column in columns.items():
        try:
            cleaned[name] = typed(row.get(name), column)
        except ValueError as error:
            told = str(error)
            problems.append(f"{name} {told if told.startswith('is ') else 'is no ' + column['type']}")
    return (None, problems) if problems else (cleaned, [])
