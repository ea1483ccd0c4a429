import json
import re
import unittest

from pipeline import run
from pipeline.definition import PARAMETERS, build_definition
from pipeline.jobs import Context
from tools.use_case import Problem, load_settings, load_use_case

SETTINGS = load_settings()
USE_CASE = load_use_case()
CONTEXT = Context(USE_CASE, SETTINGS, {name: f"image/{name}:1" for name in SETTINGS["images"]})


def resolve(value, metrics):
    """The value as SageMaker would make it: metrics are numbers, everything else is a text."""
    if isinstance(value, list):
        return [resolve(item, metrics) for item in value]
    if not isinstance(value, dict):
        return value
    if "Std:Join" in value:
        return "".join(str(resolve(item, metrics)) for item in value["Std:Join"]["Values"])
    if "Std:JsonGet" in value:
        return metrics[re.match(r"metrics\.(.+)\.value$", value["Std:JsonGet"]["Path"]).group(1)]
    if "Get" in value:
        return f"<{value['Get']}>"
    return {name: resolve(item, metrics) for name, item in value.items()}


def gets_of(value):
    """Everything that expressions refer to."""
    if isinstance(value, list):
        return [found for item in value for found in gets_of(item)]
    if isinstance(value, dict):
        own = [value["Get"]] if "Get" in value else []
        return own + [found for item in value.values() for found in gets_of(item)]
    return []


class PipelineTest(unittest.TestCase):
    def setUp(self):
        self.definition = build_definition(CONTEXT)
        self.steps = {step["Name"]: step for step in self.definition["Steps"]}
        self.gate = self.steps["Gate"]["Arguments"]
        self.metrics = {name: 0.25 for name in SETTINGS["floors"]}
        self.request = resolve(self.gate["IfSteps"][0]["Arguments"], self.metrics)

    def test_registers_only_behind_every_floor(self):
        self.assertNotIn("Register", self.steps)
        bounds = sum(len(each) for each in SETTINGS["floors"].values())
        self.assertEqual(len(self.gate["Conditions"]), bounds)
        self.assertEqual([step["Name"] for step in self.gate["IfSteps"]], ["Register"])

    def test_a_missed_floor_ends_with_a_sentence_of_floors_and_values(self):
        message = resolve(self.gate["ElseSteps"][0]["Arguments"]["ErrorMessage"], self.metrics)
        for name in SETTINGS["floors"]:
            self.assertIn(f"{name}=0.25", message)

    def test_a_version_waits_for_approval_in_the_group_of_the_use_case(self):
        self.assertEqual(self.request["ModelPackageGroupName"], USE_CASE["modelPackageGroup"])
        self.assertEqual(self.request["ModelApprovalStatus"], "PendingManualApproval")

    def test_a_version_has_metrics_and_a_card_with_numbers(self):
        statistics = self.request["ModelMetrics"]["ModelQuality"]["Statistics"]
        self.assertTrue(statistics["S3Uri"].endswith("/evaluation.json"))
        card = json.loads(self.request["ModelCard"]["ModelCardContent"])
        data = card["evaluation_details"][0]["metric_groups"][0]["metric_data"]
        self.assertEqual({each["name"]: each["value"] for each in data}, self.metrics)
        self.assertTrue(card["intended_uses"]["purpose_of_model"])

    def test_a_version_says_who_made_it_from_what(self):
        facts = self.request["CustomerMetadataProperties"]
        self.assertEqual(facts["author"], "<Parameters.Author>")
        self.assertEqual(facts["commit"], "<Parameters.Commit>")
        self.assertLessEqual(len(facts), 50)
        for name, value in facts.items():
            self.assertIsInstance(value, str)
            self.assertTrue(0 < len(name) <= 128 and 0 < len(value) <= 256, f"{name}: {value}")

    def test_expressions_refer_to_parameters_and_steps_that_are_there(self):
        for name in gets_of(self.definition):
            root, second = re.match(r"(\w+)\.(\w+)", name).groups()
            known = {"Parameters": PARAMETERS, "Steps": self.steps, "Execution": ("PipelineExecutionId", "PipelineExecutionArn")}
            self.assertIn(second, known[root], name)

    def test_outputs_that_are_read_are_made(self):
        for step, output in re.findall(r"Steps\.(\w+)\.ProcessingOutputConfig\.Outputs\['(\w+)'\]", " ".join(gets_of(self.definition))):
            made = self.steps[step]["Arguments"]["ProcessingOutputConfig"]["Outputs"]
            self.assertIn(output, [each["OutputName"] for each in made])

    def test_settings_without_floors_are_refused(self):
        with self.assertRaisesRegex(Problem, "floors"):
            build_definition(CONTEXT._replace(settings={**SETTINGS, "floors": {}}))
        with self.assertRaisesRegex(Problem, "min and max"):
            build_definition(CONTEXT._replace(settings={**SETTINGS, "floors": {"loss": {"least": 1}}}))

    def test_a_network_and_a_key_reach_every_step(self):
        key = "arn:aws:kms:eu-west-1:111122223333:key/1"
        build = {**USE_CASE["build"], "subnets": ["subnet-1"], "securityGroups": ["sg-1"], "kmsKey": key}
        definition = build_definition(CONTEXT._replace(use_case={**USE_CASE, "build": build}))
        for step in definition["Steps"]:
            if step["Type"] in ("Processing", "Training"):
                self.assertIn("subnet-1", json.dumps(step))
                self.assertEqual(json.dumps(step).count(key), 2)


