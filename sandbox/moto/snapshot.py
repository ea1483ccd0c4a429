"""Saves what moto holds into a file, and loads it into another process of the same moto.

moto keeps everything in `BackendDict`s, one a service: account -> Region -> store. They are pickled together, so that what
several stores share stays shared. What cannot be pickled and holds nothing of its own (locks) is made anew; contents of
S3 objects are in temporary files and are taken out of them.

A file is read by the versions of moto, Python and this module that wrote it and by no other: attributes of stores are not
a format.
"""

import contextlib
import functools
import gc
import hashlib
import importlib
import marshal
import pathlib
import pickle
import platform
import sys
import tempfile
import threading
import types
import weakref
from collections import defaultdict

import moto
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from moto.core.base_backend import BackendDict

FORMAT = {
    "moto": moto.__version__,
    "python": platform.python_version(),
    "format": hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()[:12],
}


# What EC2 keeps in its classes, to find networks and attachments of other accounts.
_SHARED = (
    ("moto.ec2.models.vpcs", "VPCBackend", "vpc_refs"),
    ("moto.ec2.models.vpc_peering_connections", "VPCPeeringConnectionBackend", "vpc_pcx_refs"),
    ("moto.ec2.models.transit_gateway_attachments", "TransitGatewayAttachmentBackend", "backend_refs"),
)


def save(file):
    """Writes all stores into `file`."""
    used = {place: backends for place, backends in _backends().items() if len(backends) > 0}
    memory = {
        "accounts": {place: dict(backends.items()) for place, backends in used.items()},
        # S3 keeps there which account a bucket belongs to.
        "attributes": {place: vars(backends) for place, backends in used.items()},
        "shared": {place: _at(place) for place in _SHARED if place[0] in sys.modules},
    }
    with open(file, "wb") as stream, _without_garbage_collection():
        pickle.dump(FORMAT, stream)
        _Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL).dump(memory)


def load(file):
    """Puts the stores of `file` in the place of those that are here."""
    with open(file, "rb") as stream, _without_garbage_collection():
        written_by = pickle.load(stream)
        if written_by != FORMAT:
            raise SystemExit(f"{file} was written by {written_by}, and this is {FORMAT}: make it anew")
        memory = _Unpickler(stream).load()
    for place, accounts in memory["accounts"].items():
        backends = _at(place)
        vars(backends).update(memory["attributes"][place])
        for account, regions in accounts.items():
            backends[account] = regions
        BackendDict._instances.append(backends)  # what moto's own reset goes through
    for place, shared in memory["shared"].items():
        _at(place).update(shared)


@contextlib.contextmanager
def _without_garbage_collection():
    """Looking for garbage among objects that all stay takes longer than making them."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _backends():
    """Every `BackendDict` of the services that were used, by module and name."""
    found = {}
    for module in [name for name in sys.modules if name.startswith("moto.")]:
        for name, value in vars(sys.modules[module]).items():
            if isinstance(value, BackendDict) and value.backend.__module__.startswith(module):
                found[module, name] = value  # where it is made, not where it is imported
    return found


def _at(place):
    module, *names = place
    return functools.reduce(getattr, names, importlib.import_module(module))


class _Pickler(pickle.Pickler):
    def persistent_id(self, value):
        """Stores refer to the `BackendDict`s of other services, which belong to the process."""
        if not isinstance(value, BackendDict):
            return None
        return next(place for place, backends in _backends().items() if backends is value)

    def reducer_override(self, value):
        reduce = _reducer_of(type(value))
        return NotImplemented if reduce is None else reduce(value)


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, place):
        return _at(place)


def _reduce_temporary_file(file):
    position = file.tell()
    file.seek(0)
    contents = file.read()
    file.seek(position)
    return _make_temporary_file, (file._max_size, contents, position)


def _make_temporary_file(max_size, contents, position):
    file = tempfile.SpooledTemporaryFile(max_size)
    file.write(contents)
    file.seek(position)
    return file


def _reduce_private_key(key):
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    text = key.private_bytes(encoding, form, serialization.NoEncryption())
    return _make_private_key, (text,)


def _make_private_key(text):
    return serialization.load_pem_private_key(text, password=None)


def _reduce_function(function):
    """A function inside of another (a default of a `defaultdict`) has no name to be found by: its code is written."""
    if "<locals>" not in function.__qualname__:
        return NotImplemented
    cells = function.__closure__ or ()
    made_of = marshal.dumps(function.__code__), function.__module__, len(cells)
    return _make_function, made_of, tuple(cell.cell_contents for cell in cells), None, None, _fill_function


def _make_function(code, module, cells):
    names = vars(importlib.import_module(module))
    return types.FunctionType(marshal.loads(code), names, closure=tuple(types.CellType() for _ in range(cells)))


def _fill_function(function, contents):
    """Later, since a function may refer to the store that it is in."""
    for cell, value in zip(function.__closure__ or (), contents):
        cell.cell_contents = value


def _reduce_dict(value):
    """moto's own kinds of dictionary hide what they hold (all versions of an object) behind what they show (the last)."""
    items = {key: dict.__getitem__(value, key) for key in dict.keys(value)}
    factory = value.default_factory if isinstance(value, defaultdict) else None
    return _make_dict, (type(value),), (items, vars(value), factory), None, None, _fill_dict


def _make_dict(kind):
    return kind.__new__(kind)  # without `__init__`, which takes other arguments in each of them


def _fill_dict(value, state):
    items, attributes, factory = state
    if factory is not None:
        value.default_factory = factory
    vars(value).update(attributes)
    dict.update(value, items)


_REDUCERS = {
    types.FunctionType: _reduce_function,
    type(threading.Lock()): lambda _: (threading.Lock, ()),
    type(threading.RLock()): lambda _: (threading.RLock, ()),
    tempfile.SpooledTemporaryFile: _reduce_temporary_file,
    weakref.ref: lambda reference: (weakref.ref, (reference(),)),
    RSAPrivateKey: _reduce_private_key,
    EllipticCurvePrivateKey: _reduce_private_key,
}


@functools.cache
def _reducer_of(kind):
    if issubclass(kind, dict) and kind.__module__.startswith("moto."):
        return _reduce_dict
    return next((reduce for base, reduce in _REDUCERS.items() if issubclass(kind, base)), None)
