"""Packs a release: the code of the pipeline as files with digests, at a place in S3 that only this content has.

The address of its manifest is the release. It holds the manifest's digest, so a release cannot become another one; publishing the
same commit twice is publishing it once.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import zipfile

from tools.use_case import ROOT, Problem, load_use_case

MANIFEST = "manifest.json"
# Folders that a release holds beside src/, each as one zip file.
ZIPPED = ("dbt",)
# A date for every file: the zip is the same for the same content.
DATE = (2020, 1, 1, 0, 0, 0)


def files_below(root: str, folder: str) -> dict:
    """Bytes by path below a folder; what Python and dbt leave behind is left out."""
    found = {}
    for place, _, names in os.walk(os.path.join(root, folder)):
        for name in names:
            path = os.path.relpath(os.path.join(place, name), os.path.join(root, folder)).replace(os.sep, "/")
            if "__pycache__" in path or path.startswith(("target/", "logs/")):
                continue
            with open(os.path.join(place, name), "rb") as file:
                found[path] = file.read()
    return found


def zipped(files: dict) -> bytes:
    """A zip of files by path: the same bytes for the same content."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[path])
    return whole.getvalue()


def content_of(root: str = ROOT) -> dict:
    """Files of a release by name: job.py, its modules as package.zip, settings, and other folders as zip files."""
    source = files_below(root, "src")
    if "job.py" not in source:
        raise Problem("src/job.py is missing: it is what the job runs")
    content = {"job.py": source.pop("job.py"), "package.zip": zipped(source)}
    for name in ("settings.json", "usecase.json"):
        with open(os.path.join(root, name), "rb") as file:
            content[name] = file.read()
    for folder in ZIPPED:
        found = files_below(root, folder)
        if found:
            content[f"{folder}.zip"] = zipped(found)
    return content


def manifest_of(content: dict, origin: dict) -> bytes:
    """What the release holds, and where it comes from."""
    files = {name: {"sha256": hashlib.sha256(each).hexdigest(), "size": len(each)} for name, each in sorted(content.items())}
    return (json.dumps({"format": 1, "files": files, **origin}, indent=2, sort_keys=True) + "\n").encode()


def origin_of(environment: dict) -> dict:
    """Commit and repository, as GitHub or GitLab tell them."""
    github = f"{environment.get('GITHUB_SERVER_URL', '')}/{environment.get('GITHUB_REPOSITORY', '')}"
    found = {
        "commit": environment.get("GITHUB_SHA") or environment.get("CI_COMMIT_SHA", ""),
        "repository": environment.get("CI_PROJECT_URL") or github,
    }
    missing = [name for name, value in found.items() if value in ("", "/")]
    if missing:
        raise Problem(f"{', '.join(missing)}: a release is made in a job of the code host, which tells what it is of")
    return found


def release_address(use_case: dict, manifest: bytes) -> str:
    """Address of the manifest: the release."""
    digest = hashlib.sha256(manifest).hexdigest()
    return f"s3://{use_case['build']['bucket']}/{use_case['useCase']}/releases/{digest}/{MANIFEST}"


def publish(s3, use_case: dict, content: dict, manifest: bytes) -> str:
    """Uploads the files, and the manifest last: a release that has one is whole."""
    address = release_address(use_case, manifest)
    bucket, key = address[len("s3://") :].split("/", 1)
    folder = key.rpartition("/")[0]
    own_key = use_case["build"]["kmsKey"]
    extra = {} if own_key is None else {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": own_key}
    for name, each in [*sorted(content.items()), (MANIFEST, manifest)]:
        s3.put_object(Bucket=bucket, Key=f"{folder}/{name}", Body=each, **extra)
    return address


def main(environment=os.environ) -> int:
    """Packs and publishes."""
    import boto3  # only here: checks and tests run without packages

    use_case, content = load_use_case(), content_of()
    s3 = boto3.client("s3", region_name=use_case["build"]["region"])
    address = publish(s3, use_case, content, manifest_of(content, origin_of(environment)))
    print(f"release: {address}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        sys.exit(str(problem))
