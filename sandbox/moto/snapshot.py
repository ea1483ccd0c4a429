"""Saves what moto holds into a file, and loads it into another process of the same moto.

moto keeps everything in `BackendDict`s, one a service: account -> Region -> store. They are pickled together, so that what
several stores share stays shared. What cannot be pickled and holds nothing of its own (locks) is made anew; contents of
S3 objects are in temporary files and are taken out of them.

A file is read by the version of moto and Python that wrote it and by no other: a store's attributes are not a format.
"""

import contextlib
import functools
import gc
import importlib
import marshal
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

FORMAT = {"moto": moto.__version__, "python": platform.python_version()}


def save(file):
    """Writes all stores into `file`."""
    stores = {place: dict(backends.items()) for place, backends in _backends().items() if len(backends) > 0}
    with open(file, "wb") as stream, _without_garbage_collection():
        pickle.dump(FORMAT, stream)
        _Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL).dump(stores)


def load(file):
    """Puts the stores of `file` in the place of those that are here."""
    with open(file, "rb") as stream, _without_garbage_collection():
        written_by = pickle.load(stream)
        if written_by != FORMAT:
            raise SystemExit(f"{file} was written by {written_by}, and this is {FORMAT}: make it anew")
        stores = _Unpickler(stream).load()
    for place, accounts in stores.items():
        backends = _at(place)
        for account, regions in accounts.items():
            backends[account] = regions
        BackendDict._instances.append(backends)  # what moto's own reset goes through


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
    module, name = place
    return getattr(importlib.import_module(module), name)


class _Pickler(pickle.Pickler):
    def persistent_id(self, value):
        """Stores refer to the `BackendDict`s of other services, which belong to the process."""
        if not isinstance(value, BackendDict):
            return None
        return next(place for place, backends in _backends().items() if backends is value)

    def reducer_override(self, value):
        reduce = _reducer_of(type(value)) if type(value) is not defaultdict else None
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
    contents = tuple(cell.cell_contents for cell in cells)
    return _make_function, (marshal.dumps(function.__code__), function.__module__, len(cells)), contents, None, None, _fill


def _make_function(code, module, cells):
    names = vars(importlib.import_module(module))
    return types.FunctionType(marshal.loads(code), names, closure=tuple(types.CellType() for _ in range(cells)))


def _fill(function, contents):
    """Later, since a function may refer to the store that it is in."""
    for cell, value in zip(function.__closure__ or (), contents):
        cell.cell_contents = value


def _reduce_default_dict(value):
    """moto's own subclasses take other arguments than `defaultdict`, so they are made without their `__init__`."""
    return type(value).__new__, (type(value),), (value.default_factory, vars(value), dict(value)), None, None, _refill


def _refill(value, state):
    value.default_factory, attributes, items = state
    vars(value).update(attributes)
    dict.update(value, items)


_REDUCERS = {
    defaultdict: _reduce_default_dict,
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
    return next((reduce for base, reduce in _REDUCERS.items() if issubclass(kind, base)), None)
