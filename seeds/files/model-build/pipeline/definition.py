"""The pipeline as a definition of SageMaker: pure data, made from usecase.json and settings.json.

Steps of this use case are in steps.py. Run `python3 -m pipeline.definition` to read the result.
"""

from __future__ import annotations

import json

from pipeline.jobs import Context
from pipeline.register import gate
from pipeline.steps import compute_steps, container
from tools.use_case import Problem, load_settings, load_use_case

PARAMETERS = ("Code", "Data", "Commit", "Author", "Repository")


def check_settings(settings: dict) -> None:
    """Refuses settings that would give a pipeline without a gate."""
    floors = settings.get("floors") or {}
    if not floors:
        raise Problem("settings.json, floors: got nothing; allowed: at least one metric; fix: say what a model must reach")
    for name, bounds in floors.items():
        wrong = [bound for bound in bounds if bound not in ("min", "max")]
        if wrong or not bounds:
            raise Problem(f"settings.json, floors.{name}: got {json.dumps(bounds)}; allowed: min and max; fix: name a bound")


def build_definition(context: Context) -> dict:
    """The whole definition."""
    check_settings(context.settings)
    return {
        "Version": "2020-12-01",
        "Parameters": [{"Name": name, "Type": "String"} for name in PARAMETERS],
        "Steps": [*compute_steps(context), gate(context, container(context))],
    }


def pipeline_name(use_case: dict) -> str:
    """Name of the pipeline in SageMaker."""
    return f"{use_case['useCase']}-build"


if __name__ == "__main__":
    own = load_settings()
    images = {name: f"<image {name}>" for name in own["images"]}
    print(json.dumps(build_definition(Context(load_use_case(), own, images)), indent=2))
