/** Actions of functions that read settings, take messages, keep evidence and tell people. */
export const WORKER = {
  settings: ["s3:GetObject", "s3:GetObjectVersion"],
  evidence: ["s3:PutObject"],
  topics: ["sns:Publish"],
  /** Actions of Lambda in the role's name, which takes messages from the queue, and the function's own messages for later. */
  queue: [
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
  ],
  key: ["kms:Decrypt", "kms:GenerateDataKey"],
} as const;
