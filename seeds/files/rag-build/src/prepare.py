"""Step Prepare: chunks the documents, asks for their vectors, and packs index and code into one model.tar.gz."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile

from documents import all_chunks, read_documents

ROOT = "/opt/ml/processing"
# Code of the serving container, with the modules that it imports.
SERVED = ("inference.py", "answering.py", "models.py", "prompt.py", "retrieval.py")


def load_json(path: str):
    """A JSON file."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def pack(files: dict) -> bytes:
    """A tar.gz of files by name: the same bytes for the same content, so that a digest says whether anything changed."""
    whole = io.BytesIO()
    with gzip.GzipFile(fileobj=whole, mode="wb", mtime=0) as zipped:
        with tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name in sorted(files):
                entry = tarfile.TarInfo(name)
                entry.size = len(files[name])
                entry.mode = 0o644
                archive.addfile(entry, io.BytesIO(files[name]))
    return whole.getvalue()


def main(root: str = ROOT, models=None) -> None:
    """Reads documents/, and writes model/model.tar.gz."""
    code = os.path.join(root, "code")
    settings, use_case = load_json(os.path.join(code, "settings.json")), load_json(os.path.join(code, "usecase.json"))
    chunks = all_chunks(read_documents(os.path.join(root, "documents")), settings["chunks"])
    options = use_case["options"]
    if models is None:
        from models import Bedrock

        models = Bedrock(options["embeddingModel"], options["generationModel"], settings)
    vectors = [models.embed(f"{chunk['heading']}\n{chunk['text']}") for chunk in chunks]
    served = {}
    for name in SERVED:
        with open(os.path.join(code, name), "rb") as file:
            served[f"code/{name}"] = file.read()
    content = {
        "index.json": {"chunks": chunks, "vectors": vectors},
        "assistant.json": {"options": options, "retrieval": settings["retrieval"], "generation": settings["generation"]},
    }
    texts = {name: json.dumps(each, sort_keys=True).encode() for name, each in content.items()}
    os.makedirs(os.path.join(root, "model"), exist_ok=True)
    with open(os.path.join(root, "model", "model.tar.gz"), "wb") as file:
        file.write(pack({**texts, **served}))
    print(f"{len(chunks)} chunks")


if __name__ == "__main__":
    main()
