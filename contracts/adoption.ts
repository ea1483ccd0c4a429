import { DESCRIPTORS, type Kind } from "./kinds";
import type { Adoptable, AdoptingFile } from "./kinds/adoption";

export { blueprintGrantKey } from "./kinds/policy-grant";

type Descriptors = typeof DESCRIPTORS;
type NamesOf<D> = D extends { readonly adoption: infer A } ? keyof A & string : never;

/** First word of the address of an adopted object. */
export type AdoptableKindName = { [D in keyof Descriptors]: NamesOf<Descriptors[D]> }[keyof Descriptors];

/** An adoptable object, and which descriptor says how it is adopted. */
export interface AdoptableKind extends Adoptable {
  /** The object's descriptor: a kind of the control-plane function, or an object of the provider. */
  readonly object: keyof Descriptors;
}

/** Everything that can be adopted under an address. The domain itself has a property of its own, `domain.adoptDomainId`. */
export const ADOPTABLE_KINDS = Object.fromEntries(
  Object.entries(DESCRIPTORS).flatMap(([object, descriptor]) =>
    "adoption" in descriptor
      ? Object.entries<Adoptable>(descriptor.adoption).map(([name, adoptable]) => [name, { ...adoptable, object }])
      : [],
  ),
) as unknown as Readonly<Record<AdoptableKindName, AdoptableKind>>;

/** Names of everything that can be adopted. */
export const ADOPTABLE_NAMES = Object.keys(ADOPTABLE_KINDS) as AdoptableKindName[];

/** Address of an object in `adopt`. */
export function adoptionAddress(kindName: AdoptableKindName, ...keys: readonly string[]): string {
  return [kindName, ...keys].join("/");
}

/** The kind that an address begins with, where it is one. */
export function adoptableKindOf(address: string): AdoptableKindName | undefined {
  const [name = ""] = address.split("/", 1);
  return Object.hasOwn(ADOPTABLE_KINDS, name) ? (name as AdoptableKindName) : undefined;
}

/** Property of the configuration that adopts the object of an address whose kind `adopt` does not take. */
export function adoptedThrough(address: string): string | undefined {
  const [name = ""] = address.split("/", 1);
  const descriptor = Object.entries<object>(DESCRIPTORS).find(([object]) => object === name)?.[1];
  return descriptor !== undefined && "adoptedThrough" in descriptor ? String(descriptor.adoptedThrough) : undefined;
}

/** A kind that a function serves only where objects of it are adopted, and the key of the account whose function that is. */
export interface AdoptingFunction {
  readonly kind: Kind;
  readonly account: string;
}

/** The function that keeps an adopted object although it keeps no new ones; nothing for all others. */
export function adoptingFunction(
  address: string,
  file: AdoptingFile,
  governanceAccount: string,
): AdoptingFunction | undefined {
  const name = adoptableKindOf(address);
  if (name === undefined) return undefined;
  const { object, issuer } = ADOPTABLE_KINDS[name];
  const descriptor = DESCRIPTORS[object];
  if (!("servedBy" in descriptor) || descriptor.servedBy !== "adopting") return undefined;
  const [, ...keys] = address.split("/");
  return { kind: object as Kind, account: issuer?.(keys, file) ?? governanceAccount };
}
