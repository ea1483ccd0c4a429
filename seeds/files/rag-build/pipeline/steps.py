"""Steps of this use case: Prepare, Evaluate, and the container that answers.

What is registered holds everything that an answer depends on but the foundation models: the index of the documents, the prompt and
the code. So an earlier version answers from the documents of its day.
"""

from __future__ import annotations

from pipeline.expressions import joined, output, parameter
from pipeline.jobs import Context, processing_step
from pipeline.register import Container


def compute_steps(context: Context) -> list:
    """What runs before the gate, in order; a step waits for those whose results it reads."""
    return [
        processing_step(context, "Prepare", "compute", "prepare", {"documents": parameter("Data")}, ["model"]),
        processing_step(
            context, "Evaluate", "compute", "evaluate", {"model": output("Prepare", "model")}, ["report"]
        ),
    ]


def container(context: Context) -> Container:
    """The serving container runs code/inference.py, which Prepare put beside the index."""
    return Container(
        image=context.images["serving"],
        model=joined(output("Prepare", "model"), "/model.tar.gz"),
        environment={"SAGEMAKER_PROGRAM": "inference.py", "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code"},
        content_types=["application/json"],
        response_types=["application/json"],
    )
