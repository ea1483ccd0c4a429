import { type Witness, witnessesOf } from "../../../witnesses/witness";

const TOOLKIT = "aws/agent-toolkit-for-aws, managing-data-asset-access";

const REQUESTS = witnessesOf("datazone.subscription-requests", "services/datazone/subscriptions/requests.ts", [
  [
    "members-ask",
    "assumed",
    "Members of a project ask for access in its name, and nobody else.",
    "as its other writes",
  ],
  [
    "asked-once",
    "measured",
    "A second request of a project for a listing is refused with ConflictException: `SubscriptionRequest already exists for subscribed principal ... Listing ...`.",
    `${TOOLKIT}, requesting-access`,
  ],
  [
    "asked-again",
    "documented",
    "After a rejection, a revocation or a cancellation it may be asked for again.",
    "SageMaker Unified Studio user guide, Revoke an existing subscription; for a rejection it follows",
  ],
  ["listed", "assumed", "A listing that was taken from the catalog cannot be asked for.", "not documented"],
  [
    "auto-approved",
    "measured",
    "A request of who may decide on it is accepted with it; its event says `autoApproved`.",
    "aws-samples/amazon-datazone-examples, Collibra sync, whose role owns both projects; the sample event of the DataZone user guide",
  ],
  [
    "auto-approved-answer",
    "assumed",
    "The answer to a request that is approved with it shows it as PENDING, as its event does; who has asked is the reviewer.",
    "the sample event has both `autoApproved` and PENDING; the call's answer was not published",
  ],
  [
    "auto-approved-scope",
    "assumed",
    "A request that is approved with it gives the access that it asks for, filters among it.",
    "an acceptance of its own has no other word",
  ],
  [
    "cancelled",
    "documented",
    "Owners and contributors of the project that asks delete its pending request.",
    "DataZone user guide, Cancel a subscription request",
  ],
  [
    "changed",
    "assumed",
    "Owners and contributors of the project that asks change the reason of a pending request, and nothing of a decided one.",
    "ConflictException is among the errors of both operations",
  ],
  [
    "filters",
    "measured",
    "A list without a listing, an owning or an approving project is refused: `Missing required filters`.",
    `${TOOLKIT}, approving-access`,
  ],
  [
    "pending-only",
    "model",
    "A list without a status has pending requests only.",
    "service model, ListSubscriptionRequestsInput, status",
  ],
  ["projects", "assumed", "Users, groups and IAM principals ask for nothing here.", "a part of the service"],
]);

const READS = [
  ...witnessesOf("datazone.subscription-requests", "services/datazone/subscriptions/request-output.ts", [
    [
      "visible",
      "assumed",
      "Requests, subscriptions and grants are seen by members of the project that asks and of the one that owns the asset; others do not find them.",
      "the two sides of the decision",
    ],
    [
      "decided",
      "assumed",
      "A decided request is refused with ConflictException where it is to be decided again.",
      "ConflictException is among the operations' errors; they are PUT, and might answer the same again",
    ],
    [
      "unpublished",
      "assumed",
      "A request can be decided when its listing has been taken from the catalog since.",
      "not documented",
    ],
  ]),
  ...witnessesOf("datazone.subscription-requests", "services/datazone/data-access/model.ts", [
    [
      "gone",
      "assumed",
      "Requests, subscriptions, targets and grants go with the project that asks.",
      "DeleteProject deletes child entities where skipDeletionCheck says so; whether these are among them was not published",
    ],
  ]),
  ...witnessesOf("datazone.subscription-requests", "services/datazone/subscriptions/listing-snapshot.ts", [
    [
      "snapshot",
      "assumed",
      "A request and its subscription show the listing as it was when it was asked for.",
      "they name its revision",
    ],
  ]),
  ...witnessesOf("datazone.subscription-lists", "services/datazone/data-access/lists.ts", [
    [
      "order",
      "assumed",
      "Lists without an order have the oldest first, and `sortOrder` alone is about the creation.",
      "not documented",
    ],
  ]),
];

