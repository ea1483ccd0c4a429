import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours of requests to subscribe. */
export const SUBSCRIPTION_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.subscription-requests", "services/datazone/subscriptions/requests.ts", [
    ["pending", "model", "A request is PENDING until somebody decides.", "service model, SubscriptionRequestStatus"],
    ["members-ask", "assumed", "Members of a project ask for it, and nobody else.", "as its other writes"],
    [
      "asked-once",
      "assumed",
      "A second request of a project for a listing is refused while the first is pending.",
      "ConflictException is among the operation's errors",
    ],
    ["listed", "assumed", "What is not listed any more cannot be asked for.", "not documented"],
    [
      "visible",
      "assumed",
      "A request is seen by members of the project that asks and of the one that owns the asset.",
      "the two sides of the decision",
    ],
    ["gone", "assumed", "A request goes with the project that asks.", "as what else belongs to a project"],
    ["projects", "assumed", "Users, groups and IAM principals ask for nothing here.", "a part of the service"],
  ]),
];
