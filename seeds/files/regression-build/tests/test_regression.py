import json
import math
import os
import tempfile
import unittest

import dataset
import evaluate
import inference
import measures
import prepare
import train
from tools.use_case import load_settings

SETTINGS = load_settings()
FEATURES = SETTINGS["featureColumns"]


def row_of(index: int) -> dict:
    """A row whose target is twice its first feature."""
    row = {SETTINGS["idColumn"]: f"r{index}", **{name: str(index + place) for place, name in enumerate(FEATURES)}}
    if SETTINGS.get("groupColumn"):
        row[SETTINGS["groupColumn"]] = "north" if index % 2 else "south"
    row[SETTINGS["targetColumn"]] = str(2 * index)
    return row


ROWS = [row_of(index) for index in range(200)]


class DatasetTest(unittest.TestCase):
    def test_a_row_stays_in_its_set_whatever_else_is_there(self):
        whole, part = dataset.split(ROWS, SETTINGS), dataset.split(ROWS[50:], SETTINGS)
        for name, rows in part.items():
            for row in rows:
                self.assertIn(row, whole[name])

    def test_sets_have_about_their_shares_and_no_row_in_common(self):
        sets = dataset.split(ROWS, SETTINGS)
        self.assertEqual(sum(len(rows) for rows in sets.values()), len(ROWS))
        for name, share in SETTINGS["shares"].items():
            self.assertAlmostEqual(100 * len(sets[name]) / len(ROWS), share, delta=12)

    def test_repeated_ids_are_refused(self):
        with self.assertRaisesRegex(dataset.BadData, "1 rows repeat an id"):
            dataset.check_rows([*ROWS, ROWS[0]], SETTINGS)

    def test_missing_columns_are_named(self):
        rows = [{name: value for name, value in row.items() if name != FEATURES[0]} for row in ROWS]
        with self.assertRaisesRegex(dataset.BadData, FEATURES[0]):
            dataset.check_rows(rows, SETTINGS)

    def test_a_few_bad_rows_are_left_out_and_many_are_refused(self):
        bad = {**row_of(900), SETTINGS["targetColumn"]: "nan"}
        self.assertEqual(len(dataset.check_rows([*ROWS, bad], SETTINGS)), len(ROWS))
        with self.assertRaisesRegex(dataset.BadData, "2 of 3 rows"):
            dataset.check_rows([ROWS[0], bad, {**bad, SETTINGS["idColumn"]: "x"}], SETTINGS)


class MeasuresTest(unittest.TestCase):
    def test_errors(self):
        self.assertEqual(measures.rmse([0, 0], [3, -3]), 3)
        self.assertEqual(measures.mae([0, 0], [3, -1]), 2)
        self.assertEqual(measures.r2([1, 2, 3], [1, 2, 3]), 1)
        self.assertEqual(measures.r2([2, 2], [1, 3]), 0)

    def test_the_worst_group_is_seen(self):
        errors = measures.group_errors(["a", "a", "b"], [0, 0, 0], [1, 1, 5])
        self.assertEqual(errors["b"], {"rmse": 5, "rows": 1})
        self.assertEqual(measures.worst_group_ratio(errors, 2.5), 2)

    def test_a_feature_that_is_ignored_has_no_importance(self):
        rows = [[index, index] for index in range(20)]
        found = measures.importance(lambda given: [row[0] for row in given], rows, list(range(20)), ["used", "ignored"])
        self.assertGreater(found["used"], 1)
        self.assertEqual(found["ignored"], 0)


class Doubling:
    """A model without scikit-learn."""

    def predict(self, features):
        return [2 * row[0] for row in features]


class StepsTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = directory.name
        for name in ("code", "data"):
            os.makedirs(os.path.join(self.root, name))
        with open(os.path.join(self.root, "code", "settings.json"), "w", encoding="utf-8") as file:
            json.dump(SETTINGS, file)
        dataset.write_rows(os.path.join(self.root, "data", "a.csv"), ROWS, dataset.columns_of(SETTINGS))

    def test_prepared_rows_train_a_model_with_its_code_beside_it(self):
        prepare.main(self.root)
        for name in train.SERVED:
            open(os.path.join(self.root, "code", name), "w", encoding="utf-8").close()
        model, seen = os.path.join(self.root, "model"), []

        def learn(features, target, hyperparameters):
            seen.append((features, target, hyperparameters))
            return Doubling()

        train.main(self.root, model, learn, lambda fitted, path: open(path, "w", encoding="utf-8").close())
        self.assertEqual(seen[0][2], SETTINGS["hyperparameters"])
        self.assertTrue(all(target == 2 * row[0] for row, target in zip(*seen[0][:2])))
        self.assertEqual(sorted(os.listdir(model)), ["code", "features.json", "model.joblib"])
        self.assertEqual(sorted(os.listdir(os.path.join(model, "code"))), sorted(train.SERVED))

    def test_reports_have_every_metric_with_a_floor(self):
        found = evaluate.reports(ROWS, SETTINGS, Doubling().predict)
        metrics = found["evaluation.json"]["metrics"]
        self.assertLessEqual(set(SETTINGS["floors"]), set(metrics))
        self.assertEqual(metrics["rmse"]["value"], 0)
        self.assertTrue(all(math.isfinite(each["value"]) for each in metrics.values()))
        self.assertEqual(set(found["explainability.json"]["importance"]), set(FEATURES))

    def test_data_without_files_is_refused(self):
        os.remove(os.path.join(self.root, "data", "a.csv"))
        with self.assertRaisesRegex(dataset.BadData, "no CSV file"):
            prepare.main(self.root)


class InferenceTest(unittest.TestCase):
    loaded = {"model": Doubling(), "features": ["a", "b"]}

    def answer(self, body, content_type):
        predictions = inference.predict_fn(inference.input_fn(body, content_type), self.loaded)
        return json.loads(inference.output_fn(predictions, "application/json")[0])

    def test_json_and_csv_give_the_same_numbers(self):
        self.assertEqual(self.answer(b'{"rows": [{"b": 9, "a": 1}]}', "application/json"), {"predictions": [2.0]})
        self.assertEqual(self.answer("1,9\n4,9\n", "text/csv"), {"predictions": [2.0, 8.0]})

    def test_a_missing_feature_is_told(self):
        with self.assertRaisesRegex(ValueError, "1 of the 2 features a, b"):
            self.answer('[{"a": 1}]', "application/json")

    def test_other_content_is_refused(self):
        with self.assertRaisesRegex(ValueError, "application/xml"):
            self.answer("<a/>", "application/xml")


if __name__ == "__main__":
    unittest.main()
