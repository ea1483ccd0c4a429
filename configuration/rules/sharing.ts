import { show, type Path } from "../problems";
import { repeated, type Finding } from "./finding";
import { unknownAccount } from "./references";
import type { StageView } from "./view";

/** Accounts that accept an invitation exist, are associated at all, and are named once. */
export function invitedAccountsCanAccept(stage: StageView): Finding[] {
  const { sharing, accounts, governanceAccount } = stage.environment;
  const at = (index: number): Path => ["sharing", "invitedAccounts", index];
  const twice = repeated([...sharing.invitedAccounts.entries()], ([, key]) => key).map(
    ({ again: [index, key] }): Finding => ({
      code: "INVITATION_POINTLESS",
      path: at(index),
      got: `${show(key)} twice`,
      allowed: "an account once",
      reads: [{ path: ["sharing", "invitedAccounts"] }],
    }),
  );
  const others = sharing.invitedAccounts.flatMap((key, index): Finding[] => {
    const unknown = unknownAccount(stage, at(index), key);
    if (unknown.length > 0) return unknown;
    const reads = [{ path: ["accounts", key, "blueprints"] }];
    const pointless = { code: "INVITATION_POINTLESS", path: at(index), reads } as const;
    if (key === governanceAccount)
      return [
        {
          ...pointless,
          got: `${show(key)}, which owns the domain`,
          allowed: "accounts other than the governance account",
        },
      ];
    if (Object.keys(accounts[key].blueprints).length > 0) return [];
    return [
      {
        ...pointless,
        got: `${show(key)}, which has no blueprints`,
        allowed: "accounts with blueprints: no other is associated",
      },
    ];
  });
  return [...twice, ...others];
}

/** A share with the organization has somebody in the organization to share with. */
export function organizationShareHasMembers(stage: StageView): Finding[] {
  const { sharing, accounts, governanceAccount } = stage.environment;
  if (typeof sharing.principals === "string") return [];
  const members = [...stage.accounts].filter(
    (key) => key !== governanceAccount && Object.keys(accounts[key].blueprints).length > 0,
  );
  if (members.length === 0 || members.some((key) => !sharing.invitedAccounts.includes(key))) return [];
  const path = ["sharing", "principals"];
  const got = `${show(sharing.principals)}, though every account is invited from outside the organization`;
  const reads = [
    { path: ["sharing", "invitedAccounts"] },
    ...members.map((key) => ({ path: ["accounts", key, "blueprints"] })),
  ];
  return [
    {
      code: "SHARING_CONTRADICTION",
      path,
      got,
      allowed: '"accounts"',
      fix: 'write "accounts", or take the accounts off invitedAccounts',
      reads,
    },
  ];
}

/** A stage without principals of its own uses a share that exists. */
export function sharesWithoutPrincipalsExist({ environment }: StageView): Finding[] {
  const { principals, resourceShareArn } = environment.sharing;
  if (principals !== "none" || resourceShareArn !== undefined) return [];
  const fix = "give resourceShareArn, or name the principals";
  const reads = [{ path: ["sharing", "resourceShareArn"] }];
  const got = '"none", and no share is given: no account would be associated';
  return [
    {
      code: "SHARING_CONTRADICTION",
      path: ["sharing", "principals"],
      got,
      allowed: '"none" with resourceShareArn',
      fix,
      reads,
    },
  ];
}

/** The share names the organization that the stage says it belongs to. */
export function shareNamesOwnOrganization({ environment }: StageView): Finding[] {
  const { organizationId } = environment.organization;
  const { principals } = environment.sharing;
  if (organizationId === undefined || typeof principals === "string") return [];
  const arns = "organizationArn" in principals ? [principals.organizationArn] : principals.organizationalUnitArns;
  return arns.flatMap((arn, index): Finding[] => {
    if (arn.split("/")[1] === organizationId) return [];
    const place = "organizationArn" in principals ? ["organizationArn"] : ["organizationalUnitArns", index];
    const reads = [{ path: ["organization", "organizationId"] }];
    const allowed = `ARNs of organization ${show(organizationId)}`;
    return [{ code: "ORGANIZATION_ID", path: ["sharing", "principals", ...place], got: show(arn), allowed, reads }];
  });
}

/** Production accounts are protected against a destroy. */
export function productionIsProtected({ environment, accounts }: StageView): Finding[] {
  const production = [...accounts].find((key) => environment.accounts[key].production);
  if (environment.protection !== "none" || production === undefined) return [];
  const reads = [{ path: ["accounts", production, "production"] }];
  return [
    {
      code: "PROTECTION_NONE",
      path: ["protection"],
      got: `"none" with production account ${show(production)}`,
      allowed: '"data" or "all"',
      reads,
    },
  ];
}