class RunTest(unittest.TestCase):
    def test_code_has_a_place_of_its_own_by_content(self):
        files = run.code_files()
        self.assertIn("settings.json", files)
        self.assertIn("evaluate.py", files)
        self.assertNotEqual(run.digest_of(files), run.digest_of({**files, "evaluate.py": b""}))
        self.assertNotEqual(run.digest_of({"a": b"bc"}), run.digest_of({"ab": b"c"}))

    def test_both_code_hosts_tell_commit_author_and_repository(self):
        github = {"GITHUB_SHA": "a1", "GITHUB_ACTOR": "ann", "GITHUB_SERVER_URL": "https://ghes", "GITHUB_REPOSITORY": "o/r"}
        gitlab = {"CI_COMMIT_SHA": "a1", "GITLAB_USER_LOGIN": "ann", "CI_PROJECT_URL": "https://gitlab/o/r"}
        self.assertEqual(run.origin(github), {"Commit": "a1", "Author": "ann", "Repository": "https://ghes/o/r"})
        self.assertEqual(run.origin(gitlab)["Repository"], "https://gitlab/o/r")
        with self.assertRaisesRegex(Problem, "Commit, Author, Repository"):
            run.origin({})

    def test_images_are_named_by_address_or_by_option(self):
        settings = {"images": {"a": "address/a:1", "b": {"option": "image"}}}
        use_case = {**USE_CASE, "options": {"image": "address/b:2"}}
        self.assertEqual(run.image_addresses(settings, use_case), {"a": "address/a:1", "b": "address/b:2"})

    def test_a_repeated_job_gives_the_same_token(self):
        token = run.run_token({"GITHUB_RUN_ID": "5"}, "a1")
        self.assertEqual(token, run.run_token({"GITHUB_RUN_ID": "5", "GITHUB_RUN_ATTEMPT": "2"}, "a1"))
        self.assertNotEqual(token, run.run_token({"CI_PIPELINE_ID": "6"}, "a1"))
        self.assertTrue(32 <= len(token) <= 128)

    def test_a_failed_run_says_why_and_a_long_one_goes_on(self):
        class Registry:
            def __init__(self, status):
                self.status = status

            def describe_pipeline_execution(self, PipelineExecutionArn):
                return {"PipelineExecutionStatus": self.status}

            def list_pipeline_execution_steps(self, PipelineExecutionArn):
                return {"PipelineExecutionSteps": [{"StepName": "Gate", "FailureReason": "not registered"}]}

        self.assertEqual(run.wait(Registry("Failed"), "arn"), 1)
        self.assertEqual(run.wait(Registry("Succeeded"), "arn"), 0)
        slept = []
        self.assertEqual(run.wait(Registry("Executing"), "arn", minutes=2, sleep=slept.append), 0)
        self.assertEqual(len(slept), 4)


if __name__ == "__main__":
    unittest.main()
