import type { ConditionContext } from "../model";
import type { KeyFacts, Place } from "../policies/facts";
import { accountOfArn, type Asked, type Need } from "./need";
import { resourceTags } from "./tags";

/** Use of a key by a service in the name of its caller. */
export interface KeyUse {
  /** Name of the service as in `kms:ViaService`, without the Region. */
  readonly service: string;
  readonly actions: readonly string[];
  /** Place of the key, where its name does not say. */
  readonly place: Place;
  readonly encryptionContext?: Readonly<Record<string, string>>;
  /** The service makes the grant for a resource of its own. @default false */
  readonly grantsForResource?: boolean;
}

/**
 * Needs of the caller when a service uses a key in its name. AWS's own keys (`aws/s3`) let every principal of their
 * account through, so these need nothing; a key that does not exist is left to the service.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export async function keyUse(asked: Asked, key: string, use: KeyUse): Promise<Need[]> {
  const place = placeOfKey(key, use.place);
  const facts = await asked.facts.key(key, place);
  if (facts === undefined || facts.managed) return [];
  const context: ConditionContext = {
    ...keyContext(facts, asked.call.account),
    ...encryptionContext(use.encryptionContext ?? {}),
    "aws:viaawsservice": "true",
    "kms:viaservice": `${use.service}.${place.region}.amazonaws.com`,
    ...(use.grantsForResource === true ? { "kms:grantisforawsresource": "true" } : {}),
  };
  return use.actions.map((action) => ({ action, resource: facts.arn, accountId: accountOfArn(facts.arn), context }));
}

/** Account and Region in a key's ARN, else those given. */
export function placeOfKey(key: string, place: Place): Place {
  const [, , , region, account] = key.split(":");
  return key.startsWith("arn:") ? { account, region } : place;
}

/** Condition keys that a key brings. */
export function keyContext(key: KeyFacts, callerAccount: string): ConditionContext {
  return {
    "kms:calleraccount": callerAccount,
    ...(key.aliases.length > 0 ? { "kms:resourcealiases": key.aliases } : {}),
    ...resourceTags(key.tags),
  };
}

/** Condition keys of an encryption context. */
export function encryptionContext(pairs: Readonly<Record<string, string>>): ConditionContext {
  const keys = Object.keys(pairs);
  if (keys.length === 0) return {};
  const values = Object.entries(pairs).map(([key, value]) => [`kms:encryptioncontext:${key.toLowerCase()}`, value]);
  return { ...(Object.fromEntries(values) as Record<string, string>), "kms:encryptioncontextkeys": keys };
}
