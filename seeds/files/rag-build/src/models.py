"""Foundation models of Amazon Bedrock. The only file that talks to them."""

from __future__ import annotations

import json


class Bedrock:
    """An embedding model and a generating model."""

    def __init__(self, embedding: str, generation: str, settings: dict, client=None):
        if client is None:
            import boto3  # only here: everything else is tested without it

            client = boto3.client("bedrock-runtime")
        self.client, self.embedding, self.generation, self.settings = client, embedding, generation, settings

    def embed(self, text: str) -> list:
        """Vector of a text (the request of Amazon Titan Text Embeddings V2)."""
        body = {"inputText": text, "dimensions": self.settings["retrieval"]["dimensions"], "normalize": True}
        answer = self.client.invoke_model(modelId=self.embedding, body=json.dumps(body), contentType="application/json")
        return json.loads(answer["body"].read())["embedding"]

    def answer(self, system: str, text: str) -> str:
        """Answer to a text, by any model that Converse knows."""
        given = self.settings["generation"]
        answer = self.client.converse(
            modelId=self.generation,
            system=[{"text": system}],
            messages=[{"role": "user", "content": [{"text": text}]}],
            inferenceConfig={"maxTokens": given["maxTokens"], "temperature": given["temperature"]},
        )
        return "".join(part.get("text", "") for part in answer["output"]["message"]["content"])
