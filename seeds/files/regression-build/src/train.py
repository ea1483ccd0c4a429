"""Step Train: fits the model, and puts the code that serves it beside it."""

from __future__ import annotations

import json
import os
import shutil

from dataset import features_of, number, read_rows

DATA = "/opt/ml/input/data"
MODEL = "/opt/ml/model"
# Code of the serving container, with the modules that it imports.
SERVED = ("inference.py",)


def fit(features: list, target: list, hyperparameters: dict):
    """The model. scikit-learn is imported only here: everything else is tested without it."""
    from sklearn.ensemble import HistGradientBoostingRegressor

    return HistGradientBoostingRegressor(random_state=7, **hyperparameters).fit(features, target)


def main(data: str = DATA, model: str = MODEL, learn=fit, dump=None) -> None:
    """Fits on the training set, and writes model and code."""
    with open(os.path.join(data, "code", "settings.json"), encoding="utf-8") as file:
        settings = json.load(file)
    rows = read_rows(os.path.join(data, "train", "train.csv"))
    fitted = learn(
        [features_of(row, settings) for row in rows],
        [number(row[settings["targetColumn"]]) for row in rows],
        settings["hyperparameters"],
    )
    if dump is None:
        from joblib import dump
    os.makedirs(os.path.join(model, "code"), exist_ok=True)
    dump(fitted, os.path.join(model, "model.joblib"))
    with open(os.path.join(model, "features.json"), "w", encoding="utf-8") as file:
        json.dump(settings["featureColumns"], file)
    for name in SERVED:
        shutil.copy(os.path.join(data, "code", name), os.path.join(model, "code", name))


if __name__ == "__main__":
    main()
