"""Starts the pipeline in AWS: uploads the code, brings the definition up to date, starts a run and waits for a while.

A run is started once for a commit and a run of the code host, also where this program is started twice.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time

from pipeline.definition import build_definition, pipeline_name
from pipeline.jobs import Context
from tools.use_case import ROOT, Problem, load_settings, load_use_case

# Credentials last an hour. A run that takes longer goes on without anybody who waits for it.
WAIT_MINUTES = 45
UPLOADED = ("usecase.json", "settings.json")


def code_files(root: str = ROOT) -> dict:
    """Bytes of what runs in containers, by name: src/ and the two JSON files, side by side."""
    source = os.path.join(root, "src")
    below = [
        os.path.relpath(os.path.join(folder, name), source)
        for folder, _, names in os.walk(source)
        for name in names
        if "__pycache__" not in folder and not name.endswith(".pyc")
    ]
    paths = {name.replace(os.sep, "/"): os.path.join(source, name) for name in below}
    paths.update({name: os.path.join(root, name) for name in UPLOADED})
    files = {}
    for name in sorted(paths):
        with open(paths[name], "rb") as file:
            files[name] = file.read()
    return files


def digest_of(files: dict) -> str:
    """Digest of files: code of one content has one place in S3, and nothing there is ever changed."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{len(files[name])}\0".encode())
        whole.update(files[name])
    return whole.hexdigest()


def origin(environment: dict) -> dict:
    """The commit, the person and the repository of this run, as GitHub or GitLab tell them."""
    github = f"{environment.get('GITHUB_SERVER_URL', '')}/{environment.get('GITHUB_REPOSITORY', '')}"
    found = {
        "Commit": environment.get("GITHUB_SHA") or environment.get("CI_COMMIT_SHA", ""),
        "Author": environment.get("GITHUB_ACTOR") or environment.get("GITLAB_USER_LOGIN", ""),
        "Repository": environment.get("CI_PROJECT_URL") or github,
    }
    missing = [name for name, value in found.items() if value in ("", "/")]
    if missing:
        raise Problem(f"{', '.join(missing)}: this starts in a job of the code host, which tells who and what it is for")
    return found


def run_token(environment: dict, commit: str) -> str:
    """Token of a run: the same for a job that is repeated within one run of the code host."""
    run = environment.get("GITHUB_RUN_ID") or environment.get("CI_PIPELINE_ID", "")
    return hashlib.sha256(f"{commit}/{run}".encode()).hexdigest()


def image_addresses(settings: dict, use_case: dict) -> dict:
    """Addresses of images: as they are, of usecase.json's options, or of AWS's own by framework and version."""
    addresses = {}
    for name, image in settings["images"].items():
        if isinstance(image, str):
            addresses[name] = image
        elif "option" in image:
            addresses[name] = use_case["options"][image["option"]]
        else:
            from sagemaker import image_uris  # only here: most teams name images by their address

            addresses[name] = image_uris.retrieve(region=use_case["build"]["region"], **image)
    return addresses


def upload(s3, bucket: str, prefix: str, files: dict, key) -> str:
    """Uploads files below a prefix, and answers with its address."""
    extra = {} if key is None else {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key}
    for name, content in files.items():
        s3.put_object(Bucket=bucket, Key=f"{prefix}/{name}", Body=content, **extra)
    return f"s3://{bucket}/{prefix}/"


def upsert(sagemaker, name: str, definition: str, role: str) -> None:
    """Makes the pipeline, or brings the one that is there up to date."""
    request = {"PipelineName": name, "PipelineDefinition": definition, "RoleArn": role}
    try:
        sagemaker.describe_pipeline(PipelineName=name)
    except sagemaker.exceptions.ResourceNotFound:
        token = hashlib.sha256(definition.encode()).hexdigest()
        sagemaker.create_pipeline(**request, ClientRequestToken=token)
        return
    sagemaker.update_pipeline(**request)


def wait(sagemaker, execution: str, minutes: int = WAIT_MINUTES, sleep=time.sleep) -> int:
    """Follows a run. Exit code: 0 it succeeded or goes on, 1 it failed or was stopped."""
    for _ in range(minutes * 2):
        status = sagemaker.describe_pipeline_execution(PipelineExecutionArn=execution)["PipelineExecutionStatus"]
        if status in ("Failed", "Stopped", "Succeeded"):
            break
        sleep(30)
    else:
        print(f"goes on without this job: {execution}")
        return 0
    steps = sagemaker.list_pipeline_execution_steps(PipelineExecutionArn=execution)["PipelineExecutionSteps"]
    for step in steps:
        if step.get("FailureReason"):
            print(f"{step['StepName']}: {step['FailureReason']}")
        package = step.get("Metadata", {}).get("RegisterModel", {}).get("Arn")
        if package:
            print(f"registered, and waits for approval: {package}")
    print(f"{status}: {execution}")
    return 0 if status == "Succeeded" else 1


def main(environment=os.environ) -> int:
    """Uploads, brings up to date, starts, waits."""
    import boto3  # only here: checks and tests run without packages

    use_case, settings = load_use_case(), load_settings()
    build = use_case["build"]
    known = origin(environment)
    session = boto3.Session(region_name=build["region"])
    sagemaker = session.client("sagemaker")
    files = code_files()
    prefix = f"{use_case['useCase']}/code/{digest_of(files)}"
    code = upload(session.client("s3"), build["bucket"], prefix, files, build["kmsKey"])
    context = Context(use_case, settings, image_addresses(settings, use_case))
    name = pipeline_name(use_case)
    upsert(sagemaker, name, json.dumps(build_definition(context)), build["executionRole"])
    given = {**known, "Code": code, "Data": settings["data"].format(bucket=build["bucket"], useCase=use_case["useCase"])}
    started = sagemaker.start_pipeline_execution(
        PipelineName=name,
        PipelineParameters=[{"Name": each, "Value": value} for each, value in sorted(given.items())],
        ClientRequestToken=run_token(environment, known["Commit"]),
    )
    return wait(sagemaker, started["PipelineExecutionArn"])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        sys.exit(str(problem))
