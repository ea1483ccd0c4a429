import { type Witness, witnessesOf } from "../../witnesses/witness";

/** Behaviours of code connections with their witnesses. */
export const CODE_CONNECTIONS_WITNESSES: readonly Witness[] = [
  ...witnessesOf("codeconnections", "services/codeconnections/index.ts", [
    [
      "pending",
      "documented",
      "A connection stays PENDING until a person has finished it in the console.",
      "Developer Tools console guide, connections workflow",
    ],
    [
      "host-in-use",
      "documented",
      "A host is deleted only when no connection goes through it.",
      "API reference, DeleteHost",
    ],
    [
      "one-name",
      "model",
      "A connection's name is taken once in an account; the second creation is refused.",
      "codeconnections, shape Connection: names are unique in an account; the code of the refusal is ours",
    ],
  ]),
  ...witnessesOf("codeconnections", "services/codeconnections/handshake.ts", [
    [
      "handshake",
      "documented",
      "A person makes a connection AVAILABLE, and sets up its host before that.",
      "Developer Tools console guide, create a connection to GitHub Enterprise Server",
    ],
    [
      "error",
      "assumed",
      "A connection that worked turns to ERROR and keeps its ARN.",
      "the model has the status ERROR and says nothing of how a connection comes to it",
    ],
  ]),
];
