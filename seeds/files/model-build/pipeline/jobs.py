"""Steps of a pipeline that compute: requests of CreateProcessingJob and CreateTrainingJob.

Both run a plain script of src/ in any image that has Python: no framework has to know this repository.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.expressions import REPORT, REPORT_FILE, joined, parameter

CODE = "/opt/ml/processing/code"
MAX_SECONDS = 24 * 60 * 60


class Context(NamedTuple):
    """What steps are made from."""

    use_case: dict
    settings: dict
    # Addresses of images by their name in settings.json.
    images: dict


class Machine(NamedTuple):
    """What a step runs on: a member of `machines` in settings.json."""

    type: str
    volume_gb: int
    hours: float

    @staticmethod
    def of(context: Context, name: str) -> "Machine":
        """The machine of this name."""
        found = context.settings["machines"][name]
        return Machine(found["type"], found["volumeGb"], found["hours"])

    @property
    def stopping(self) -> dict:
        """The end of a job that hangs."""
        return {"MaxRuntimeInSeconds": min(MAX_SECONDS * 5, int(self.hours * 3600))}


def run_folder(context: Context, *parts: str) -> dict:
    """A folder in S3 that belongs to one run alone, so that runs never overwrite each other."""
    use_case = context.use_case
    start = f"s3://{use_case['build']['bucket']}/{use_case['useCase']}/runs/"
    return joined(start, {"Get": "Execution.PipelineExecutionId"}, "/" + "/".join(parts))


def encrypted(context: Context, name: str) -> dict:
    """The use case's key under the name that a request has for it; nothing where there is none."""
    key = context.use_case["build"]["kmsKey"]
    return {} if key is None else {name: key}


def network(context: Context) -> dict:
    """Subnets and security groups of the build; nothing where there are none."""
    build = context.use_case["build"]
    return {"Subnets": build["subnets"], "SecurityGroupIds": build["securityGroups"]} if build["subnets"] else {}


def processing_input(name: str, address) -> dict:
    """An input of a processing step, below /opt/ml/processing."""
    return {
        "InputName": name,
        "S3Input": {
            "S3Uri": address,
            "LocalPath": f"/opt/ml/processing/{name}",
            "S3DataType": "S3Prefix",
            "S3InputMode": "File",
            "S3DataDistributionType": "FullyReplicated",
        },
    }


def processing_step(context: Context, name: str, image: str, machine: str, inputs: dict, outputs: list) -> dict:
    """A step that runs src/<name>.py, with inputs and outputs below /opt/ml/processing."""
    on = Machine.of(context, machine)
    given = [processing_input(each, address) for each, address in {"code": parameter("Code"), **inputs}.items()]
    made = [
        {
            "OutputName": each,
            "S3Output": {
                "S3Uri": run_folder(context, name.lower(), each),
                "LocalPath": f"/opt/ml/processing/{each}",
                "S3UploadMode": "EndOfJob",
            },
        }
        for each in outputs
    ]
    networked = network(context)
    step = {
        "Name": name,
        "Type": "Processing",
        "Arguments": {
            "ProcessingResources": {
                "ClusterConfig": {
                    "InstanceType": on.type,
                    "InstanceCount": 1,
                    "VolumeSizeInGB": on.volume_gb,
                    **encrypted(context, "VolumeKmsKeyId"),
                }
            },
            "AppSpecification": {
                "ImageUri": context.images[image],
                "ContainerEntrypoint": ["python3", f"{CODE}/{name.lower()}.py"],
            },
            "RoleArn": context.use_case["build"]["executionRole"],
            "ProcessingInputs": given,
            "ProcessingOutputConfig": {"Outputs": made, **encrypted(context, "KmsKeyId")},
            "StoppingCondition": on.stopping,
            **({"NetworkConfig": {"VpcConfig": networked}} if networked else {}),
        },
    }
    if "report" in outputs:
        step["PropertyFiles"] = [{"PropertyFileName": REPORT, "OutputName": "report", "FilePath": REPORT_FILE}]
    return step


def channel(name: str, address) -> dict:
    """An input of a training step, below /opt/ml/input/data."""
    source = {"S3DataType": "S3Prefix", "S3Uri": address, "S3DataDistributionType": "FullyReplicated"}
    return {"ChannelName": name, "DataSource": {"S3DataSource": source}}


def training_step(context: Context, image: str, machine: str, channels: dict) -> dict:
    """The step Train: runs src/train.py, whose /opt/ml/model becomes the model's artifact."""
    on = Machine.of(context, machine)
    networked = network(context)
    return {
        "Name": "Train",
        "Type": "Training",
        "Arguments": {
            "AlgorithmSpecification": {
                "TrainingImage": context.images[image],
                "TrainingInputMode": "File",
                "ContainerEntrypoint": ["python3", "/opt/ml/input/data/code/train.py"],
            },
            "RoleArn": context.use_case["build"]["executionRole"],
            "InputDataConfig": [channel("code", parameter("Code")), *(channel(*each) for each in channels.items())],
            "OutputDataConfig": {
                "S3OutputPath": run_folder(context, "train"),
                **encrypted(context, "KmsKeyId"),
            },
            "ResourceConfig": {
                "InstanceType": on.type,
                "InstanceCount": 1,
                "VolumeSizeInGB": on.volume_gb,
                **encrypted(context, "VolumeKmsKeyId"),
            },
            "StoppingCondition": on.stopping,
            **({"VpcConfig": networked} if networked else {}),
        },
    }
