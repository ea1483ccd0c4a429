import type { Store } from "../../store";
import type { NamedPolicy } from "../model";
import type { Facts } from "./facts";
import { tagsOf } from "../requests/tags";

/** Words of AssumeRole about a session, for as long as its access key is used. */
export interface Session {
  /** Narrow the session to what they allow. @default - not narrowed */
  readonly policies?: readonly NamedPolicy[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly sourceIdentity?: string;
}

type Sessions = Record<string, Session>;

const sessionsOf = (store: Store): Sessions => store.state<Sessions>("sts", "global", "global", () => ({}));

/** The session of an access key; empty for those that AssumeRole gave without policies, tags and source identity. */
export function sessionOf(store: Store, accessKeyId: string): Session {
  return sessionsOf(store)[accessKeyId] ?? {};
}

interface AssumeRoleInput {
  readonly RoleArn?: string;
  readonly Policy?: string;
  readonly PolicyArns?: readonly { readonly arn?: string }[];
  readonly SourceIdentity?: string;
  readonly Tags?: unknown;
}

/**
 * Remembers what AssumeRole was asked for under the access key that it has answered with: moto forgets it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export async function rememberSession(
  store: Store,
  facts: Facts,
  input: Readonly<Record<string, unknown>>,
  answer: string,
): Promise<void> {
  const { RoleArn = "", Policy, PolicyArns = [], SourceIdentity, Tags } = input as AssumeRoleInput;
  const accessKeyId = /<AccessKeyId>([^<]+)<\/AccessKeyId>/.exec(answer)?.[1];
  const account = RoleArn.split(":")[4];
  const managed = await Promise.all(PolicyArns.map(({ arn = "" }) => managedPolicy(facts, account, arn)));
  const inline = Policy === undefined ? [] : [{ name: "session", document: parse(Policy) }];
  const policies = [...inline, ...managed];
  const tags = tagsOf(Tags);
  const session: Session = {
    ...(policies.length > 0 ? { policies } : {}),
    ...(Object.keys(tags).length > 0 ? { tags } : {}),
    ...(SourceIdentity === undefined ? {} : { sourceIdentity: SourceIdentity }),
  };
  if (accessKeyId === undefined || Object.keys(session).length === 0) return;
  sessionsOf(store)[accessKeyId] = session;
  store.changed();
}

/** A policy that does not exist allows nothing. */
async function managedPolicy(facts: Facts, account: string, arn: string): Promise<NamedPolicy> {
  return (await facts.managedPolicy(account, arn)) ?? { name: arn, document: { Statement: [] } };
}

function parse(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return document; // not understood, which the evaluator refuses
  }
}
