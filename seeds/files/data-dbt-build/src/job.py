"""The job: unpacks the dbt project of the release and runs it. `dbt build` tests each model before the next one reads it."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import zipfile


def arguments_of(argv: list) -> dict:
    """Arguments of the job by name; Glue gives more than ours."""
    pairs = zip(argv[1:], argv[2:])
    return {name[2:]: value for name, value in pairs if name.startswith("--")}


def variables_of(given: dict) -> dict:
    """Variables that profiles.yml reads."""
    return {
        "DBT_REGION": given["region"],
        "DBT_DATABASE": given["database"],
        "DBT_RESULTS": f"{given['data_folder']}/results/",
        "DBT_DATA": f"{given['data_folder']}/tables/",
        "DBT_WORK_GROUP": given["work_group"],
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }


def fetch(address: str, path: str) -> None:
    """A file of S3."""
    import boto3

    bucket, key = address[len("s3://") :].split("/", 1)
    boto3.client("s3").download_file(bucket, key, path)


def run_dbt(command: list):
    """Runs dbt in this process; answers with its result."""
    from dbt.cli.main import dbtRunner

    return dbtRunner().invoke(command)


def main(argv: list, get=fetch, run=run_dbt) -> None:
    """Unpacks and runs."""
    given = arguments_of(argv)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("dbt.zip", "settings.json"):
            get(f"{given['release_folder']}/{name}", os.path.join(folder, name))
        with zipfile.ZipFile(os.path.join(folder, "dbt.zip")) as archive:
            archive.extractall(os.path.join(folder, "dbt"))
        with open(os.path.join(folder, "settings.json"), encoding="utf-8") as file:
            command = json.load(file)["dbt"]["command"]
        os.environ.update(variables_of(given))
        project = os.path.join(folder, "dbt")
        result = run([*command, "--project-dir", project, "--profiles-dir", project])
        if not result.success:
            raise SystemExit(f"dbt failed: {result.exception or 'a model or a test of a model; the log above says which'}")


if __name__ == "__main__":
    main(sys.argv)
