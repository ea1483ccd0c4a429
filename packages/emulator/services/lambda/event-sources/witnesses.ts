import { type Witness, witnessesOf } from "../../../witnesses/witness";

const MAPPINGS: readonly Witness[] = [
  ...witnessesOf("lambda.event-sources", "services/lambda/event-sources/operations.ts", [
    [
      "states",
      "documented",
      "A mapping is Creating, Updating, Enabling, Disabling or Deleting in the answer to the call that changes it.",
      "Lambda API Reference, EventSourceMappingConfiguration",
    ],
    [
      "at-once",
      "assumed",
      "Changes of a mapping take effect before the call is answered.",
      "Lambda takes up to a minute, and says nothing about the order in which pollers follow",
    ],
    [
      "same-pair",
      "measured",
      "A second mapping of the same queue to the same function is refused with the UUID of the first.",
      "DataBiosphere/azul#3399, aws/chalice#2146",
    ],
  ]),
  ...witnessesOf("lambda.event-source-checks", "services/lambda/event-sources/checks.ts", [
    [
      "role",
      "documented",
      "The function's role needs ReceiveMessage, DeleteMessage and GetQueueAttributes on the queue before a mapping can be made.",
      "Lambda Developer Guide, Creating and configuring an Amazon SQS event source mapping",
    ],
    [
      "visibility",
      "documented",
      "A queue whose visibility timeout is shorter than the function's timeout is refused.",
      "Lambda Developer Guide, Creating and configuring an Amazon SQS event source mapping",
    ],
    [
      "batch-size",
      "documented",
      "A batch of more than 10 messages needs a window; queues with an order have neither windows nor larger batches.",
      "Lambda API Reference, CreateEventSourceMapping (BatchSize, MaximumBatchingWindowInSeconds)",
    ],
    [
      "words",
      "assumed",
      "A queue that is not there and a filter that is no pattern are refused as InvalidParameterValueException.",
      "the code is documented, its words are not",
    ],
  ]),
];

const POLLING: readonly Witness[] = [
  ...witnessesOf("lambda.polling", "services/lambda/event-sources/poller.ts", [
    [
      "role",
      "documented",
      "Messages are received and deleted in the name of the function's role, and IAM judges each of these calls.",
      "Lambda Developer Guide, Using Lambda with Amazon SQS (execution role permissions)",
    ],
    [
      "concurrency",
      "documented",
      "A mapping has five batches at work at most, or as many as its MaximumConcurrency says.",
      "Lambda Developer Guide, Configuring scaling behavior for SQS event source mappings; it never scales beyond five here",
    ],
    [
      "window",
      "documented",
      "A batch that is not full waits for the batching window.",
      "Lambda Developer Guide, Using Lambda with Amazon SQS (polling and batching)",
    ],
    [
      "idle",
      "assumed",
      "An empty queue is not asked: the emulator looks at moto's queues five times a second and receives where there is something.",
      "Lambda polls all the time; calls that find nothing would hide the others in logs and counts",
    ],
    [
      "refused",
      "assumed",
      "After a refused call a mapping waits two seconds and says so in LastProcessingResult.",
      "neither the pause nor the words are documented",
    ],
  ]),
  ...witnessesOf("lambda.batches", "services/lambda/event-sources/batch.ts", [
    [
      "event",
      "documented",
      "The event of a batch has the members that AWS lists.",
      "Lambda Developer Guide, Using Lambda with Amazon SQS (example event)",
    ],
    [
      "partial",
      "documented",
      "With ReportBatchItemFailures only the messages that the function names stay; an answer with an empty or missing identifier keeps all.",
      "Lambda Developer Guide, Handling errors for an SQS event source",
    ],
    [
      "unknown-identifier",
      "assumed",
      "An answer that names a message which was not in the batch keeps all of them.",
      "the page names empty, missing and misspelt identifiers only",
    ],
  ]),
  ...witnessesOf("lambda.event-filters", "services/lambda/event-sources/filter.ts", [
    [
      "dropped",
      "documented",
      "Messages that no filter lets through are deleted from the queue; a body that is no JSON is matched as text.",
      "Lambda Developer Guide, Using event filtering with an Amazon SQS event source",
    ],
  ]),
];

/** Behaviours of event source mappings, and of the polling of their queues. */
export const EVENT_SOURCE_WITNESSES: readonly Witness[] = [...MAPPINGS, ...POLLING];
