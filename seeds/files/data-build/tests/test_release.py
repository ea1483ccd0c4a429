import hashlib
import io
import json
import unittest
import zipfile

from pipeline import release
from tools.use_case import Problem, load_use_case

USE_CASE = load_use_case()
ORIGIN = {"commit": "a1", "repository": "https://host/o/r"}


class Bucket:
    """A bucket in memory."""

    def __init__(self):
        self.keys = []

    def put_object(self, Bucket, Key, Body, **_):
        self.keys.append(Key)


class ReleaseTest(unittest.TestCase):
    def setUp(self):
        self.content = release.content_of()
        self.manifest = release.manifest_of(self.content, ORIGIN)

    def test_the_same_content_is_the_same_release(self):
        again = release.manifest_of(release.content_of(), ORIGIN)
        self.assertEqual(release.release_address(USE_CASE, again), release.release_address(USE_CASE, self.manifest))

    def test_another_content_or_commit_is_another_release(self):
        changed = release.manifest_of({**self.content, "job.py": b"other"}, ORIGIN)
        moved = release.manifest_of(self.content, {**ORIGIN, "commit": "b2"})
        addresses = {release.release_address(USE_CASE, each) for each in (self.manifest, changed, moved)}
        self.assertEqual(len(addresses), 3)

    def test_the_address_holds_the_digest_of_the_manifest(self):
        self.assertIn(hashlib.sha256(self.manifest).hexdigest(), release.release_address(USE_CASE, self.manifest))

    def test_the_manifest_has_the_digest_of_every_file(self):
        files = json.loads(self.manifest)["files"]
        self.assertEqual(set(files), set(self.content))
        self.assertLessEqual({"job.py", "package.zip", "settings.json", "usecase.json"}, set(files))
        for name, each in self.content.items():
            self.assertEqual(files[name]["sha256"], hashlib.sha256(each).hexdigest())

    def test_the_manifest_comes_last_so_that_what_has_one_is_whole(self):
        bucket = Bucket()
        release.publish(bucket, USE_CASE, self.content, self.manifest)
        self.assertTrue(bucket.keys[-1].endswith("/manifest.json"))
        self.assertEqual(len(bucket.keys), len(self.content) + 1)
        self.assertEqual(len({key.rpartition("/")[0] for key in bucket.keys}), 1)

    def test_a_zip_does_not_know_when_it_was_made(self):
        files = {"b.py": b"2", "a.py": b"1"}
        self.assertEqual(release.zipped(files), release.zipped(dict(reversed(list(files.items())))))
        self.assertEqual(zipfile.ZipFile(io.BytesIO(release.zipped(files))).namelist(), ["a.py", "b.py"])

    def test_a_release_is_of_a_commit(self):
        self.assertEqual(release.origin_of({"CI_COMMIT_SHA": "a1", "CI_PROJECT_URL": "https://host/o/r"}), ORIGIN)
        with self.assertRaisesRegex(Problem, "commit, repository"):
            release.origin_of({})


if __name__ == "__main__":
    unittest.main()
