"""The release of a deployment: one content of the pipeline, checked file by file and copied into the stage's own bucket.

The release is the address of a manifest, which holds the digest of that manifest. Nothing here looks for "the latest": a rollback is
the deployment of an earlier release.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time

from tools.use_case import Problem, load_settings, load_use_case

RELEASE = re.compile(r"s3://(?P<bucket>[a-z0-9.-]+)/(?P<use_case>[a-z0-9-]+)/releases/(?P<digest>[0-9a-f]{64})/manifest\.json")
WAIT_MINUTES = 40
ENDED = ("SUCCEEDED", "FAILED", "ERROR", "STOPPED", "TIMEOUT", "EXPIRED")


def problems_of(release: str, use_case: dict) -> list:
    """What is wrong with a release, each with what to do."""
    match = RELEASE.fullmatch(release)
    allowed = f"s3://{use_case['build']['bucket']}/{use_case['useCase']}/releases/<digest>/manifest.json"
    fix = "take the release that the build printed; there is no latest"
    if match is None:
        return [f"SMUS_RELEASE: got {json.dumps(release)}; allowed: {allowed}; fix: {fix}"]
    expected = {"bucket": use_case["build"]["bucket"], "use_case": use_case["useCase"]}
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
    problems = problems_of(release, use_case)
    if not environment.get("SMUS_REASON", "").strip():
        problems.append('SMUS_REASON: got ""; allowed: a sentence; fix: say why this is deployed: it is kept with the run')
    if problems:
        raise Problem("\n".join(problems))
    return release


def example(use_case: dict, _stage: str) -> str:
    """A release that a stage would take, for tests: nobody asks whether there is one."""
    return f"s3://{use_case['build']['bucket']}/{use_case['useCase']}/releases/{'0' * 64}/manifest.json"


def place_in_s3(address: str) -> tuple:
    """Bucket and key of an address."""
    bucket, key = address[len("s3://") :].split("/", 1)
    return bucket, key


def fetched(s3, release: str) -> dict:
    """Files of a release by name, the manifest among them; every digest is checked."""
    bucket, key = place_in_s3(release)
    folder = key.rpartition("/")[0]

    def read(name: str, digest: str) -> bytes:
        content = s3.get_object(Bucket=bucket, Key=f"{folder}/{name}")["Body"].read()
        found = hashlib.sha256(content).hexdigest()
        if found != digest:
            raise Problem(f"{folder}/{name} has SHA-256 {found} instead of {digest}: somebody changed it; build a release again")
        return content

    manifest = read("manifest.json", RELEASE.fullmatch(release).group("digest"))
    described = json.loads(manifest)["files"]
    files = {name: read(name, each["sha256"]) for name, each in sorted(described.items())}
    return {**files, "manifest.json": manifest}


def copy(s3, files: dict, release: str, place: dict) -> None:
    """Copies a release into the bucket of a stage, the manifest last: the stage needs the build's account no longer."""
    folder = place_in_s3(release)[1].rpartition("/")[0]
    extra = {} if place["kmsKey"] is None else {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": place["kmsKey"]}
    for name in [*(each for each in files if each != "manifest.json"), "manifest.json"]:
        s3.put_object(Bucket=place["bucket"], Key=f"{folder}/{name}", Body=files[name], **extra)


def job_name(use_case: dict, stage: str) -> str:
    """Name of the job in a stage."""
    return f"{use_case['useCase']}-{stage}-pipeline"


def served_problems(job: dict, release: str) -> list:
    """What is wrong with the job: it must be made from exactly this release."""
    found = job.get("DefaultArguments", {}).get("--release")
    return [] if found == release else [f"{job.get('Name')} is of {json.dumps(found)} instead of {release}; fix: deploy again"]


def run_once(glue, name: str, minutes: int = WAIT_MINUTES, sleep=time.sleep) -> list:
    """Runs the job once and says what is wrong; a longer run goes on without anybody who waits for it."""
    run = glue.start_job_run(JobName=name)["JobRunId"]
    for _ in range(minutes * 2):
        found = glue.get_job_run(JobName=name, RunId=run)["JobRun"]
        if found["JobRunState"] in ENDED:
            ok = found["JobRunState"] == "SUCCEEDED"
            return [] if ok else [f"{name}, run {run}: {found['JobRunState']}: {found.get('ErrorMessage', 'no message')}"]
        sleep(30)
    print(f"{name}, run {run} goes on without this job")
    return []


def main(arguments: list, environment=os.environ) -> int:
    """`verify` before a deployment, `confirm` after it."""
    if arguments not in (["verify"], ["confirm"]):
        raise Problem("usage: python3 -m tools.release verify|confirm")
    use_case = load_use_case()
    release = checked(environment, use_case)
    stage = environment["SMUS_STAGE"]
    place = use_case["stages"][stage]

    import boto3  # only here: checks and tests run without packages

    if arguments == ["verify"]:
        files = fetched(boto3.client("s3", region_name=use_case["build"]["region"]), release)
        copy(boto3.client("s3", region_name=place["region"]), files, release, place)
        print(f"{release}: {len(files)} files are what they were, and lie in {place['bucket']}")
        return 0
    glue = boto3.client("glue", region_name=place["region"])
    name = job_name(use_case, stage)
    problems = served_problems(glue.get_job(JobName=name)["Job"], release)
    if not problems and load_settings()["serving"]["runAfterDeployment"]:
        problems = run_once(glue, name)
    if problems:
        raise Problem("\n".join(problems))
    print(f"{release}: is what runs in {stage}; reason: {environment['SMUS_REASON'][:200]}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(str(problem))
