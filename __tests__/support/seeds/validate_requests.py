"""Holds every request in pipeline definitions against AWS's own model of SageMaker, as boto3 does before it sends one.

Reads a JSON list of definitions from the standard input, and prints what is wrong, one line each. Expressions stand for texts that
are known only while a pipeline runs, so each becomes a text that fits anything.
"""

import json
import sys

from botocore.session import get_session
from botocore.validate import ParamValidator

OPERATIONS = {"Processing": "CreateProcessingJob", "Training": "CreateTrainingJob", "RegisterModel": "CreateModelPackage"}
# Names of jobs are the service's to give.
NAMES = {"Processing": {"ProcessingJobName": "job"}, "Training": {"TrainingJobName": "job"}, "RegisterModel": {}}


def resolved(value):
    if isinstance(value, list):
        return [resolved(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and next(iter(value)) in ("Get", "Std:Join", "Std:JsonGet"):
        return "s3://bucket/key"
    return {name: resolved(item) for name, item in value.items()}


def steps_of(steps):
    for step in steps:
        yield step
        if step["Type"] == "Condition":
            yield from steps_of(step["Arguments"]["IfSteps"] + step["Arguments"]["ElseSteps"])


model = get_session().get_service_model("sagemaker")
for definition in json.load(sys.stdin):
    for step in steps_of(definition["Steps"]):
        operation = OPERATIONS.get(step["Type"])
        if operation is None:
            continue
        shape = model.operation_model(operation).input_shape
        report = ParamValidator().validate({**resolved(step["Arguments"]), **NAMES[step["Type"]]}, shape)
        if report.has_errors():
            print(f"{step['Name']}: {report.generate_report()}".replace("\n", "; "))
