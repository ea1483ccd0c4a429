"""Runs Terraform for a stage: checks without an account, or deploys exactly one release.

The state of each stage lies in that stage's account. What is applied is the plan that was made a moment before, and no other.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tools.release import checked, example
from tools.use_case import ROOT, Problem, load_settings, load_use_case

DIRECTORY = os.path.join(ROOT, "infrastructure")
PLAN = "plan"


def check_commands(use_case: dict) -> list:
    """What needs neither account nor state; tests plan each stage with an invented provider."""
    return [
        ["init", "-input=false", "-backend=false"],
        ["fmt", "-check", "-diff", "-recursive"],
        ["validate"],
        *(["test", *variables(stage, example(use_case, stage))] for stage in use_case["stages"]),
    ]


def variables(stage: str, release: str) -> list:
    """Variables of a plan."""
    return [f"-var=stage={stage}", f"-var=release={release}"]


def backend(use_case: dict, stage: str) -> list:
    """Where the state of a stage is."""
    place = use_case["stages"][stage]
    settings = {
        "bucket": place["stateBucket"],
        "key": f"{use_case['useCase']}/{stage}.tfstate",
        "region": place["region"],
        "encrypt": "true",
        "use_lockfile": "true",
        **({} if place["kmsKey"] is None else {"kms_key_id": place["kmsKey"]}),
    }
    return [f"-backend-config={name}={value}" for name, value in settings.items()]


def deploy_commands(use_case: dict, stage: str, release: str) -> list:
    """Plans and applies one release in one stage."""
    return [
        ["init", "-input=false", "-reconfigure", *backend(use_case, stage)],
        ["plan", "-input=false", "-lock-timeout=10m", f"-out={PLAN}", *variables(stage, release)],
        ["apply", "-input=false", "-lock-timeout=10m", PLAN],
    ]


def run(commands: list) -> int:
    """Runs commands one after the other; the first failure ends them."""
    for command in commands:
        print("+ terraform", *command, flush=True)
        code = subprocess.run(["terraform", f"-chdir={DIRECTORY}", *command], check=False).returncode
        if code:
            return code
    return 0


def main(arguments: list, environment=os.environ) -> int:
    """`check`, or `deploy` of SMUS_RELEASE in SMUS_STAGE."""
    if arguments == ["check"]:
        return run(check_commands(load_use_case()))
    if arguments == ["deploy"]:
        use_case = load_use_case()
        load_settings()
        release = checked(environment, use_case)
        return run(deploy_commands(use_case, environment["SMUS_STAGE"], release))
    raise Problem("usage: python3 -m tools.terraform check|deploy")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(str(problem))
