import { parseTemplate } from "../support/template-json";
import { resourcesOf, type TerraformJson } from "../support/terraform-json";

/** A statement of a policy in a stack. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, readonly string[]>>;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A policy document and where it stands. */
export interface PlacedPolicy {
  /** `<address>.<argument>`. */
  readonly place: string;
  readonly type: string;
  readonly kind: "identity" | "resource" | "trust";
  /** Physical name of the resource, where it has one. */
  readonly name: string;
  readonly statements: readonly Statement[];
}

/** Every policy document of a stack. */
export function policiesOf(json: TerraformJson): PlacedPolicy[] {
  return resourcesOf(json).flatMap(({ type, address, block }) =>
    (["policy", "resource_policy", "assume_role_policy"] as const).flatMap((argument): PlacedPolicy[] => {
      const text = block[argument];
      if (typeof text !== "string") return [];
      const { Statement: statements } = parseTemplate(text) as { Statement: Statement[] };
      const isIdentity = type === "aws_iam_role_policy" || type === "aws_iam_policy";
      const kind = argument === "assume_role_policy" ? "trust" : isIdentity ? "identity" : "resource";
      return [
        {
          place: `${address}.${argument}`,
          type,
          kind,
          name: typeof block["name"] === "string" ? block["name"] : "",
          statements,
        },
      ];
    }),
  );
}
