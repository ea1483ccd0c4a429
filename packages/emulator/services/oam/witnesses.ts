import { type Witness, witnessesOf } from "../../witnesses/witness";

/** Behaviours of CloudWatch's observability access manager with their witnesses. */
export const OAM_WITNESSES: readonly Witness[] = [
  ...witnessesOf("oam", "services/oam/sinks.ts", [
    ["one-sink", "documented", "An account has one sink in a Region.", "OAM API Reference, CreateSink"],
    [
      "sink-in-use",
      "documented",
      "A sink is deleted only when no link leads to it.",
      "OAM API Reference, DeleteSink: you must delete all links to a sink before you can delete it",
    ],
    [
      "no-policy",
      "assumed",
      "The policy of a sink that never had one is not found.",
      "the model has no other error for it, and none that says so",
    ],
  ]),
  ...witnessesOf("oam", "services/oam/index.ts", [
    ["tags", "model", "Sinks and links have tags, and those of what is not there are not found.", "oam, TagResource"],
  ]),
  ...witnessesOf("oam", "services/oam/links.ts", [
    [
      "sink-policy",
      "documented",
      "A link is made only where the sink's policy allows the account, with all types that it shares (oam:ResourceTypes).",
      "OAM API Reference, CreateLink and PutSinkPolicy",
    ],
    [
      "same-region",
      "documented",
      "A link is in the Region of its sink and in another account.",
      "CloudWatch User Guide, CloudWatch cross-account observability",
    ],
    [
      "label",
      "assumed",
      "The label of a link shows the account's id for $AccountName.",
      "the sandbox's accounts have no names",
    ],
  ]),
];
