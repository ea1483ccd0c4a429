import type { MotoProxy } from "../../moto-proxy";

/** A target of a rule, as PutTargets has given it. */
export interface RuleTarget {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Readonly<Record<string, string>>;
    readonly InputTemplate: string;
  };
  readonly SqsParameters?: { readonly MessageGroupId?: string };
  readonly DeadLetterConfig?: { readonly Arn?: string };
}

/** A rule of a bus, as moto holds it. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  /** Name of its bus. */
  readonly bus: string;
  readonly enabled: boolean;
  /** Event pattern as JSON. @default - a rule with a schedule only */
  readonly pattern?: string;
  /** `rate(...)` or `cron(...)`. @default - none */
  readonly schedule?: string;
  readonly targets: readonly RuleTarget[];
}

/** Rules of an account in a Region. */
export async function rulesOf(proxy: MotoProxy, account: string, region: string): Promise<readonly Rule[]> {
  return ((await proxy.facts({ about: "rules", account, region })) ?? []) as Rule[];
}
