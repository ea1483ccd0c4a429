import { show, type Path } from "../problems";
import { outsideAccount } from "./arns";
import { enabledBlueprints } from "./blueprints";
import type { Evidence, Finding } from "./finding";
import { domainRegion } from "./references";
import type { StageView } from "./view";

/** The share that is given, and the handlers of pools, lie in the governance account and, where they have one, in the domain's Region. */
export function givenObjectsLieWithTheDomain(stage: StageView): Finding[] {
  const { owner, domain, environment } = stage;
  const key = owner?.environment.governanceAccount ?? "";
  if (owner === undefined || domain === undefined || !Object.hasOwn(owner.environment.accounts, key)) return [];
  const { id } = owner.environment.accounts[key];
  const evidence: Evidence = { stage: owner, path: ["accounts", key, "id"] };
  const handlers = Object.entries(environment.pools).flatMap(([pool, { source }]): [Path, string][] =>
    "handler" in source
      ? Object.entries(source.handler).map(([name, arn]) => [["pools", pool, "source", "handler", name], arn])
      : [],
  );
  const { resourceShareArn } = environment.sharing;
  const share: [Path, string][] =
    resourceShareArn === undefined ? [] : [[["sharing", "resourceShareArn"], resourceShareArn]];
  return [...share, ...handlers].flatMap(([path, arn]) => {
    const elsewhere = outsideAccount(path, arn, id, evidence);
    return elsewhere.length > 0 ? elsewhere : outsideRegion(path, arn, domain.region, domainRegion(stage));
  });
}

/** Keys, boundaries and roles that parameters of blueprints name lie in the account, and keys in the Region. */
export function parameterArnsBelongToAccount(stage: StageView): Finding[] {
  return enabledBlueprints(stage).flatMap(({ account, blueprint, path }) => {
    const { id } = stage.environment.accounts[account];
    const evidence: Evidence = { path: ["accounts", account, "id"] };
    const { exactly, globalParameters, regionalParameters } = blueprint;
    const regional = [
      { at: [...path, "regionalParameters"], parameters: regionalParameters },
      { at: [...path, "exactly", "regionalParameters"], parameters: exactly?.regionalParameters ?? {} },
    ].flatMap(({ at, parameters }) =>
      Object.entries(parameters).flatMap(([region, values]) =>
        Object.entries(values).flatMap(([name, value]) => {
          if (!OF_THE_ACCOUNT.includes(name)) return [];
          const elsewhere = outsideAccount([...at, region, name], value, id, evidence);
          return elsewhere.length > 0 ? elsewhere : outsideRegion([...at, region, name], value, region);
        }),
      ),
    );
    const global = Object.entries(globalParameters).flatMap(([name, value]) =>
      OF_THE_ACCOUNT.includes(name) ? outsideAccount([...path, "globalParameters", name], value, id, evidence) : [],
    );
    return [...regional, ...global];
  });
}

/** Parameters whose values are the account's own. */
const OF_THE_ACCOUNT: readonly string[] = ["KmsKeyArn", "PermissionsBoundaryArn", "sagemakerQueryExecutionRoleArn"];

/** An ARN that lies in another Region than it has to. */
export function outsideRegion(path: Path, arn: string, region: string, reads: readonly Evidence[] = []): Finding[] {
  const [prefix, , , place] = arn.split(":");
  if (prefix !== "arn" || place === "" || place === undefined || place === region) return [];
  return [{ code: "ARN_REGION", path, got: show(arn), allowed: `an ARN in Region ${show(region)}`, reads }];
}
