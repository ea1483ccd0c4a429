"""Serves the model: the four functions that SageMaker's scikit-learn container calls."""

from __future__ import annotations

import csv
import io
import json
import os


def model_fn(model_dir):
    """Loads the model and the order of its features."""
    from joblib import load

    with open(os.path.join(model_dir, "features.json"), encoding="utf-8") as file:
        return {"model": load(os.path.join(model_dir, "model.joblib")), "features": json.load(file)}


def input_fn(body, content_type):
    """Rows of a request: JSON objects by feature, or CSV with the features in their order and no header."""
    text = body.decode("utf-8") if isinstance(body, (bytes, bytearray)) else body
    if content_type == "application/json":
        content = json.loads(text)
        return content["rows"] if isinstance(content, dict) else content
    if content_type == "text/csv":
        return [row for row in csv.reader(io.StringIO(text)) if row]
    raise ValueError(f"content type {content_type}: allowed are application/json and text/csv")


def features_of(row, names):
    """The features of a row in their order; says which one is missing."""
    values = [row[name] for name in names if name in row] if isinstance(row, dict) else list(row)
    if len(values) != len(names):
        raise ValueError(f"a row has {len(values)} of the {len(names)} features {', '.join(names)}")
    return [float(value) for value in values]


def predict_fn(rows, loaded):
    """A number for each row."""
    features = [features_of(row, loaded["features"]) for row in rows]
    return [float(value) for value in loaded["model"].predict(features)] if features else []


def output_fn(predictions, accept):
    """The answer as JSON."""
    return json.dumps({"predictions": predictions}), "application/json"
