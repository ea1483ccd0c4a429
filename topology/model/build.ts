import type { Stage } from "../../configuration/model";
import { accessItems } from "./access";
import { accountItems, stageItem } from "./accounts";
import { domainItem, principalItems, unitItems } from "./domains";
import { poolItems, profileItems, projectItems } from "./profiles";
import { Sources, type StageFiles } from "./sources";
import type { Topology } from "./topology";

/** Input of {@link buildTopology} beside the stages. */
export interface TopologyOptions {
  /** Stage files by stage. */
  readonly files: StageFiles;
  /**
   * Prefix of links to them.
   *
   * @default - the working directory, as a relative path
   */
  readonly links?: string;
  /**
   * Stages to show. The domains that they join come along.
   *
   * @default - all
   */
  readonly only?: readonly string[];
}

/** The view of an organization, from checked and resolved stages (all of them, in apply order). Pure. */
export function buildTopology(stages: readonly Stage[], { files, links = "", only }: TopologyOptions): Topology {
  const sources = new Sources(files);
  const shown = only === undefined ? stages : stages.filter(({ name }) => only.includes(name));
  const homes = new Set(shown.map(({ domainStage }) => domainStage));
  const owners = stages.filter(({ name }) => homes.has(name));
  // A domain that only others' stages use comes with its owner's account and grants: both are part of the answer.
  const described = stages.filter((stage) => shown.includes(stage) || owners.includes(stage));
  const profiles = new Map(described.map((stage) => [stage.name, profileItems(stage, sources)] as const));
  return {
    format: 1,
    links,
    domains: owners.map((owner) =>
      domainItem(
        owner,
        described.filter(({ domainStage }) => domainStage === owner.name),
        sources,
      ),
    ),
    stages: described.map((stage) => stageItem(stage, sources)),
    accounts: described.flatMap((stage) => accountItems(stage, sources)),
    pools: described.flatMap((stage) => poolItems(stage, sources)),
    profiles: [...profiles.values()].flat(),
    projects: described.flatMap((stage) => projectItems(stage, sources)),
    units: owners.flatMap((owner) => unitItems(owner, sources)),
    principals: owners.flatMap((owner) => principalItems(owner, sources)),
    access: described.flatMap((stage) => accessItems(stage, profiles.get(stage.name) ?? [], sources)),
  };
}
