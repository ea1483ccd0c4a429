import unittest

from tools import terraform
from tools.release import checked
from tools.use_case import Problem, load_use_case

USE_CASE = load_use_case()
STAGE = next(iter(USE_CASE["stages"]))


class TerraformTest(unittest.TestCase):
    def test_each_stage_has_a_state_of_its_own_in_its_own_account(self):
        backends = {stage: terraform.backend(USE_CASE, stage) for stage in USE_CASE["stages"]}
        self.assertEqual(len({str(each) for each in backends.values()}), len(backends))
        place = USE_CASE["stages"][STAGE]
        self.assertIn(f"-backend-config=bucket={place['stateBucket']}", backends[STAGE])
        self.assertIn("-backend-config=encrypt=true", backends[STAGE])

    def test_what_is_applied_is_the_plan_of_exactly_this_release(self):
        _, plan, apply = terraform.deploy_commands(USE_CASE, STAGE, "the-release")
        self.assertIn("-var=release=the-release", plan)
        self.assertIn(f"-var=stage={STAGE}", plan)
        self.assertIn("-out=plan", plan)
        self.assertEqual(apply[-1], "plan")
        self.assertNotIn("-auto-approve", apply)

    def test_a_check_needs_no_account(self):
        init, *others = terraform.check_commands(USE_CASE)
        self.assertIn("-backend=false", init)
        self.assertEqual([each[0] for each in others if each[0] in ("plan", "apply")], [])

    def test_a_check_plans_every_stage_with_a_release_that_it_would_take(self):
        tests = [each for each in terraform.check_commands(USE_CASE) if each[0] == "test"]
        self.assertEqual(len(tests), len(USE_CASE["stages"]))
        for (_, stage, release) in tests:
            told = {"SMUS_STAGE": stage[len("-var=stage=") :], "SMUS_RELEASE": release[len("-var=release=") :], "SMUS_REASON": "a test"}
            self.assertEqual(checked(told, USE_CASE), told["SMUS_RELEASE"])

    def test_a_wrong_release_runs_nothing(self):
        with self.assertRaisesRegex(Problem, "SMUS_RELEASE"):
            terraform.main(["deploy"], {"SMUS_STAGE": STAGE, "SMUS_RELEASE": "latest", "SMUS_REASON": "because"})
        with self.assertRaisesRegex(Problem, "usage"):
            terraform.main(["destroy"], {})


if __name__ == "__main__":
    unittest.main()
