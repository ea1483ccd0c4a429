"""What a model is judged by: errors, differences between groups, and which features matter."""

from __future__ import annotations

import math
import random


def rmse(truth: list, predicted: list) -> float:
    """Root of the mean squared error."""
    return math.sqrt(sum((a - b) ** 2 for a, b in zip(truth, predicted)) / len(truth))


def mae(truth: list, predicted: list) -> float:
    """Mean absolute error."""
    return sum(abs(a - b) for a, b in zip(truth, predicted)) / len(truth)


def r2(truth: list, predicted: list) -> float:
    """Share of the variance that is explained; 0 where there is none to explain."""
    mean = sum(truth) / len(truth)
    total = sum((a - mean) ** 2 for a in truth)
    return 1 - sum((a - b) ** 2 for a, b in zip(truth, predicted)) / total if total else 0.0


def group_errors(groups: list, truth: list, predicted: list) -> dict:
    """Error and size of each group."""
    members: dict = {}
    for group, a, b in zip(groups, truth, predicted):
        members.setdefault(group, []).append((a, b))
    return {
        name: {"rmse": rmse([a for a, _ in pairs], [b for _, b in pairs]), "rows": len(pairs)}
        for name, pairs in sorted(members.items())
    }


def worst_group_ratio(errors: dict, overall: float) -> float:
    """The largest error of a group, in units of the error of all; 1 where there is no error at all."""
    return max(each["rmse"] for each in errors.values()) / overall if overall else 1.0


def importance(predict, rows: list, truth: list, names: list, seed: int = 7) -> dict:
    """Growth of the error when a feature's values are shuffled among the rows: 0 for one that the model ignores."""
    base = rmse(truth, predict(rows))
    grown = {}
    for index, name in enumerate(names):
        values = [row[index] for row in rows]
        random.Random(seed).shuffle(values)
        shuffled = [[*row[:index], value, *row[index + 1 :]] for row, value in zip(rows, values)]
        grown[name] = rmse(truth, predict(shuffled)) - base
    return grown
