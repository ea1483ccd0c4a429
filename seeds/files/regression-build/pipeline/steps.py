"""Steps of this use case: Prepare, Train, Evaluate, and the container that serves the model."""

from __future__ import annotations

from pipeline.expressions import output, parameter, result
from pipeline.jobs import Context, processing_step, training_step
from pipeline.register import Container

MODEL = result("Train", "ModelArtifacts.S3ModelArtifacts")


def compute_steps(context: Context) -> list:
    """What runs before the gate, in order; a step waits for those whose results it reads."""
    return [
        processing_step(context, "Prepare", "compute", "prepare", {"data": parameter("Data")}, ["train", "validation", "test"]),
        training_step(
            context,
            "compute",
            "train",
            {"train": output("Prepare", "train"), "validation": output("Prepare", "validation")},
        ),
        processing_step(
            context, "Evaluate", "compute", "evaluate", {"model": MODEL, "test": output("Prepare", "test")}, ["report"]
        ),
    ]


def container(context: Context) -> Container:
    """The serving container runs code/inference.py, which the training put beside the model."""
    return Container(
        image=context.images["serving"],
        model=MODEL,
        environment={"SAGEMAKER_PROGRAM": "inference.py", "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code"},
        content_types=["application/json", "text/csv"],
        response_types=["application/json"],
    )
