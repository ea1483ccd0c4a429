import { hubSettings } from "../../resolve";
import { show, type Path } from "../../problems";
import { outsideRegion } from "../arn-places";
import { outsideAccount } from "../arns";
import { entriesTwice } from "../entries-twice";
import type { Finding } from "../finding";
import type { StageView } from "../view";
import { useCaseViews } from "./placed";

/** Secrets of code hosts, and their keys, lie in the account of the functions that read them, and in its Region. */
export function codeHostSecretsLieWithTheFunctions(hub: StageView): Finding[] {
  const { governanceAccount, accounts } = hub.environment;
  const settings = hubSettings(hub.environment);
  const id = accounts[governanceAccount]?.id;
  const region = hub.domain?.region;
  if (settings === undefined || id === undefined || region === undefined) return [];
  const evidence = { path: ["accounts", governanceAccount, "id"] };
  return Object.entries(settings.codeHosts).flatMap(([key, { secretArn, secretKeyArn }]) =>
    Object.entries({ secretArn, secretKeyArn }).flatMap(([name, arn]) => {
      if (arn === undefined) return [];
      const path = ["aiops", "codeHosts", key, name];
      const elsewhere = outsideAccount(path, arn, id, evidence);
      return elsewhere.length > 0 ? elsewhere : outsideRegion(path, arn, region, [{ path: ["domain", "region"] }]);
    }),
  );
}

/** Lists of AI operations and use cases name everything once. */
export function useCaseListsHoldEntriesOnce(hub: StageView): Finding[] {
  const settings = hubSettings(hub.environment);
  if (settings === undefined) return [];
  const lists: [Path, readonly string[] | undefined][] = [
    ...networkLists(["aiops", "network"], settings.network),
    ...Object.entries(settings.codeHosts).flatMap(([key, host]): [Path, readonly string[] | undefined][] => {
      const { platformOwners, identityProviderExistsIn: existing } = host;
      const path = ["aiops", "codeHosts", key];
      return [
        [[...path, "platformOwners"], platformOwners],
        [[...path, "identityProviderExistsIn"], existing === "all" ? undefined : existing],
      ];
    }),
    ...useCaseViews(hub).flatMap(({ path, useCase }): [Path, readonly string[] | undefined][] => [
      [[...path, "owners"], useCase.owners],
      [[...path, "gates", "licences"], useCase.gates?.licences],
      ...networkLists([...path, "build", "network"], useCase.build.network),
      ...useCase.stages.flatMap(({ reviewers, network }, index): [Path, readonly string[] | undefined][] => [
        [[...path, "stages", index, "reviewers"], reviewers],
        ...networkLists([...path, "stages", index, "network"], network),
      ]),
    ]),
  ];
  return lists.flatMap(([path, entries]) => entriesTwice(path, entries ?? [], show));
}

function networkLists(
  path: Path,
  network: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] } | undefined,
): [Path, readonly string[] | undefined][] {
  return [
    [[...path, "subnetIds"], network?.subnetIds],
    [[...path, "securityGroupIds"], network?.securityGroupIds],
  ];
}
