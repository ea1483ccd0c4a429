import { type Witness, witnessesOf } from "../../../witnesses/witness";

const TARGETS = [
  ...witnessesOf("datazone.subscription-targets", "services/datazone/grants/targets.ts", [
    [
      "account",
      "measured",
      "Targets are written by who may in the environment's account, member of the project or not.",
      "field evidence, section 3, Create/Update/DeleteSubscriptionTarget",
    ],
    [
      "pass-role",
      "measured",
      "UpdateSubscriptionTarget needs no iam:PassRole for the role that it names.",
      "field evidence, section 3, Create/Update/DeleteSubscriptionTarget; that CreateSubscriptionTarget does follows",
    ],
    [
      "foreign",
      "measured",
      "From another account: `Authorized principal is not in the same account as the environment account`.",
      "field evidence, section 2, UpdateSubscriptionTarget",
    ],
    [
      "foreign-others",
      "assumed",
      "CreateSubscriptionTarget is refused in the same words, so are authorized principals of another account; DeleteSubscriptionTarget as not permitted.",
      "the words speak of principals; only UpdateSubscriptionTarget was measured",
    ],
    ["read", "assumed", "Everybody who may read the environment reads its targets.", "as environments"],
    [
      "automatic",
      "model",
      "A target makes its grants by itself unless it is MANUAL.",
      "service model, CreateSubscriptionTargetInput, subscriptionGrantCreationMode",
    ],
    [
      "automatic-default",
      "assumed",
      "A target is AUTOMATIC where nothing is said.",
      "so it was before there was a choice",
    ],
    ["same-name", "assumed", "Names of targets are unique in an environment.", "ConflictException is among the errors"],
    [
      "in-use",
      "assumed",
      "A target with grants cannot be deleted.",
      "ConflictException is among the operation's errors",
    ],
  ]),
  ...witnessesOf("datazone.subscription-targets", "services/datazone/grants/service-targets.ts", [
    [
      "data-lake",
      "documented",
      "An environment of the data lake has a target of the service for tables of Glue, as soon as it is up.",
      "DataZone user guide, Grant access to managed AWS Glue Data Catalog assets: assets are added to all data lake environments",
    ],
    [
      "names",
      "assumed",
      "The service's own target has the environment's name, type and form as samples have them, and the project's user role as its reader.",
      "not published for version V2",
    ],
    [
      "others",
      "assumed",
      "Environments of other blueprints than the data lake's have no target of the service, those of Redshift among them.",
      "there is no Redshift here",
    ],
  ]),
];

const GRANTS = [
  ...witnessesOf("datazone.subscription-grants", "services/datazone/grants/granting.ts", [
    [
      "automatic",
      "documented",
      "An approval grants access in the targets that are there at that moment, and take the type.",
      "DataZone user guide, Grant access to managed AWS Glue Data Catalog assets",
    ],
    [
      "no-retry",
      "measured",
      "A target that comes later gets nothing until somebody calls CreateSubscriptionGrant.",
      "field evidence, section 7, grant events; the same page of the user guide",
    ],
    [
      "managed",
      "documented",
      "The service carries out grants of managed types; of others it waits to be told.",
      "SageMaker Unified Studio user guide, Grant access for approved subscriptions to unmanaged assets",
    ],
    [
      "managed-types",
      "assumed",
      "The service carries out grants of all its asset types, views and objects of S3 among them.",
      "the guide names tables of Glue, and tables and views of Redshift",
    ],
    [
      "manual",
      "assumed",
      "The service carries out no grant in a MANUAL target.",
      "the model speaks of the grants' creation only",
    ],
    ["revoke-after-grant", "assumed", "Access that is on its way is taken back once it is there.", "not documented"],
    [
      "failed-stays",
      "assumed",
      "A grant that has failed stays as it is when its subscription ends.",
      "there is nothing to take back",
    ],
  ]),
  ...witnessesOf("datazone.subscription-grants", "services/datazone/data-access/grant-course.ts", [
    [
      "statuses",
      "model",
      "Grants and revocations are pending, then in progress, then done or failed; the whole has statuses of its own.",
      "service model, SubscriptionGrantStatus, SubscriptionGrantOverallStatus",
    ],
    [
      "overall",
      "assumed",
      "The whole is COMPLETED for an asset that is GRANTED and for one that is REVOKED.",
      "there is no other status for it",
    ],
  ]),
  ...witnessesOf("datazone.subscription-grants", "services/datazone/grants/grant-output.ts", [
    [
      "inaccessible",
      "assumed",
      "A grant whose environment is gone is INACCESSIBLE.",
      "service model, SubscriptionGrantOverallStatus; when the service says so was not published",
    ],
  ]),
  ...witnessesOf("datazone.subscription-grants", "services/datazone/data-access/outputs.ts", [
    [
      "scope-name",
      "model",
      "The scope of a granted asset names the filter that was made: `scopeName`.",
      "botocore 1.43.107, AssetScope; field evidence, section 5",
    ],
    [
      "scope-status",
      "assumed",
      "The status of a scope is PENDING, ACTIVE or FAILED, and the name has the asset and the subscription.",
      "the model has texts without values",
    ],
  ]),
  ...witnessesOf("datazone.subscription-grants", "services/datazone/grants/grants.ts", [
    [
      "unsubscribed",
      "measured",
      "A listing that the project has not subscribed to is refused.",
      "aws/agent-toolkit-for-aws, managing-data-asset-access, approving-access; ValidationException is assumed",
    ],
    [
      "creators",
      "assumed",
      "Owners and contributors of the project whose environment it is create and delete grants.",
      "the target is theirs; whether the owning project may was not published",
    ],
    [
      "one-per-target",
      "assumed",
      "A subscription has one grant in a target; one that has failed is deleted before the next.",
      "ConflictException is among the operation's errors",
    ],
    [
      "deleted",
      "assumed",
      "A grant that gives access is taken back before it goes, one that gives none goes at once, one on its way is refused.",
      "the operation answers with a status",
    ],
    [
      "ended",
      "measured",
      "After a revocation only the subscription's id leads to the grant.",
      "aws/agent-toolkit-for-aws, managing-data-asset-access, auditing-and-revoking",
    ],
    [
      "filters",
      "assumed",
      "ListSubscriptionGrants without any filter is refused like lists of requests.",
      "the words were measured for requests",
    ],
  ]),
  ...witnessesOf("datazone.subscription-grants", "services/datazone/grants/grant-reports.ts", [
    [
      "reported",
      "documented",
      "Who carries out a grant reports its status.",
      "SageMaker Unified Studio user guide, Grant access for approved subscriptions to unmanaged assets",
    ],
    [
      "reporters",
      "assumed",
      "Reports come from owners and contributors of one of the two projects.",
      "published handlers have roles that are members of neither or both",
    ],
    [
      "not-managed",
      "assumed",
      "Reports on grants that the service carries out are refused, and so is another word once there was a last one.",
      "ValidationException and ConflictException are among the operation's errors",
    ],
  ]),
];

/** Behaviours of subscription targets and of grants. */
export const GRANT_WITNESSES: readonly Witness[] = [...TARGETS, ...GRANTS];
