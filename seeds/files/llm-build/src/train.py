"""Step Train: fine-tunes the base model with low-rank adapters, and writes the merged model.

The base model comes from S3: nothing is downloaded from elsewhere, so the step works in a network without internet.
"""

from __future__ import annotations

import json
import os

DATA = "/opt/ml/input/data"
MODEL = "/opt/ml/model"


def arguments_of(hyperparameters: dict) -> dict:
    """Arguments of the trainer, from settings.json."""
    return {
        "num_train_epochs": hyperparameters["epochs"],
        "learning_rate": hyperparameters["learningRate"],
        "per_device_train_batch_size": hyperparameters["batch"],
        "gradient_accumulation_steps": hyperparameters["accumulation"],
        "bf16": True,
        "gradient_checkpointing": True,
        "lr_scheduler_type": "cosine",
        "warmup_ratio": 0.03,
        "logging_steps": 10,
        "save_strategy": "no",
        "seed": 7,
        "report_to": [],
    }


def labels_of(tokens: list, prompt_length: int, ignored: int = -100) -> list:
    """Labels of a conversation: what was asked is not learned, only what was answered."""
    return [ignored] * min(prompt_length, len(tokens)) + tokens[prompt_length:]


def learn(base: str, conversations: list, hyperparameters: dict, target: str) -> None:
    """Fine-tunes. Everything that needs a graphics card or a package is in here."""
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer, TrainingArguments

    tokenizer = AutoTokenizer.from_pretrained(base)
    tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token
    longest = hyperparameters["maxTokens"]

    def example(messages):
        asked = tokenizer.apply_chat_template(messages[:-1], add_generation_prompt=True, tokenize=True, return_dict=False)
        whole = tokenizer.apply_chat_template(messages, tokenize=True, return_dict=False)[:longest]
        return {"input_ids": whole, "labels": labels_of(whole, len(asked))}

    def collate(batch):
        width = max(len(each["input_ids"]) for each in batch)
        pad = tokenizer.pad_token_id
        ids = [each["input_ids"] + [pad] * (width - len(each["input_ids"])) for each in batch]
        labels = [each["labels"] + [-100] * (width - len(each["labels"])) for each in batch]
        mask = [[1] * len(each["input_ids"]) + [0] * (width - len(each["input_ids"])) for each in batch]
        return {"input_ids": torch.tensor(ids), "labels": torch.tensor(labels), "attention_mask": torch.tensor(mask)}

    model = AutoModelForCausalLM.from_pretrained(base, torch_dtype=torch.bfloat16)
    model.enable_input_require_grads()
    adapters = LoraConfig(
        r=hyperparameters["rank"],
        lora_alpha=hyperparameters["alpha"],
        lora_dropout=0.05,
        target_modules="all-linear",
        task_type="CAUSAL_LM",
    )
    model = get_peft_model(model, adapters)
    arguments = TrainingArguments(output_dir="/tmp/training", **arguments_of(hyperparameters))
    examples = [example(each["messages"]) for each in conversations]
    Trainer(model=model, args=arguments, train_dataset=examples, data_collator=collate).train()
    model.merge_and_unload().save_pretrained(target)
    tokenizer.save_pretrained(target)


def main(data: str = DATA, model: str = MODEL, work=learn) -> None:
    """Fine-tunes on the training set."""
    with open(os.path.join(data, "code", "settings.json"), encoding="utf-8") as file:
        settings = json.load(file)
    with open(os.path.join(data, "train", "train.jsonl"), encoding="utf-8") as file:
        conversations = [json.loads(line) for line in file]
    work(os.path.join(data, "base"), conversations, settings["hyperparameters"], model)


if __name__ == "__main__":
    main()
