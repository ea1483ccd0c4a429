"""Step Evaluate: measures the model on rows that it has never seen, and writes the reports."""

from __future__ import annotations

import json
import os
import tarfile

from dataset import features_of, number, read_rows
from measures import group_errors, importance, mae, r2, rmse, worst_group_ratio

ROOT = "/opt/ml/processing"


def reports(rows: list, settings: dict, predict) -> dict:
    """Reports by file name."""
    features = [features_of(row, settings) for row in rows]
    truth = [number(row[settings["targetColumn"]]) for row in rows]
    predicted = predict(features)
    overall = rmse(truth, predicted)
    column = settings.get("groupColumn")
    errors = group_errors([row[column] if column else "all" for row in rows], truth, predicted)
    metrics = {
        "rmse": overall,
        "mae": mae(truth, predicted),
        "r2": r2(truth, predicted),
        "worst_group_ratio": worst_group_ratio(errors, overall),
    }
    return {
        "evaluation.json": {"rows": len(rows), "metrics": {name: {"value": value} for name, value in metrics.items()}},
        "bias.json": {"column": column, "groups": errors},
        "explainability.json": {"importance": importance(predict, features, truth, settings["featureColumns"])},
    }


def load_model(folder: str):
    """The model of a model.tar.gz, as a function from features to predictions."""
    from joblib import load

    with tarfile.open(os.path.join(folder, "model.tar.gz")) as archive:
        archive.extract("model.joblib", folder)
    fitted = load(os.path.join(folder, "model.joblib"))
    return lambda features: [float(value) for value in fitted.predict(features)]


def main(root: str = ROOT) -> None:
    """Reads model/ and test/, and writes report/."""
    with open(os.path.join(root, "code", "settings.json"), encoding="utf-8") as file:
        settings = json.load(file)
    rows = read_rows(os.path.join(root, "test", "test.csv"))
    os.makedirs(os.path.join(root, "report"), exist_ok=True)
    for name, report in reports(rows, settings, load_model(os.path.join(root, "model"))).items():
        with open(os.path.join(root, "report", name), "w", encoding="utf-8") as file:
            json.dump(report, file, indent=2)
        print(f"{name}: {json.dumps(report)[:500]}")


if __name__ == "__main__":
    main()
