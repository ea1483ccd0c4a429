import json
import os
import tempfile
import unittest

import conversations
import evaluate
import measures
import prepare
import train
from pipeline.definition import build_definition
from pipeline.jobs import Context
from tools.use_case import load_settings, load_use_case

SETTINGS = load_settings()


def talk(asked, answered="An answer of ours.", system=None):
    first = [] if system is None else [{"role": "system", "content": system}]
    return {"messages": [*first, {"role": "user", "content": asked}, {"role": "assistant", "content": answered}]}


TALKS = [talk(f"Question number {index}?", f"Answer number {index}.") for index in range(400)]


class ConversationsTest(unittest.TestCase):
    def test_a_good_conversation_has_no_problem(self):
        self.assertIsNone(conversations.problem_of(talk("How?", system="Be short."), SETTINGS))

    def test_every_problem_is_told_with_its_place(self):
        user, assistant = talk("a")["messages"]
        wrong = {
            "has no messages": {"messages": []},
            "without one of the roles": {"messages": [{"role": "robot", "content": "x"}]},
            "without text": {"messages": [{"role": "user", "content": " "}]},
            "not the first": {"messages": [user, {"role": "system", "content": "x"}, assistant]},
            "in turns": {"messages": [assistant, user]},
            "end with the assistant": {"messages": [user, assistant, user]},
            "characters; allowed": talk("x" * (SETTINGS["limits"]["characters"] + 1)),
            "forbids": talk("My card is 4111 1111 1111 1111."),
        }
        for part, conversation in wrong.items():
            self.assertIn(part, conversations.problem_of(conversation, SETTINGS), part)
        with self.assertRaisesRegex(conversations.BadConversations, "a.jsonl, line 2 has no messages"):
            conversations.accept([("a.jsonl, line 1", talk("a")), ("a.jsonl, line 2", {})], SETTINGS)

    def test_a_forbidden_text_is_not_repeated_in_the_message(self):
        self.assertNotIn("4111", conversations.problem_of(talk("4111 1111 1111 1111"), SETTINGS))

    def test_a_question_is_learned_once(self):
        lines = [("1", talk("Same?", "first")), ("2", talk(" same? ", "second")), ("3", talk("Other?"))]
        self.assertEqual([each["messages"][1]["content"] for each in conversations.accept(lines, SETTINGS)], ["first", "An answer of ours."])

    def test_no_question_is_in_two_sets_and_sets_stay(self):
        whole = conversations.split(TALKS, SETTINGS["shares"])
        part = conversations.split(TALKS[100:], SETTINGS["shares"])
        self.assertEqual(sum(len(found) for found in whole.values()), len(TALKS))
        for name, found in part.items():
            self.assertTrue(all(each in whole[name] for each in found))


class MeasuresTest(unittest.TestCase):
    def test_likeness_of_texts(self):
        self.assertEqual(measures.rouge_l("a b c d", "a x c d"), 0.75)
        self.assertEqual(measures.rouge_l("a b", "b a"), 0.5)
        self.assertEqual(measures.token_f1("a b", "B, A!"), 1)
        self.assertEqual(measures.token_f1("a", "b"), 0)
        self.assertEqual(measures.token_f1("", ""), 1)

    def test_every_metric_with_a_floor_is_measured(self):
        found = measures.summary([("a b", "a b"), ("c", " ")])
        self.assertLessEqual(set(SETTINGS["floors"]), set(found))
        self.assertEqual(found["empty"], 0.5)


class StepsTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = directory.name
        for name in ("code", "conversations"):
            os.makedirs(os.path.join(self.root, name))
        with open(os.path.join(self.root, "code", "settings.json"), "w", encoding="utf-8") as file:
            json.dump(SETTINGS, file)
        with open(os.path.join(self.root, "conversations", "a.jsonl"), "w", encoding="utf-8") as file:
            file.write("\n".join(json.dumps(each) for each in TALKS))

    def test_from_conversations_to_a_report(self):
        prepare.main(self.root)
        seen = []
        train.main(self.root, "/model", lambda *given: seen.append(given))
        base, learned, hyperparameters, model = seen[0]
        self.assertTrue(base.endswith("base"))
        self.assertEqual((hyperparameters, model), (SETTINGS["hyperparameters"], "/model"))
        self.assertGreater(len(learned), 300)
        evaluate.main(self.root, lambda messages: messages[-1]["content"].replace("Question", "Answer").replace("?", "."))
        with open(os.path.join(self.root, "report", "evaluation.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["metrics"]["exact"]["value"], 1)

    def test_a_broken_line_is_named(self):
        with open(os.path.join(self.root, "conversations", "b.jsonl"), "w", encoding="utf-8") as file:
            file.write('{"messages": []}\n{broken\n')
        with self.assertRaisesRegex(conversations.BadConversations, "b.jsonl, line 2"):
            prepare.main(self.root)


class TrainingTest(unittest.TestCase):
    def test_what_was_asked_is_not_learned(self):
        self.assertEqual(train.labels_of([1, 2, 3, 4], 2), [-100, -100, 3, 4])
        self.assertEqual(train.labels_of([1, 2], 9), [-100, -100])

    def test_the_same_data_give_the_same_order(self):
        self.assertEqual(train.arguments_of(SETTINGS["hyperparameters"])["seed"], 7)

    def test_samples_are_spread(self):
        self.assertEqual(evaluate.sample(list(range(10)), 3), [0, 3, 6])
        self.assertEqual(evaluate.sample([1], 3), [1])


class RegistrationTest(unittest.TestCase):
    def test_a_version_names_base_model_and_licence(self):
        use_case = load_use_case()
        images = {name: f"image/{name}:1" for name in SETTINGS["images"]}
        definition = build_definition(Context(use_case, SETTINGS, images))
        facts = definition["Steps"][-1]["Arguments"]["IfSteps"][0]["Arguments"]["CustomerMetadataProperties"]
        self.assertEqual(facts["baseModel"], use_case["options"]["baseModel"])
        self.assertEqual(facts["licence"], use_case["options"]["licence"])


if __name__ == "__main__":
    unittest.main()
