import { hostsProjects } from "../../resolve";
import { show } from "../../problems";
import { configurationsOf } from "../project-accounts";
import { unknownName, type Finding } from "../finding";
import { domainRegion } from "../references";
import type { OrganizationView } from "../view";
import { accountEvidence, accountOf, allPlaces, profileOf, useCaseViews, type PlaceView } from "./placed";

/** Accounts of use cases are their stages' own, and not those that own a domain. */
export function useCaseAccountsExist(organization: OrganizationView): Finding[] {
  return allPlaces(organization).flatMap((placed): Finding[] => {
    const { hub, at, place, target } = placed;
    if (target === undefined) return [];
    const path = [...at, "account"];
    const governance = target.owner?.environment.governanceAccount;
    if (place.account === governance) {
      const got = `${show(place.account)}, which owns the domain`;
      const allowed = "accounts that own no domain: whoever deploys there could change who may read what";
      const reads = [{ stage: target.owner, path: ["governanceAccount"] }];
      return [{ code: "USE_CASE_ACCOUNT", stage: hub, path, got, allowed, fix: "choose another account", reads }];
    }
    if (target.accounts.has(place.account)) return [];
    const names = [...target.accounts].filter((name) => name !== governance);
    const home = `accounts of stage ${show(target.name)}`;
    const among = [{ stage: target, path: ["accounts"] }];
    return [{ ...unknownName("ACCOUNT_UNKNOWN", { path, name: place.account, names, home, among }), stage: hub }];
  });
}

/** A project of a use case runs in an account that hosts projects, and where its profile deploys: in the Region of its domain. */
export function useCaseAccountsHostTheirProjects(organization: OrganizationView): Finding[] {
  return allPlaces(organization)
    .filter(({ ownsProject }) => ownsProject)
    .flatMap((placed) => {
      const account = accountOf(placed);
      if (account === undefined) return [];
      return hostsProjects(account) ? profileElsewhere(placed) : unfitAccount(placed);
    });
}

function unfitAccount(placed: PlaceView): Finding[] {
  const { hub, at, place, target } = placed;
  const got = `${show(place.account)}, which enables no blueprints, so no project runs in it`;
  const fix = `enable blueprints under accounts.${place.account} of ${target?.file ?? ""}, or choose another account`;
  const reads = accountEvidence(placed);
  const path = [...at, "account"];
  return [{ code: "USE_CASE_ACCOUNT", stage: hub, path, got, allowed: "accounts that host projects", fix, reads }];
}

/** Pool-bound profiles are checked as every project's are. */
function profileElsewhere(placed: PlaceView): Finding[] {
  const { hub, place, target } = placed;
  const { profile, path } = profileOf(placed);
  if (target?.domain === undefined) return [];
  const { region } = target.domain;
  const elsewhere = (configurationsOf(target, profile) ?? []).flatMap((configuration) => {
    if (!("account" in configuration.target)) return [];
    const { account, region: there } = configuration.target;
    return account === place.account && there === region ? [] : [`account ${show(account)} in ${there}`];
  });
  if (elsewhere.length === 0) return [];
  const got = `${show(profile)}, which deploys to ${elsewhere[0]} in stage ${show(target.name)}`;
  const allowed = `profiles that deploy to ${show(place.account)} in the Region of the domain, or to pools that offer it`;
  const reads = [
    ...accountEvidence(placed),
    { stage: hub, path: [...placed.at, "profile"] },
    { stage: target, path: ["profiles", profile] },
    { stage: target, path: ["domain"] },
    ...domainRegion(target),
  ];
  return [{ code: "USE_CASE_PROFILE", stage: hub, path, got, allowed, reads }];
}

/** A use case that is built and runs in one stage is in one account there; an account belongs to one stage anyway. */
export function useCaseIsInOneAccountOfAStage(organization: OrganizationView): Finding[] {
  return organization.stages.flatMap(useCaseViews).flatMap(({ hub, path, useCase: { build, stages } }) =>
    stages.flatMap(({ stage, account }, index): Finding[] => {
      if (stage !== build.stage || account === build.account) return [];
      return [
        {
          code: "USE_CASE_ACCOUNT",
          stage: hub,
          path: [...path, "stages", index, "account"],
          got: show(account),
          allowed: `${show(build.account)}, in which it is built: one stage is one place`,
          fix: "take the account of build",
          reads: [
            { stage: hub, path: [...path, "build"] },
            { stage: hub, path: [...path, "stages", index, "stage"] },
          ],
        },
      ];
    }),
  );
}
