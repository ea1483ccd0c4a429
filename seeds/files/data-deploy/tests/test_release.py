import hashlib
import io
import json
import unittest

from tools import release
from tools.use_case import Problem, load_use_case

USE_CASE = load_use_case()
STAGE = next(iter(USE_CASE["stages"]))
PLACE = USE_CASE["stages"][STAGE]


def digest(content):
    return hashlib.sha256(content).hexdigest()


FILES = {"job.py": b"print(1)", "package.zip": b"zip"}
MANIFEST = json.dumps({"files": {name: {"sha256": digest(each)} for name, each in FILES.items()}}).encode()


def address(bucket=USE_CASE["build"]["bucket"], use_case=USE_CASE["useCase"], of=digest(MANIFEST)):
    return f"s3://{bucket}/{use_case}/releases/{of}/manifest.json"


def told(**changes):
    return {"SMUS_STAGE": STAGE, "SMUS_RELEASE": address(), "SMUS_REASON": "first release", **changes}


class Store:
    """Buckets in memory."""

    def __init__(self, changed=None):
        folder = address().partition("//")[2].rpartition("/")[0]
        self.objects = {f"{folder}/{name}": each for name, each in {**FILES, "manifest.json": MANIFEST, **(changed or {})}.items()}
        self.put = []

    def get_object(self, Bucket, Key):
        return {"Body": io.BytesIO(self.objects[f"{Bucket}/{Key}"])}

    def put_object(self, Bucket, Key, Body, **_):
        self.put.append((Bucket, Key))


class CheckedTest(unittest.TestCase):
    def test_an_exact_release_is_taken_as_it_is(self):
        self.assertEqual(release.checked(told(), USE_CASE), address())

    def test_nothing_that_is_not_one_release_is_taken(self):
        for wrong in ("", "latest", address(of="latest"), address(of="a" * 63), address()[:-5], f"{address()}\n", f"{address()};id"):
            with self.assertRaisesRegex(Problem, "SMUS_RELEASE: got", msg=wrong):
                release.checked(told(SMUS_RELEASE=wrong), USE_CASE)

    def test_a_release_of_another_bucket_or_use_case_is_refused(self):
        with self.assertRaisesRegex(Problem, "SMUS_RELEASE, bucket: got foreign"):
            release.checked(told(SMUS_RELEASE=address(bucket="foreign")), USE_CASE)
        with self.assertRaisesRegex(Problem, "SMUS_RELEASE, use_case: got other"):
            release.checked(told(SMUS_RELEASE=address(use_case="other")), USE_CASE)

    def test_a_deployment_has_a_stage_and_a_reason(self):
        with self.assertRaisesRegex(Problem, f"allowed: .*{STAGE}"):
            release.checked(told(SMUS_STAGE="moon"), USE_CASE)
        with self.assertRaisesRegex(Problem, "SMUS_REASON"):
            release.checked(told(SMUS_REASON="  "), USE_CASE)


class ContentTest(unittest.TestCase):
    def test_every_file_is_what_it_was(self):
        self.assertEqual(release.fetched(Store(), address()), {**FILES, "manifest.json": MANIFEST})

    def test_a_changed_file_or_manifest_is_refused(self):
        for changed in ({"job.py": b"other"}, {"manifest.json": MANIFEST + b" "}):
            with self.assertRaisesRegex(Problem, "somebody changed it"):
                release.fetched(Store(changed), address())

    def test_the_stage_gets_a_copy_at_the_same_place_manifest_last(self):
        store = Store()
        release.copy(store, release.fetched(store, address()), address(), PLACE)
        self.assertEqual({bucket for bucket, _ in store.put}, {PLACE["bucket"]})
        self.assertTrue(store.put[-1][1].endswith("/manifest.json"))
        self.assertEqual(len(store.put), 3)


class Jobs:
    """A job whose runs end in a state."""

    def __init__(self, state):
        self.state = state

    def start_job_run(self, JobName):
        return {"JobRunId": "jr_1"}

    def get_job_run(self, JobName, RunId):
        return {"JobRun": {"JobRunState": self.state, "ErrorMessage": "nothing is published: 3 rows repeat a key"}}


class ConfirmTest(unittest.TestCase):
    def test_the_job_must_be_of_this_release(self):
        job = {"Name": "job", "DefaultArguments": {"--release": address()}}
        self.assertEqual(release.served_problems(job, address()), [])
        self.assertIn("deploy again", release.served_problems({"Name": "job"}, address())[0])

    def test_a_failed_run_fails_the_deployment_with_its_reason(self):
        self.assertEqual(release.run_once(Jobs("SUCCEEDED"), "job"), [])
        self.assertIn("3 rows repeat a key", release.run_once(Jobs("FAILED"), "job")[0])

    def test_a_long_run_goes_on(self):
        slept = []
        self.assertEqual(release.run_once(Jobs("RUNNING"), "job", minutes=1, sleep=slept.append), [])
        self.assertEqual(len(slept), 2)


if __name__ == "__main__":
    unittest.main()
