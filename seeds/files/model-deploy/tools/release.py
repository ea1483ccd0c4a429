"""The release of a deployment: one version of a model package, checked before and after.

Nothing here looks for "the latest": a deployment runs the version that it was told, and a rollback is the deployment of an
earlier one.
"""

from __future__ import annotations

import json
import os
import re
import sys

from tools.use_case import Problem, load_use_case

RELEASE = re.compile(
    r"arn:aws[a-z-]*:sagemaker:(?P<region>[a-z0-9-]+):(?P<account>\d{12}):model-package/"
    r"(?P<group>[A-Za-z0-9](?:-*[A-Za-z0-9]){0,62})/(?P<version>[1-9]\d*)"
)
ALLOWED = "arn:aws:sagemaker:<region>:<account>:model-package/<group>/<version>"
REASON_LENGTH = 200


def problems_of(release: str, stage: str, use_case: dict) -> list:
    """What is wrong with a release for a stage, each with what to do."""
    match = RELEASE.fullmatch(release)
    if match is None:
        fix = "name one exact version; there is no latest"
        return [f"SMUS_RELEASE: got {json.dumps(release)}; allowed: {ALLOWED}; fix: {fix}"]
    place = use_case["stages"][stage]
    expected = {"region": place["region"], "account": place["account"], "group": use_case["modelPackageGroup"]}
    fix = f"take the version that was promoted to {stage}: it is registered in that account"
    return [
        f"SMUS_RELEASE, {name}: got {match.group(name)}; allowed: {value}; fix: {fix}"
        for name, value in expected.items()
        if match.group(name) != value
    ]


def checked(environment, use_case: dict) -> str:
    """The release that this deployment was told, once nothing is wrong with it."""
    stage, release = environment.get("SMUS_STAGE", ""), environment.get("SMUS_RELEASE", "")
    if stage not in use_case["stages"]:
        known = ", ".join(use_case["stages"])
        raise Problem(f"SMUS_STAGE: got {json.dumps(stage)}; allowed: {known}; fix: choose one of them")
    problems = problems_of(release, stage, use_case)
    if not environment.get("SMUS_REASON", "").strip():
        problems.append('SMUS_REASON: got ""; allowed: a sentence; fix: say why this is deployed: it is kept with the run')
    if problems:
        raise Problem("\n".join(problems))
    return release


def example(use_case: dict, stage: str) -> str:
    """A release that a stage would take, for tests: nobody asks whether there is one."""
    place = use_case["stages"][stage]
    return f"arn:aws:sagemaker:{place['region']}:{place['account']}:model-package/{use_case['modelPackageGroup']}/1"


def package_problems(package: dict, release: str) -> list:
    """What is wrong with the version as the registry describes it now."""
    found = {
        "ModelPackageArn": release,
        "ModelPackageStatus": "Completed",
        "ModelApprovalStatus": "Approved",
    }
    fix = {
        "ModelPackageArn": "the registry answered about another version: do not go on",
        "ModelPackageStatus": "wait until it is registered completely",
        "ModelApprovalStatus": "let somebody approve the version who did not make it",
    }
    return [
        f"{release}, {name}: got {json.dumps(package.get(name))}; allowed: {json.dumps(value)}; fix: {fix[name]}"
        for name, value in found.items()
        if package.get(name) != value
    ]


def served_problems(model: dict, release: str) -> list:
    """What is wrong with the model that serves: it must be made from exactly this version."""
    served = model.get("PrimaryContainer", {}).get("ModelPackageName")
    if served == release:
        return []
    return [f"{model.get('ModelName')} serves {json.dumps(served)} instead of {release}; fix: deploy again"]


def verify(sagemaker, release: str) -> list:
    """Reads the version, and says what is wrong with it."""
    return package_problems(sagemaker.describe_model_package(ModelPackageName=release), release)


def confirm(sagemaker, release: str, use_case: dict, stage: str) -> list:
    """Reads what serves now, and says what is wrong with it."""
    prefix = f"{use_case['useCase']}-{stage}"
    name = f"{prefix}-endpoint"
    if use_case["options"].get("serving") == "batch":
        models = sagemaker.list_models(NameContains=prefix, SortBy="CreationTime", SortOrder="Descending")["Models"]
        described = [sagemaker.describe_model(ModelName=each["ModelName"]) for each in models]
        return [] if any(not served_problems(each, release) for each in described) else [f"no model of {prefix} is of {release}"]
    endpoint = sagemaker.describe_endpoint(EndpointName=name)
    if endpoint["EndpointStatus"] != "InService":
        return [f"{name} is {endpoint['EndpointStatus']}: {endpoint.get('FailureReason', 'no reason given')}"]
    configuration = sagemaker.describe_endpoint_config(EndpointConfigName=endpoint["EndpointConfigName"])
    models = [variant["ModelName"] for variant in configuration["ProductionVariants"]]
    return [problem for each in models for problem in served_problems(sagemaker.describe_model(ModelName=each), release)]


def main(arguments: list, environment=os.environ) -> int:
    """`verify` before a deployment, `confirm` after it."""
    if arguments not in (["verify"], ["confirm"]):
        raise Problem("usage: python3 -m tools.release verify|confirm")
    use_case = load_use_case()
    release = checked(environment, use_case)
    stage = environment["SMUS_STAGE"]

    import boto3  # only here: checks and tests run without packages

    sagemaker = boto3.client("sagemaker", region_name=use_case["stages"][stage]["region"])
    asked = arguments == ["verify"]
    problems = verify(sagemaker, release) if asked else confirm(sagemaker, release, use_case, stage)
    if problems:
        raise Problem("\n".join(problems))
    print(f"{release}: {'approved' if asked else 'is what runs'} in {stage}; reason: {environment['SMUS_REASON'][:REASON_LENGTH]}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(str(problem))
