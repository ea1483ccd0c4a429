import { type Witness, witnessesOf } from "../../witnesses/witness";

/** Behaviours of Cloud Control with their witnesses. */
export const CLOUD_CONTROL_WITNESSES: readonly Witness[] = [
  ...witnessesOf("cloudcontrol.requests", "services/cloudcontrol/requests.ts", [
    [
      "client-token",
      "documented",
      "A request with a client token that was used before answers the first request's progress.",
      "API reference, CreateResource, ClientToken",
    ],
    [
      "desired-state",
      "model",
      "A desired state that the type's registry schema does not allow is refused before the handler runs.",
      "CloudFormation registry schemas of cfn-lint",
    ],
    [
      "no-update",
      "measured",
      "An update of a type without an update handler is refused with NotUpdatableException.",
      "field evidence, section 2, Cloud Control",
    ],
    [
      "handler-errors",
      "documented",
      "Errors of the API become the handler error codes of the CloudFormation contract, with the request id in the status message.",
      "CloudFormation CLI user guide, resource type contract errors",
    ],
    [
      "throttled-handler",
      "documented",
      "A handler that meets the service's rate tries again before it fails with Throttling.",
      "CloudFormation CLI user guide, resource type contract errors",
    ],
  ]),
  ...witnessesOf("cloudcontrol.resources", "services/cloudcontrol/resources.ts", [
    [
      "missing",
      "documented",
      "A resource that its handler does not find is answered with ResourceNotFoundException and status 400.",
      "API reference, GetResource, errors",
    ],
  ]),
  ...witnessesOf("cloudcontrol.types", "services/cloudcontrol/types.ts", [
    [
      "served",
      "assumed",
      "Types that the product does not use are answered with 501, where AWS would serve them.",
      "the emulator has only what the product calls",
    ],
  ]),
  ...witnessesOf("cloudcontrol.policy-grant", "services/cloudcontrol/policy-grant.ts", [
    [
      "configuration-gone",
      "assumed",
      "A grant on a blueprint configuration that is gone is not found, whatever ListPolicyGrants says.",
      "the handler's source is not public",
    ],

    [
      "write-only",
      "model",
      "The two grant filters of a principal are not in what is read.",
      "registry schema of AWS::DataZone::PolicyGrant, writeOnlyProperties",
    ],
  ]),
  ...witnessesOf("cloudcontrol.owner", "services/cloudcontrol/owner.ts", [
    [
      "identifier",
      "model",
      "An owner is identified by domain, entity, kind and id of the owner; who was meant is write-only.",
      "registry schema of AWS::DataZone::Owner, primaryIdentifier and writeOnlyProperties",
    ],
  ]),
  ...witnessesOf("cloudcontrol.blueprint-configuration", "services/cloudcontrol/blueprint-configuration.ts", [
    [
      "by-name",
      "measured",
      "A blueprint configuration takes the blueprint's name; an id does not exist.",
      "field evidence, section 2, Cloud Control",
    ],
    [
      "no-update",
      "measured",
      "Every update is refused with NotUpdatableException.",
      "field evidence, section 2, Cloud Control",
    ],
  ]),
];
