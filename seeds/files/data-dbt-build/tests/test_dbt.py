import glob
import os
import re
import unittest
from types import SimpleNamespace

import job
from pipeline.release import content_of
from tools.use_case import ROOT, load_settings

MODELS = os.path.join(ROOT, "dbt", "models")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


SQL = {os.path.basename(path)[:-4]: read(path) for path in glob.glob(os.path.join(MODELS, "**", "*.sql"), recursive=True)}
YAML = "\n".join(read(path) for path in glob.glob(os.path.join(MODELS, "**", "*.yml"), recursive=True))


class ModelsTest(unittest.TestCase):
    """What can be known of dbt models without dbt: they hang together, and each is described and tested."""

    def test_every_model_is_described_and_has_a_test(self):
        described = re.split(r"^  - name: ", YAML, flags=re.MULTILINE)
        blocks = {block.split("\n", 1)[0].strip(): block for block in described[1:]}
        for name in SQL:
            self.assertIn(name, blocks)
            self.assertRegex(blocks[name], r"description: \S")
            self.assertIn("data_tests:", blocks[name])

    def test_what_models_refer_to_is_there(self):
        for name, text in SQL.items():
            for referred in re.findall(r"ref\('(\w+)'\)", text):
                self.assertIn(referred, SQL, name)
            for source, table in re.findall(r"source\('(\w+)', '(\w+)'\)", text):
                self.assertRegex(YAML, rf"- name: {source}\b")
                self.assertRegex(YAML, rf"- name: {table}\b")

    def test_no_model_names_a_database_of_a_stage(self):
        for name, text in SQL.items():
            self.assertNotRegex(text, r"(?i)\b(?:from|join)\s+(?!\{\{)", name)

    def test_credentials_and_names_come_from_the_job(self):
        profile = read(os.path.join(ROOT, "dbt", "profiles.yml"))
        self.assertNotRegex(profile, r"aws_access_key|aws_secret|aws_profile")
        given = {"region": "r", "database": "d", "data_folder": "s3://b/k", "work_group": "w"}
        for name in re.findall(r"env_var\('(\w+)'\)", profile + YAML):
            self.assertIn(name, job.variables_of(given))


class JobTest(unittest.TestCase):
    argv = [
        "job.py",
        *("--release_folder", "s3://bucket/releases/x"),
        *("--region", "eu-west-1"),
        *("--database", "sales"),
        *("--data_folder", "s3://bucket/data"),
        *("--work_group", "primary"),
    ]

    def setUp(self):
        self.addCleanup(os.environ.update, dict(os.environ))

    def run_job(self, success):
        content, seen = content_of(), []

        def get(address, path):
            with open(path, "wb") as file:
                file.write(content[address.rpartition("/")[2]])

        def run(command):
            folder = command[command.index("--project-dir") + 1]
            seen.append((command, os.path.exists(os.path.join(folder, "dbt_project.yml"))))
            return SimpleNamespace(success=success, exception=None)

        job.main(self.argv, get, run)
        return seen[0]

    def test_the_project_of_the_release_is_built_and_tested(self):
        command, found = self.run_job(True)
        self.assertEqual(command[: len(load_settings()["dbt"]["command"])], load_settings()["dbt"]["command"])
        self.assertEqual(command[0], "build")
        self.assertTrue(found)

    def test_a_failed_test_fails_the_job(self):
        with self.assertRaisesRegex(SystemExit, "dbt failed"):
            self.run_job(False)


if __name__ == "__main__":
    unittest.main()