const DECISIONS = [
  ...witnessesOf("datazone.subscription-decisions", "services/datazone/data-access/parties.ts", [
    [
      "deciders",
      "documented",
      "Owners and contributors of the project that owns the asset decide.",
      "SageMaker Unified Studio user guide, Approve or reject a subscription request; DataZone user guide, events: owner or contributor",
    ],
    [
      "designations",
      "assumed",
      "Viewers, consumers and stewards neither decide nor ask.",
      "stewards may be given it in newer designations that can be composed",
    ],
  ]),
  ...witnessesOf("datazone.subscription-decisions", "services/datazone/subscriptions/given-access.ts", [
    [
      "full-access",
      "documented",
      "An acceptance without scopes gives all of the asset.",
      "SageMaker Unified Studio user guide, Approve or reject a subscription request, Full access",
    ],
    [
      "asked-scopes",
      "assumed",
      "An acceptance without scopes gives all of the asset where the request has asked for filters, too.",
      "an acceptance says itself which access it gives",
    ],
    ["no-filter", "assumed", "A scope without filters is refused.", "it would give everything by mistake"],
    ["five", "documented", "A subscription has at most 5 filters.", "DataZone user guide, quotas"],
    [
      "valid",
      "assumed",
      "Only VALID filters of the asset itself are taken.",
      "ValidationException is among the operation's errors",
    ],
    ["s3", "model", "Permissions READ and WRITE are about S3.", "service model, Permissions"],
    ["s3-only", "assumed", "Permissions of S3 are refused for assets that are no objects of S3.", "not documented"],
  ]),
  ...witnessesOf("datazone.subscription-decisions", "services/datazone/subscriptions/acceptance.ts", [
    [
      "subscription",
      "model",
      "An acceptance makes a subscription that is APPROVED and names its request.",
      "service model, SubscriptionStatus, subscriptionRequestId",
    ],
  ]),
  ...witnessesOf("datazone.subscription-decisions", "services/datazone/subscriptions/decisions.ts", [
    [
      "at-once",
      "model",
      "A decision is answered with the decided request, its reviewer and comment.",
      "service model, AcceptSubscriptionRequestOutput",
    ],
  ]),
];

const SUBSCRIPTIONS = witnessesOf("datazone.subscriptions", "services/datazone/subscriptions/subscriptions.ts", [
  [
    "revoked",
    "documented",
    "The owning project revokes, and a revoked subscription is not approved again.",
    "SageMaker Unified Studio user guide, Revoke an existing subscription",
  ],
  [
    "cancelled",
    "documented",
    "The subscribing project cancels.",
    "SageMaker Unified Studio user guide, Unsubscribe from an asset",
  ],
  [
    "retained",
    "documented",
    "Grants stay where permissions are retained.",
    "SageMaker Unified Studio user guide, Revoke an existing subscription, the optional checkbox",
  ],
  [
    "teardown",
    "measured",
    "The revocation is answered while access is still being taken back.",
    `${TOOLKIT}, auditing-and-revoking`,
  ],
  [
    "approved-only",
    "model",
    "A list without a status has approved subscriptions only.",
    "service model, ListSubscriptionsInput, status",
  ],
  [
    "request-filter",
    "assumed",
    "The request alone suffices as a filter of ListSubscriptions.",
    "it names one subscription; measured were listing and projects",
  ],
  [
    "ended",
    "assumed",
    "A subscription that has ended is refused with ConflictException.",
    "ConflictException is among the operations' errors",
  ],
]);

const ANNOUNCED = witnessesOf("datazone.events", "services/datazone/data-access/announcements.ts", [
  [
    "request-created",
    "documented",
    "Subscription Request Created has the content of the sample event.",
    "DataZone user guide, Working with events and notifications",
  ],
  [
    "subscription",
    "measured",
    "Subscription Created, Revoked and Cancelled have listing, principal, status and request.",
    "field evidence, section 7; what the Connecting-data-products guidance and data-solutions-framework-on-aws read",
  ],
  [
    "grants",
    "measured",
    "Events of grants come from SYSTEM, have asset, target and project, and no subscription.",
    "field evidence, section 7; what the Connecting-data-products guidance and data-solutions-framework-on-aws read",
  ],
  ["grant-status", "assumed", "The status in events of grants is the asset's.", "its values were not published"],
]);

/** Behaviours of requests to subscribe, decisions on them, subscriptions, and events of them. */
export const SUBSCRIPTION_WITNESSES: readonly Witness[] = [
  ...REQUESTS,
  ...READS,
  ...DECISIONS,
  ...SUBSCRIPTIONS,
  ...ANNOUNCED,
];
