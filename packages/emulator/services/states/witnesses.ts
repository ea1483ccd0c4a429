import { type Witness, witnessesOf } from "../../witnesses/witness";

/** Behaviours of Step Functions. */
export const STATES_WITNESSES: readonly Witness[] = witnessesOf("states", "services/states/index.ts", [
  [
    "role",
    "documented",
    "Calls of an execution are made with the machine's role, or with the role that a task names, and IAM judges each of them.",
    "Step Functions Developer Guide, How Step Functions works with IAM; Accessing resources in other AWS accounts",
  ],
  [
    "trust",
    "assumed",
    "A machine is refused whose role states.amazonaws.com cannot assume, as AccessDeniedException.",
    "known from use; the reference has no such error",
  ],
  [
    "interpreter",
    "assumed",
    "Amazon States Language is moto's: what it does not have fails the execution.",
    "moto's interpreter comes from LocalStack, whose answers are compared with AWS",
  ],
  [
    "validation",
    "assumed",
    "ValidateStateMachineDefinition looks at the form only.",
    "moto does not have the operation; a wrong definition is refused when the machine is made",
  ],
]);
