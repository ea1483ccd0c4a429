"""Steps of this use case: Prepare, Train, Evaluate, and the container that serves the model."""

from __future__ import annotations

from pipeline.expressions import output, parameter, result
from pipeline.jobs import Context, processing_step, training_step
from pipeline.register import Container

MODEL = result("Train", "ModelArtifacts.S3ModelArtifacts")


def compute_steps(context: Context) -> list:
    """What runs before the gate, in order; a step waits for those whose results it reads."""
    build = context.use_case["build"]
    base = context.settings["baseModelData"].format(bucket=build["bucket"], useCase=context.use_case["useCase"])
    return [
        processing_step(
            context,
            "Prepare",
            "compute",
            "prepare",
            {"conversations": parameter("Data")},
            ["train", "validation", "test"],
        ),
        training_step(
            context,
            "compute",
            "train",
            {"train": output("Prepare", "train"), "validation": output("Prepare", "validation"), "base": base},
        ),
        processing_step(
            context, "Evaluate", "compute", "evaluate", {"model": MODEL, "test": output("Prepare", "test")}, ["report"]
        ),
    ]


def container(context: Context) -> Container:
    """The serving container is one of AWS's for large models, or one that takes the same variable."""
    return Container(
        image=context.images["serving"],
        model=MODEL,
        environment={"HF_MODEL_ID": "/opt/ml/model"},
        content_types=["application/json"],
        response_types=["application/json"],
    )
