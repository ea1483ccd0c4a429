import { show, type Path } from "../problems";
import { unknownAssetType } from "./catalog-rules";
import { unknownTerm } from "./catalog-terms";
import { misplacedPart } from "./domain-part";
import { entriesTwice } from "./entries-twice";
import { unknownName, type Finding } from "./finding";
import { unknownGroup, unknownUnit } from "./references";
import type { OrganizationView, StageView } from "./view";

type DataAccess = NonNullable<StageView["environment"]["application"]>["dataAccess"];
type AccessRule = DataAccess["rules"][number];

const AT: Path = ["application", "dataAccess"];
const TERMS = ["terms", "columnTerms"] as const;
const UNITS = ["producerUnits", "consumerUnits"] as const;
const STAGES = ["producerStages", "consumerStages"] as const;
const SETS = ["terms", "columns", "columnTerms", "requesterGroups"] as const;
const RANGES = ["durationDays", "projectAgeDays"] as const;

/** Rules on access to data, where the stage's file has some and is the place for them. */
export const dataAccessOf = (stage: StageView): DataAccess | undefined =>
  stage.ownsDomain ? stage.environment.application?.dataAccess : undefined;

/** The governance application is in the stage that owns the domain. */
export function applicationComesWithTheDomain(stage: StageView): Finding[] {
  const [what, allowed] = ["the governance application", "it in the stage that owns the domain"];
  return misplacedPart(stage, "application", { code: "APPLICATION_MISPLACED", what, allowed });
}

/** Rules on access have ids of their own. */
export function accessRuleIdsDiffer(stage: StageView): Finding[] {
  const rules = dataAccessOf(stage)?.rules ?? [];
  return entriesTwice([...AT, "rules"], rules, ({ id }) => `rule ${show(id)}`);
}

/** Purposes, queues, units, terms, asset types and groups that rules on access name exist. */
export function accessRuleReferencesExist(stage: StageView): Finding[] {
  const dataAccess = dataAccessOf(stage);
  if (dataAccess === undefined) return [];
  return [
    ...listed([...AT, "restrictedTerms"], dataAccess.restrictedTerms, (path, term) => unknownTerm(stage, path, term)),
    ...unknownQueue(dataAccess, [...AT, "otherwise", "queue"], dataAccess.otherwise.queue),
    ...dataAccess.rules.flatMap((rule, index) => {
      const path = [...AT, "rules", index];
      return [
        ...unknownInConditions(stage, dataAccess, [...path, "when"], rule.when),
        ...unknownInOutcome(stage, dataAccess, [...path, "outcome"], rule.outcome),
        ...rule.examples.flatMap(({ decidedBy }, example) =>
          unknownRule(dataAccess, [...path, "examples", example, "decidedBy"], decidedBy),
        ),
      ];
    }),
  ];
}

/** Stages that rules on access name are those of the domain. */
export function accessRuleStagesExist(organization: OrganizationView): Finding[] {
  return organization.stages.flatMap((owner) =>
    (dataAccessOf(owner)?.rules ?? []).flatMap(({ when }, index) =>
      STAGES.flatMap((side) =>
        listed([...AT, "rules", index, "when", side], when[side], (path, name) =>
          unknownStage(organization, owner, path, name),
        ),
      ),
    ),
  );
}

function unknownStage({ stages, stageNames }: OrganizationView, owner: StageView, path: Path, name: string): Finding[] {
  const inDomain = stages.filter((stage) => stage.owner === owner).map((stage) => stage.name);
  if (inDomain.includes(name)) return [];
  const other = stages.find((stage) => stage.name === name);
  // Nobody knows which domain the stage of an unreadable file joins.
  if (other === undefined && stageNames.has(name)) return [];
  const finding = unknownName("STAGE_UNKNOWN", { path, name, names: inDomain, home: "the domain's stages", among: [] });
  const reads = other === undefined ? [] : [{ stage: other, path: ["domain"] }];
  return [{ ...finding, stage: owner, fix: "name a stage that uses this domain", reads }];
}

/** Every condition of a rule on access asks for something. */
export function accessConditionsAskForSomething(stage: StageView): Finding[] {
  const rules = dataAccessOf(stage)?.rules ?? [];
  return rules.flatMap(({ when }, index) =>
    [...SETS, ...RANGES].flatMap((name): Finding[] => {
      const condition: object | undefined = when[name];
      if (condition === undefined || Object.values(condition).some((value) => value !== undefined)) return [];
      const path = [...AT, "rules", index, "when", name];
      const isRange = RANGES.some((range) => range === name);
      const allowed = isRange ? "min, max or both" : "at least one of any, all and none";
      return [{ code: "ACCESS_RULE_CONDITION", path, got: "nothing that is asked for", allowed, reads: [{ path }] }];
    }),
  );
}

