import { type Witness, witnessesOf } from "../witnesses/witness";

/** Behaviours of event buses: patterns, rules and their targets. */
export const EVENT_WITNESSES: readonly Witness[] = [
  ...witnessesOf("events.patterns", "events/patterns/pattern.ts", [
    [
      "fields",
      "documented",
      "Every field that a pattern names has to have one of its values; of a list in the event one element is enough.",
      "EventBridge User Guide, Creating Amazon EventBridge event patterns",
    ],
    [
      "list-of-objects",
      "assumed",
      "Fields of a pattern below a list of objects have to fit in one and the same object.",
      "so does aws/event-ruler, which EventBridge is built on; the guide does not say",
    ],
  ]),
  ...witnessesOf("events.operators", "events/patterns/values.ts", [
    [
      "operators",
      "documented",
      "prefix, suffix, equals-ignore-case, wildcard, numeric, cidr, exists, anything-but and $or decide as the guide says.",
      "EventBridge User Guide, Comparison operators for use in event patterns",
    ],
    [
      "leaves",
      "documented",
      "exists looks at leaves: a field that holds an object does not exist.",
      "EventBridge User Guide, Comparison operators (exists matching)",
    ],
  ]),
  ...witnessesOf("events.pattern-check", "events/patterns/check.ts", [
    [
      "refused",
      "documented",
      "A pattern with an empty list, a value outside of a list or an unknown operator is refused as InvalidEventPatternException.",
      "EventBridge User Guide, Event patterns; the reasons' words are assumed",
    ],
  ]),
];
