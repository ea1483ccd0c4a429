"""Loaded by the Python of moto_server (through PYTHONPATH) before anything else.

moto 5.2.1 does not know the context of a request when it evaluates a bucket policy: it takes every statement with a
condition for matched, so a policy that refuses plain HTTP refuses everything. Here a statement whose conditions cannot
be evaluated applies to nothing. Removal condition: moto evaluates conditions in `IAMPolicyStatement.is_action_permitted`
(getmoto/moto, moto/iam/access_control.py).
"""

import importlib.abc
import importlib.util
import sys

TARGET = "moto.iam.access_control"


def _patch(module):
    original = module.IAMPolicyStatement.is_action_permitted

    def is_action_permitted(self, action, resource="*", principal=None, incoming_condition_values=None):
        if self._statement.get("Condition") and incoming_condition_values is None:
            return module.PermissionResult.NEUTRAL
        return original(self, action, resource, principal, incoming_condition_values)

    module.IAMPolicyStatement.is_action_permitted = is_action_permitted


class _PatchOnImport(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name != TARGET:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            _patch(module)

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, _PatchOnImport())
