"""Expressions of a SageMaker pipeline definition: values that are known only while the pipeline runs.

https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/
"""

from __future__ import annotations

# The report that the step Evaluate writes, and that conditions and the registration read.
REPORT = "Report"
REPORT_FILE = "evaluation.json"


def parameter(name: str) -> dict:
    """A parameter that whoever starts the pipeline gives."""
    return {"Get": f"Parameters.{name}"}


def result(step: str, path: str) -> dict:
    """Something of the answer about a step that has ended."""
    return {"Get": f"Steps.{step}.{path}"}


def output(step: str, name: str) -> dict:
    """Address in S3 of an output of a processing step."""
    return result(step, f"ProcessingOutputConfig.Outputs['{name}'].S3Output.S3Uri")


def joined(*values) -> dict:
    """Texts and expressions, one after the other."""
    return {"Std:Join": {"On": "", "Values": list(values)}}


def metric(name: str) -> dict:
    """A metric of the report."""
    return {
        "Std:JsonGet": {
            "PropertyFile": {"Get": f"Steps.Evaluate.PropertyFiles.{REPORT}"},
            "Path": f"metrics.{name}.value",
        }
    }