/** People are reminded of a request before it lapses. */
export function heldRequestsLapseAfterReminders(stage: StageView): Finding[] {
  const dataAccess = dataAccessOf(stage);
  if (dataAccess === undefined) return [];
  const holds = [
    { path: [...AT, "otherwise"], hold: dataAccess.otherwise },
    ...dataAccess.rules.flatMap(({ outcome }, index) =>
      "hold" in outcome ? [{ path: [...AT, "rules", index, "outcome", "hold"], hold: outcome.hold }] : [],
    ),
  ];
  return holds.flatMap(({ path, hold: { remindAfterDays, lapseAfterDays } }): Finding[] => {
    if (remindAfterDays < lapseAfterDays) return [];
    const got = `${lapseAfterDays}, with a reminder after ${remindAfterDays}`;
    const allowed = `more than ${remindAfterDays} days`;
    const reads = ["remindAfterDays", "lapseAfterDays"].map((name) => ({ path: [...path, name] }));
    return [{ code: "ACCESS_HOLD_TIMES", path: [...path, "lapseAfterDays"], got, allowed, reads }];
  });
}

function unknownInConditions(
  stage: StageView,
  { purposes }: DataAccess,
  path: Path,
  when: AccessRule["when"],
): Finding[] {
  return [
    ...UNITS.flatMap((name) => listed([...path, name], when[name], (at, unit) => unknownUnit(stage, at, unit))),
    ...TERMS.flatMap((name) => inSet([...path, name], when[name] ?? {}, (at, term) => unknownTerm(stage, at, term))),
    ...inSet([...path, "requesterGroups"], when.requesterGroups ?? {}, (at, group) => unknownGroup(stage, at, group)),
    ...listed([...path, "assetTypes"], when.assetTypes, (at, type) => unknownAssetType(stage, at, type)),
    ...listed([...path, "purposes"], when.purposes, (at, name) =>
      unknownKey("PURPOSE_UNKNOWN", "purposes", purposes, at, name),
    ),
  ];
}

function unknownInOutcome(
  stage: StageView,
  dataAccess: DataAccess,
  path: Path,
  outcome: AccessRule["outcome"],
): Finding[] {
  if ("hold" in outcome) return unknownQueue(dataAccess, [...path, "hold", "queue"], outcome.hold.queue);
  if (!("approve" in outcome)) return [];
  const { columns } = outcome.approve;
  const terms = columns !== "all" && "withoutTerms" in columns ? columns.withoutTerms : undefined;
  const at = [...path, "approve", "columns", "withoutTerms"];
  return listed(at, terms, (place, term) => unknownTerm(stage, place, term));
}

function unknownQueue({ queues }: DataAccess, path: Path, name: string): Finding[] {
  return unknownKey("QUEUE_UNKNOWN", "queues", queues, path, name);
}

function unknownKey(
  code: "PURPOSE_UNKNOWN" | "QUEUE_UNKNOWN",
  map: "purposes" | "queues",
  known: object,
  path: Path,
  name: string,
): Finding[] {
  if (Object.hasOwn(known, name)) return [];
  const home = [...AT, map];
  return [unknownName(code, { path, name, names: Object.keys(known), home: home.join("."), among: [{ path: home }] })];
}

function unknownRule({ rules }: DataAccess, path: Path, name: string | undefined): Finding[] {
  const names = ["none", ...rules.map(({ id }) => id)];
  if (name === undefined || names.includes(name)) return [];
  const home = [...AT, "rules"];
  const finding = unknownName("ACCESS_RULE_UNKNOWN", { path, name, names, home: home.join("."), among: [] });
  // A rule whose id could not be read may be the one that is meant.
  return [{ ...finding, reads: [{ path: home }] }];
}

function listed(
  path: Path,
  names: readonly string[] | undefined,
  findings: (path: Path, name: string) => Finding[],
): Finding[] {
  return (names ?? []).flatMap((name, index) => findings([...path, index], name));
}

function inSet(
  path: Path,
  condition: NonNullable<AccessRule["when"]["terms"]>,
  findings: (path: Path, name: string) => Finding[],
): Finding[] {
  return (["any", "all", "none"] as const).flatMap((part) => listed([...path, part], condition[part], findings));
}
