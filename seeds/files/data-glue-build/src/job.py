"""The job: reads the landing zone, checks everything, and publishes the table in one step.

Readers see the old table or the new one, never a part: Iceberg replaces it with one commit, and the old snapshot stays. Where a check
fails, nothing is written, and the run fails with what is wrong.
"""

from __future__ import annotations

import json
import sys

from quality import problems_of
from rows import clean

SPARK_TYPES = {"string": "string", "date": "date", "double": "double", "bigint": "bigint"}


def arguments_of(argv: list) -> dict:
    """Arguments of the job by name; Glue gives more than ours."""
    pairs = zip(argv[1:], argv[2:])
    return {name[2:]: value for name, value in pairs if name.startswith("--")}


def schema_of(columns: dict) -> str:
    """The schema of the table, as Spark reads it."""
    return ", ".join(f"`{name}` {SPARK_TYPES[column['type']]}" for name, column in columns.items())


def read_settings(address: str) -> dict:
    """settings.json of the release."""
    import boto3

    bucket, key = address[len("s3://") :].split("/", 1)
    return json.loads(boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read())


def main(argv: list) -> None:
    """Reads, checks, publishes."""
    from pyspark.sql import SparkSession

    given = arguments_of(argv)
    settings = read_settings(f"{given['release_folder']}/settings.json")
    columns = settings["columns"]
    spark = SparkSession.builder.getOrCreate()
    raw = spark.read.option("header", True).csv(given["landing"]).rdd.map(lambda row: clean(row.asDict(), columns)).cache()
    rejected = raw.filter(lambda result: result[0] is None)
    reasons = rejected.flatMap(lambda result: result[1]).countByValue()
    frame = spark.createDataFrame(raw.filter(lambda result: result[0] is not None).map(lambda result: result[0]), schema_of(columns)).cache()
    accepted = frame.count()
    measures = {
        "accepted": accepted,
        "rejected": rejected.count(),
        "duplicates": accepted - frame.dropDuplicates(settings["key"]).count(),
        "reasons": dict(reasons),
    }
    print(json.dumps({"measures": measures}))
    problems = problems_of(measures, settings["quality"])
    if problems:
        raise SystemExit("nothing is published: " + "; ".join(problems))
    table = f"glue_catalog.{given['database']}.{given['table']}"
    writer = frame.writeTo(table).using("iceberg").tableProperty("smus.release", given["release"])
    writer.createOrReplace()
    print(json.dumps({"published": table, "rows": accepted}))


if __name__ == "__main__":
    main(sys.argv)
