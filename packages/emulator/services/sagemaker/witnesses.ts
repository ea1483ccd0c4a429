import { type Witness, witnessesOf } from "../../witnesses/witness";

const GROUPS = witnessesOf("sagemaker", "services/sagemaker/groups.ts", [
  [
    "group-words",
    "documented",
    "A group that is not there, and one without a policy, are refused in the words that the Terraform provider takes for gone.",
    "terraform-provider-aws 5.100: does not exist; Cannot find Model Package Group; Cannot find resource policy",
  ],
  [
    "group-in-use",
    "model",
    "A group with versions is not deleted.",
    "sagemaker, DeleteModelPackageGroup (ConflictException); the words are ours",
  ],
  [
    "one-group",
    "assumed",
    "The name of a group is taken once; a second creation is a ValidationException.",
    "the model of CreateModelPackageGroup has no error for it",
  ],
]);

const STATE = witnessesOf("sagemaker", "services/sagemaker/registry-state.ts", [
  [
    "gone",
    "documented",
    "A group or a version that is not there is a ValidationException that says so.",
    "terraform-provider-aws 5.100 looks for these words of groups; of versions they are assumed",
  ],
  [
    "caller",
    "model",
    "The registry names who calls by ARN, and a session by the id of its role and its name.",
    "sagemaker, UserContext, IamIdentity",
  ],
]);

const VERSIONS = witnessesOf("sagemaker", "services/sagemaker/versions.ts", [
  [
    "token",
    "model",
    "A registration with a client token that was used before registers nothing, and answers with the version that is there.",
    "sagemaker, CreateModelPackage (ClientToken: guarantees that the call is idempotent)",
  ],
  [
    "changed-by",
    "model",
    "A version says who has changed it last, and when; one that nobody has changed says neither.",
    "sagemaker, DescribeModelPackage (LastModifiedBy, LastModifiedTime, IamIdentity); that creation does not count is assumed",
  ],
  [
    "properties-stay",
    "assumed",
    "An update adds properties to those that are there; only those that it names for removal go.",
    "sagemaker, UpdateModelPackage has CustomerMetadataPropertiesToRemove, which would have no use otherwise",
  ],
  [
    "completed",
    "assumed",
    "A version without validation is Completed at once, and waits for approval where the request says nothing.",
    "SageMaker Developer Guide, register a model version; AWS takes some seconds",
  ],
  [
    "small-letters",
    "documented",
    "ARNs of versions have the name of the group in small letters.",
    "ARNs in the SageMaker Developer Guide; moto does the same",
  ],
]);

const EVENTS = witnessesOf("sagemaker", "services/sagemaker/change-events.ts", [
  [
    "state-change",
    "documented",
    "A version that is made or changed, its properties included, is told on the default bus with the fields that were changed.",
    "SageMaker Developer Guide, EventBridge, model package state change (UpdatedModelPackageFields)",
  ],
]);

/** Behaviours of SageMaker's registry of models with their witnesses. */
export const SAGEMAKER_WITNESSES: readonly Witness[] = [...GROUPS, ...STATE, ...VERSIONS, ...EVENTS];
