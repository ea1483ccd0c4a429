import { findingsByReference } from "../by-reference";
import { policiesOf } from "../policy-documents";
import type { StackRule } from "../stack-under-test";

/** Every policy document is one that IAM takes, and every statement in it can have an effect. */
export const authorizationReference: StackRule = ({ json }) =>
  policiesOf(json).flatMap(({ place, statements, kind }) =>
    findingsByReference(statements, kind).map((finding) => `${place}, ${finding}`),
  );
