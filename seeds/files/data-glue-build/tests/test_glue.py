import datetime
import unittest

import job
import quality
import rows
from tools.use_case import load_settings

SETTINGS = load_settings()
COLUMNS = {
    "id": {"type": "string", "required": True},
    "day": {"type": "date", "required": True},
    "amount": {"type": "double", "min": 0},
    "count": {"type": "bigint", "max": 10},
    "country": {"type": "string", "allowed": ["DE"]},
}
GOOD = {"id": " a ", "day": "2026-05-01", "amount": "1.5", "count": "3", "country": "DE"}


class RowsTest(unittest.TestCase):
    def test_a_good_row_is_typed(self):
        expected = {"id": "a", "day": datetime.date(2026, 5, 1), "amount": 1.5, "count": 3, "country": "DE"}
        self.assertEqual(rows.clean(GOOD, COLUMNS), (expected, []))

    def test_what_is_not_required_may_be_missing(self):
        cleaned, problems = rows.clean({**GOOD, "amount": "", "country": None}, COLUMNS)
        self.assertEqual((cleaned["amount"], cleaned["country"], problems), (None, None, []))

    def test_every_problem_names_its_column_and_no_value(self):
        wrong = {"id": " ", "day": "1.5.2026", "amount": "-4", "count": "eleven", "country": "secret"}
        cleaned, problems = rows.clean(wrong, COLUMNS)
        self.assertIsNone(cleaned)
        self.assertEqual(problems, ["id is missing", "day is no date", "amount is below 0", "count is no bigint", "country is not one of the allowed values"])
        self.assertNotIn("secret", " ".join(problems))

    def test_numbers_are_finite_and_within_bounds(self):
        self.assertEqual(rows.clean({**GOOD, "amount": "inf"}, COLUMNS)[1], ["amount is no finite number"])
        self.assertEqual(rows.clean({**GOOD, "count": "11"}, COLUMNS)[1], ["count is above 10"])


class QualityTest(unittest.TestCase):
    rules = {"leastRows": 2, "mostRejectedShare": 0.1}

    def problems(self, **changes):
        measures = {"accepted": 90, "rejected": 10, "duplicates": 0, "reasons": {}}
        return quality.problems_of({**measures, **changes}, self.rules)

    def test_a_share_at_the_limit_is_good(self):
        self.assertEqual(self.problems(), [])

    def test_each_rule_can_fail(self):
        self.assertIn("11 of 101 rows are rejected: a is missing (9)", self.problems(rejected=11, reasons={"a is missing": 9})[0])
        self.assertIn("1 rows are accepted", self.problems(accepted=1, rejected=0)[0])
        self.assertIn("3 rows repeat a key", self.problems(duplicates=3)[0])


class JobTest(unittest.TestCase):
    def test_settings_name_types_that_spark_knows_and_a_key_of_their_columns(self):
        self.assertTrue(job.schema_of(SETTINGS["columns"]))
        self.assertLessEqual(set(SETTINGS["key"]), set(SETTINGS["columns"]))

    def test_arguments_of_glue_are_read_by_name(self):
        argv = ["job.py", "--database", "sales", "--JOB_NAME", "x", "--landing", "s3://b/k/"]
        self.assertEqual(job.arguments_of(argv)["landing"], "s3://b/k/")


if __name__ == "__main__":
    unittest.main()
