"""What of moto 5.2.1 the sandbox needs otherwise."""

import functools
import json
from datetime import datetime

from moto.iam import models
from moto.sqs.models import Queue

_attributes = Queue.attributes.fget


def apply():
    models.IAMBackend._init_aws_policies = _init_aws_policies
    models.IAMBackend.update_role = _update_role
    Queue.attributes = property(_queue_attributes)


@functools.cache
def _managed_policies():
    parsed = json.loads(models.aws_managed_policies_data)
    return {name: (json.dumps(data.get("Document")), data) for name, data in parsed.items()}


def _init_aws_policies(self):
    """AWS's managed policies for one account.

    moto parses and writes all of their documents again for each account: a second of CPU time and 30 MB an account. Here
    the documents are shared. The policies stay each account's own, since attaching one is counted in it.
    """
    return [
        models.AWSManagedPolicy(
            name,
            account_id=self.account_id,
            region=self.region_name,
            default_version_id=data.get("DefaultVersionId"),
            path=data.get("Path"),
            document=document,
            create_date=datetime.fromisoformat(data["CreateDate"]),
            update_date=datetime.fromisoformat(data["UpdateDate"]),
        )
        for name, (document, data) in _managed_policies().items()
    ]


def _update_role(self, role_name, role_description, max_session_duration):
    """UpdateRole with what it names. moto empties what a call leaves out: an apply that changes both never comes to an end."""
    role = self.get_role(role_name)
    if role_description is not None:
        role.description = role_description
    if max_session_duration is not None:
        role.max_session_duration = max_session_duration
    return role


def _queue_attributes(self):
    """Attributes of a queue with its redrive policy as AWS writes it. Spaces in it are a difference for terraform in every plan."""
    found = _attributes(self)
    if self.redrive_policy:
        found["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
    return found
