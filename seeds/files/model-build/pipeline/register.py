"""The gate and what is behind it: floors of metrics, then a version of the model package group, with metrics and a card.

A version is registered as PendingManualApproval. Approving it, promoting it and deploying it are other people's steps.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from pipeline.expressions import REPORT_FILE, joined, metric, output, parameter
from pipeline.jobs import Context

BOUNDS = {"min": "GreaterThanOrEqualTo", "max": "LessThanOrEqualTo"}
# Stands in the text of the card where a number will be, quotes included.
SLOT = re.compile(r'"@@metric:([\w.-]+)@@"')


class Container(NamedTuple):
    """What serves the model."""

    image: str
    # Address in S3 of one model.tar.gz.
    model: object
    environment: dict
    content_types: list
    response_types: list


def conditions(floors: dict) -> list:
    """One condition for each bound of each metric."""
    return [
        {"Type": BOUNDS[bound], "LeftValue": metric(name), "RightValue": value}
        for name, bounds in sorted(floors.items())
        for bound, value in sorted(bounds.items())
    ]


def card(context: Context) -> dict:
    """The model card: what people wrote in settings.json, and the metrics of this run."""
    settings = context.settings
    told = settings["card"]
    return {
        "model_overview": {"model_creator": context.use_case["team"], "problem_type": told["problemType"]},
        "intended_uses": {
            "purpose_of_model": told["purpose"],
            "intended_uses": told["intendedUses"],
            "factors_affecting_model_efficiency": told["limits"],
            "risk_rating": told["riskRating"],
            "explanations_for_risk_rating": told["riskExplanation"],
        },
        "business_details": {"business_problem": told["businessProblem"]},
        "evaluation_details": [
            {
                "name": "Held-out test set",
                "metric_groups": [
                    {
                        "name": "metrics",
                        "metric_data": [
                            {"name": name, "type": "number", "value": f"@@metric:{name}@@"}
                            for name in sorted(settings["floors"])
                        ],
                    }
                ],
            }
        ],
    }


def card_content(context: Context) -> dict:
    """The card as the text that the registry takes; numbers are filled in while the pipeline runs."""
    pieces = SLOT.split(json.dumps(card(context), sort_keys=True))
    # split() gives text and names in turns.
    return joined(*(metric(piece) if index % 2 else piece for index, piece in enumerate(pieces)))


def metadata(context: Context) -> dict:
    """Facts that gates of the promotion ask for. Values are texts, so metrics are joined into one."""
    settings = context.settings
    facts = {
        **context.use_case["options"],
        "useCase": context.use_case["useCase"],
        "author": parameter("Author"),
        "commit": parameter("Commit"),
        "repository": parameter("Repository"),
        "run": {"Get": "Execution.PipelineExecutionArn"},
        **settings.get("facts", {}),
    }
    return {**facts, **{f"metric.{name}": joined(metric(name)) for name in sorted(settings["floors"])}}


def report(name: str) -> dict:
    """A report of the step Evaluate, as the registry refers to it."""
    address = joined(output("Evaluate", "report"), f"/{name}")
    return {"ContentType": "application/json", "S3Uri": address}


def register_step(context: Context, container: Container) -> dict:
    """The step that makes the version: a request of CreateModelPackage."""
    reports = context.settings["reports"]
    machines = context.settings["machines"]["serving"]
    return {
        "Name": "Register",
        "Type": "RegisterModel",
        "Arguments": {
            "ModelPackageGroupName": context.use_case["modelPackageGroup"],
            "ModelPackageDescription": joined(context.use_case["useCase"], " of commit ", parameter("Commit")),
            "ModelApprovalStatus": "PendingManualApproval",
            "InferenceSpecification": {
                "Containers": [
                    {
                        "Image": container.image,
                        "ModelDataUrl": container.model,
                        "Environment": container.environment,
                    }
                ],
                "SupportedContentTypes": container.content_types,
                "SupportedResponseMIMETypes": container.response_types,
                "SupportedRealtimeInferenceInstanceTypes": machines["types"],
                "SupportedTransformInstanceTypes": machines["types"],
            },
            "ModelMetrics": {
                "ModelQuality": {"Statistics": report(REPORT_FILE)},
                **({"Bias": {"Report": report("bias.json")}} if "bias" in reports else {}),
                **({"Explainability": {"Report": report("explainability.json")}} if "explainability" in reports else {}),
            },
            "MetadataProperties": {"CommitId": parameter("Commit"), "Repository": parameter("Repository")},
            "CustomerMetadataProperties": metadata(context),
            "ModelCard": {"ModelCardContent": card_content(context), "ModelCardStatus": "PendingReview"},
        },
    }


def gate(context: Context, container: Container) -> dict:
    """Registers where every floor is met, and fails with a sentence where one is missed."""
    floors = context.settings["floors"]
    named = ", ".join(f"{name} {bound} {value}" for name, bounds in sorted(floors.items()) for bound, value in bounds.items())
    told = [f"{name}=" if index == 0 else f", {name}=" for index, name in enumerate(sorted(floors))]
    measured = [piece for text, name in zip(told, sorted(floors)) for piece in (text, metric(name))]
    return {
        "Name": "Gate",
        "Type": "Condition",
        "Arguments": {
            "Conditions": conditions(floors),
            "IfSteps": [register_step(context, container)],
            "ElseSteps": [
                {
                    "Name": "MissedFloor",
                    "Type": "Fail",
                    "Arguments": {"ErrorMessage": joined(f"not registered: floors are {named}; measured ", *measured)},
                }
            ],
        },
    }
