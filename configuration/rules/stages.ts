import { isDeepStrictEqual } from "node:util";
import { nearest, show, type Path } from "../problems";
import { list, repeated, unknownName, type Finding } from "./finding";
import type { OrganizationView, StageView } from "./view";

/** A stage joins a domain of a stage that exists and owns one. */
export function joinedStagesExist({ stages, byName, stageNames }: OrganizationView): Finding[] {
  return stages.flatMap((stage): Finding[] => {
    const { domain } = stage.environment;
    // A stage whose file cannot be evaluated exists all the same.
    if (!("fromStage" in domain) || (stageNames.has(domain.fromStage) && !byName.has(domain.fromStage))) return [];
    const target = byName.get(domain.fromStage);
    if (target?.ownsDomain === true) return [];
    const owners = stages.filter(({ ownsDomain }) => ownsDomain).map(({ name }) => name);
    const at = { stage, path: ["domain", "fromStage"], got: show(domain.fromStage) };
    const allowed = owners.length === 0 ? "a stage that owns a domain; none does" : `one of ${list(owners)}`;
    if (target !== undefined) {
      const self =
        target === stage
          ? "a stage cannot join its own domain"
          : `"${target.name}" joins another stage's domain itself`;
      return [
        {
          ...at,
          code: "DOMAIN_STAGE_JOINED",
          allowed,
          fix: `name the stage that owns the domain: ${self}`,
          reads: [{ stage: target, path: ["domain"] }],
        },
      ];
    }
    const hint = nearest(domain.fromStage, owners);
    return [
      { ...at, code: "DOMAIN_STAGE_UNKNOWN", allowed, fix: hint === undefined ? undefined : `did you mean "${hint}"?` },
    ];
  });
}

/** The governance account is one of the accounts of the stage that owns the domain. */
export function governanceAccountExists({ ownsDomain, environment }: StageView): Finding[] {
  const { governanceAccount: name, accounts } = environment;
  if (!ownsDomain || Object.hasOwn(accounts, name)) return [];
  const among = [{ path: ["accounts"] }];
  return [
    unknownName("ACCOUNT_UNKNOWN", {
      path: ["governanceAccount"],
      name,
      names: Object.keys(accounts),
      home: "accounts",
      among,
    }),
  ];
}

/** A stage that joins a domain names the same governance account, and if it describes it, it describes the same. */
export function governanceAccountIsTheOwners(stage: StageView): Finding[] {
  const { owner, environment, ownsDomain } = stage;
  if (ownsDomain || owner === undefined) return [];
  const key = owner.environment.governanceAccount;
  if (environment.governanceAccount !== key) {
    const path = ["governanceAccount"];
    const reads = [{ stage: owner, path }];
    const allowed = `${show(key)}, as in ${owner.file}`;
    return [{ code: "GOVERNANCE_DIFFERS", path, got: show(environment.governanceAccount), allowed, reads }];
  }
  const [own, theirs] = [environment.accounts[key], owner.environment.accounts[key]];
  if (own === undefined || theirs === undefined) return [];
  const different = Object.keys({ ...own, ...theirs }).filter(
    (name) => !isDeepStrictEqual(own[name as keyof typeof own], theirs[name as keyof typeof own]),
  );
  return different.map((name): Finding => {
    const path = ["accounts", key, name];
    const [got, allowed] = [own, theirs].map((account) => show(account[name as keyof typeof account]));
    return {
      code: "GOVERNANCE_DIFFERS",
      path,
      got,
      allowed: `${allowed}, as in ${owner.file}`,
      reads: [{ path }, { stage: owner, path }],
    };
  });
}

/** An AWS account is provisioned once: two entries would write to the same resources from two states. */
export function accountsAreProvisionedOnce({ stages }: OrganizationView): Finding[] {
  const entries = stages.flatMap((stage) =>
    [...stage.accounts].map((key) => ({ stage, key, id: stage.environment.accounts[key].id })),
  );
  const identity = ({ stage, key, id }: (typeof entries)[number]): string | undefined =>
    stage.mended.covers(["accounts", key, "id"]) ? undefined : id;
  return repeated(entries, identity).map(({ first, again }) => ({
    code: "ACCOUNT_ID_DUPLICATE",
    stage: again.stage,
    path: ["accounts", again.key, "id"],
    got: `${show(again.id)}, which is also ${again.stage === first.stage ? "" : `in ${first.stage.file}: `}accounts.${first.key}`,
    allowed: "an account id in one place only",
    reads: [
      { stage: first.stage, path: ["accounts", first.key, "id"] },
      // A joined stage may repeat the governance account, which is known by its owner's word only.
      ...[first.stage, again.stage].flatMap(({ ownsDomain, owner }) =>
        ownsDomain || owner === undefined ? [] : [{ stage: owner, path: ["governanceAccount"] }],
      ),
    ],
  }));
}

/** Settings that must be the same where states and names of both stages meet: in the governance account. */
const SHARED_SETTINGS: readonly { path: Path; why: string }[] = [
  { path: ["organization", "namePrefix"], why: "the function and the state bucket of the governance account carry it" },
  { path: ["organization", "partition"], why: "both stages use the governance account" },
  { path: ["state"], why: "this stage reads the states of the domain's stage" },
];

/** A stage that joins a domain keeps its states and names as the domain's stage does. */
export function joinedStagesShareSettings({ owner, ownsDomain, environment, domain }: StageView): Finding[] {
  if (ownsDomain || owner === undefined) return [];
  return SHARED_SETTINGS.flatMap(({ path, why }): Finding[] => {
    const [own, theirs] = [environment, owner.environment].map((file) => comparable(at(file, path), domain?.region));
    if (isDeepStrictEqual(own, theirs)) return [];
    const code = path[0] === "state" ? "STATE_DIFFERS" : "ORGANIZATION_DIFFERS";
    const reads = [{ path }, { stage: owner, path }];
    const fix = `write ${show(theirs)} here too, best from one fragment: ${why}`;
    return [{ code, path, got: show(own), allowed: `${show(theirs)}, as in ${owner.file}`, fix, reads }];
  });
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((inner, key) => (inner as Record<string, unknown>)[key as string], value);
}

/**
 * Reduces a value to what readers of the states need: the S3 backend's Region (the domain's where none is named), not
 * the way in which workspaces run.
 */
function comparable(value: unknown, region: string | undefined): unknown {
  if (typeof value !== "object" || value === null || !("backend" in value)) return value;
  if (value.backend === "s3") return { region, ...value };
  const { workspaces: _workspaces, ...rest } = value as { workspaces?: unknown };
  return rest;
}
