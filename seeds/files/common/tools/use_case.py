"""Reads usecase.json (what the platform decided) and settings.json (what the team decides)."""

from __future__ import annotations

import json
import os

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Problem(Exception):
    """Something that a person has to mend; the text says what and how."""


def load_json(name: str, root: str = ROOT) -> dict:
    """A JSON file of this repository."""
    path = os.path.join(root, name)
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        raise Problem(f"{name} is missing; restore it from the history of this repository") from None
    except json.JSONDecodeError as error:
        raise Problem(f"{name}, line {error.lineno}: {error.msg}") from None


def load_use_case(root: str = ROOT) -> dict:
    """What the platform decided for this use case."""
    return load_json("usecase.json", root)


def load_settings(root: str = ROOT) -> dict:
    """What the team decides."""
    return load_json("settings.json", root)


def place_of(use_case: dict, stage: str) -> dict:
    """Account, Region and names of a stage; the stage of the build among them."""
    if stage in use_case["stages"]:
        return use_case["stages"][stage]
    if stage == use_case["build"]["name"]:
        return use_case["build"]
    known = ", ".join(dict.fromkeys([use_case["build"]["name"], *use_case["stages"]]))
    raise Problem(f"SMUS_STAGE: got {json.dumps(stage)}; allowed: {known}; fix: set it in the job")
