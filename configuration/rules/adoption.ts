import {
  ADOPTABLE_KINDS,
  ADOPTABLE_NAMES,
  adoptableKindOf,
  adoptedThrough,
  adoptionAddress,
  type AdoptableKindName,
} from "../../contracts/adoption";
import { AWS_OWNED, keyChoice } from "../../contracts/encryption-key";
import { nearest, show, type Path } from "../problems";
import { adoptAddress } from "../schema/adoption";
import type { Finding } from "./finding";
import type { DomainView, StageView } from "./view";

const at = (address: string): Path => ["adopt", address];

/** Every adopted object is one that the stage's file describes. */
export function adoptedObjectsExist(stage: StageView): Finding[] {
  if (Object.keys(stage.environment.adopt).length === 0) return [];
  const known = new Set(adoptableAddresses(stage));
  return Object.keys(stage.environment.adopt).flatMap((address): Finding[] => {
    // Of another form than an address: a problem of the file's form already.
    if (known.has(address) || !adoptAddress.safeParse(address).success) return [];
    const kind = adoptableKindOf(address);
    const finding = { code: "ADOPT_UNKNOWN", path: at(address), got: show(address) } as const;
    if (kind === undefined) {
      const property = adoptedThrough(address);
      const fix = property === undefined ? undefined : `write ${property} for the domain itself`;
      return [{ ...finding, allowed: `a kind of ${ADOPTABLE_NAMES.join(", ")}`, fix }];
    }
    const same = [...known].filter((candidate) => candidate.startsWith(`${kind}/`));
    const hint = nearest(address, same);
    const allowed = `${kind}/${ADOPTABLE_KINDS[kind].keys}, as this stage's file has it`;
    const fix =
      hint === undefined ? "describe the object in this file, or remove the entry" : `did you mean "${hint}"?`;
    return [{ ...finding, allowed, fix, ...homesOf(kind, address) }];
  });
}

/** A domain that is adopted keeps its key, so none is created for it. */
export function adoptedDomainsKeepTheirKey({ environment: { domain } }: StageView): Finding[] {
  if (!("adoptDomainId" in domain) || domain.adoptDomainId === undefined) return [];
  if (keyChoice(domain.kmsKeyArn).type !== "created") return [];
  return [
    {
      code: "ADOPT_KEY",
      path: ["domain", "kmsKeyArn"],
      got: "nothing, so a key would be created",
      allowed: `the ARN of the key that domain ${show(domain.adoptDomainId)} has, or ${show(AWS_OWNED)}`,
      reads: [{ path: ["domain", "adoptDomainId"] }],
    },
  ];
}

/** Ids have the form of their kind. */
export function adoptedIdsFit({ environment }: StageView): Finding[] {
  return Object.entries(environment.adopt).flatMap(([address, id]): Finding[] => {
    const kind = adoptableKindOf(address);
    if (kind === undefined || ADOPTABLE_KINDS[kind].idPattern.test(id)) return [];
    return [{ code: "ADOPT_ID", path: at(address), got: show(id), allowed: ADOPTABLE_KINDS[kind].id }];
  });
}

/** An object is adopted by one entry of one stage: two would fight over it. */
export function objectsAreAdoptedOnce(domain: DomainView): Finding[] {
  const seen = new Map<string, { stage: StageView; path: Path }>();
  return domain.flatMap((stage) =>
    Object.entries(stage.environment.adopt).flatMap(([address, id]): Finding[] => {
      const identity = identityOf(stage, address, id);
      const first = seen.get(identity);
      if (first === undefined) {
        seen.set(identity, { stage, path: at(address) });
        return [];
      }
      const got = `${show(id)}, which ${String(first.path[1])} of stage ${show(first.stage.name)} adopts, too`;
      return [{ code: "ADOPT_DUPLICATE", stage, path: at(address), got, allowed: "an id once", reads: [first] }];
    }),
  );
}

/** Objects with the same id in every account are told apart by the account; all names of one kind share its ids. */
function identityOf(stage: StageView, address: string, id: string): string {
  const [, account] = address.split("/");
  const name = adoptableKindOf(address);
  if (name === undefined) return `${address.split("/")[0]} ${id}`;
  const { object, sameIdInAccounts } = ADOPTABLE_KINDS[name];
  const place = sameIdInAccounts === true ? stage.environment.accounts[account]?.id : undefined;
  return [object, place, id].join(" ");
}

/** Places that describe the object of an address: what cannot be read there is no reason to miss it. */
function homesOf(kind: AdoptableKindName, address: string): Pick<Finding, "among" | "reads"> {
  const [, first = "", second = ""] = address.split("/");
  const { among, reads } = ADOPTABLE_KINDS[kind].describedAt(first, second);
  return {
    among: among.map((path) => ({ path })),
    ...(reads === undefined ? {} : { reads: reads.map((path) => ({ path })) }),
  };
}

/** Everything in a stage's file that can be adopted. */
function adoptableAddresses(stage: StageView): string[] {
  return ADOPTABLE_NAMES.flatMap((name) =>
    ADOPTABLE_KINDS[name].addresses(stage).map((keys) => adoptionAddress(name, ...keys)),
  );
}
