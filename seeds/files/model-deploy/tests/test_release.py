import unittest

from tools import release
from tools.use_case import Problem, load_use_case

USE_CASE = load_use_case()
STAGE = next(iter(USE_CASE["stages"]))
PLACE = USE_CASE["stages"][STAGE]
GROUP = USE_CASE["modelPackageGroup"]


def arn(region=PLACE["region"], account=PLACE["account"], group=GROUP, version="7"):
    return f"arn:aws:sagemaker:{region}:{account}:model-package/{group}/{version}"


def told(**changes):
    return {"SMUS_STAGE": STAGE, "SMUS_RELEASE": arn(), "SMUS_REASON": "first release", **changes}


class CheckedTest(unittest.TestCase):
    def test_an_exact_version_of_this_stage_is_taken_as_it_is(self):
        self.assertEqual(release.checked(told(), USE_CASE), arn())

    def test_nothing_that_is_not_one_version_is_taken(self):
        group = arn().rpartition("/")[0]
        for wrong in ("", "latest", "7", group, f"{group}/latest", f"{group}/0", f"{group}/7 ", f"{arn()}\n", f"{arn()};id"):
            with self.assertRaisesRegex(Problem, "SMUS_RELEASE: got", msg=wrong):
                release.checked(told(SMUS_RELEASE=wrong), USE_CASE)

    def test_a_version_of_another_account_region_or_group_is_refused(self):
        for name, wrong in (("account", "999999999999"), ("region", "ap-south-2"), ("group", "another-group")):
            with self.assertRaisesRegex(Problem, f"SMUS_RELEASE, {name}: got {wrong}"):
                release.checked(told(SMUS_RELEASE=arn(**{name: wrong})), USE_CASE)

    def test_a_deployment_has_a_stage_and_a_reason(self):
        with self.assertRaisesRegex(Problem, f"allowed: .*{STAGE}"):
            release.checked(told(SMUS_STAGE="moon"), USE_CASE)
        with self.assertRaisesRegex(Problem, "SMUS_REASON"):
            release.checked(told(SMUS_REASON="  "), USE_CASE)


class Registry:
    """The registry and an endpoint that serves one version."""

    def __init__(self, status="Approved", serves=arn(), endpoint="InService"):
        self.status, self.serves, self.endpoint = status, serves, endpoint

    def describe_model_package(self, ModelPackageName):
        return {"ModelPackageArn": ModelPackageName, "ModelPackageStatus": "Completed", "ModelApprovalStatus": self.status}

    def describe_endpoint(self, EndpointName):
        return {"EndpointStatus": self.endpoint, "EndpointConfigName": "configuration", "FailureReason": "no capacity"}

    def describe_endpoint_config(self, EndpointConfigName):
        return {"ProductionVariants": [{"ModelName": "model"}]}

    def describe_model(self, ModelName):
        return {"ModelName": ModelName, "PrimaryContainer": {"ModelPackageName": self.serves}}

    def list_models(self, **_):
        return {"Models": [{"ModelName": "model"}]}


class RegistryTest(unittest.TestCase):
    def test_only_an_approved_version_is_deployed(self):
        self.assertEqual(release.verify(Registry(), arn()), [])
        for status in ("PendingManualApproval", "Rejected", None):
            self.assertIn("ModelApprovalStatus", release.verify(Registry(status), arn())[0])

    def test_what_serves_is_compared_with_what_was_told(self):
        for serving in ("endpoint", "batch"):
            use_case = {**USE_CASE, "options": {**USE_CASE["options"], "serving": serving}}
            self.assertEqual(release.confirm(Registry(), arn(), use_case, STAGE), [])
            self.assertNotEqual(release.confirm(Registry(serves=arn(version="6")), arn(), use_case, STAGE), [])

    def test_an_endpoint_that_does_not_serve_says_why(self):
        use_case = {**USE_CASE, "options": {**USE_CASE["options"], "serving": "endpoint"}}
        self.assertIn("no capacity", release.confirm(Registry(endpoint="Failed"), arn(), use_case, STAGE)[0])


if __name__ == "__main__":
    unittest.main()
