import { stackId } from "../../contracts/layers";
import type { ChangeAction, DomainItem, Item, PlannedItem, PlannedStage, Topology } from "../model";
import { byAction, ItemChanges } from "./changes";
import type { StackPlan } from "./stack-plan";
import { subjectOf, type PlannedStack, type Subject } from "./subjects";

/** The plan of a stack, or why there is none. */
export type PlanOfStack = PlannedStack &
  ({ readonly plan: StackPlan } | { readonly plan?: undefined; readonly reason: string });

/** Addresses that are listed per thing; of a new account there are about 90. */
const LISTED = 25;

/** The view with what saved plans would do to its items. Pure. */
export function withPlan(topology: Topology, plans: readonly PlanOfStack[]): Topology {
  const items = new Map<string, ItemChanges>();
  const lines = new Map<string, ItemChanges>();
  const count = (map: Map<string, ItemChanges>, id: string): ItemChanges => {
    const entry = map.get(id) ?? new ItemChanges();
    map.set(id, entry);
    return entry;
  };
  for (const stack of plans) {
    for (const { address, action } of stack.plan?.changes ?? []) {
      const { id, main, shareLine, also } = subjectOf(stack, address);
      count(items, id).add(action, main);
      for (const other of also) count(items, other).add(action, false);
      if (shareLine !== undefined) count(lines, shareLine).add(action, true);
    }
  }
  const changed = <T extends Item>(item: T): T => attach(item, "change", items.get(subjectIdOf(item)));
  return {
    ...topology,
    domains: topology.domains.map((domain) => withStatuses(changed(domain), plans)),
    stages: topology.stages.map((stage) => ({
      ...changed(stage),
      ...(stage.share === undefined ? {} : { share: changed(stage.share) }),
    })),
    accounts: topology.accounts.map((account) => attach(changed(account), "shareChange", lines.get(account.id))),
    pools: topology.pools.map(changed),
    profiles: topology.profiles.map(changed),
    projects: topology.projects.map(changed),
    units: topology.units.map(changed),
    principals: topology.principals.map(changed),
    access: topology.access.map(changed),
    plan: { stages: stagesOf(plans), changes: plannedItems(topology, plans) },
  };
}

/** A domain with the statuses of its connections, where the plan of their stack tells them. */
function withStatuses(domain: DomainItem, plans: readonly PlanOfStack[]): DomainItem {
  const plan = plans.find(({ stage, layer }) => stage === domain.stage && layer === "git")?.plan;
  if (domain.connections === undefined || plan?.connections === undefined) return domain;
  const statuses = new Map(Object.entries(plan.connections));
  const connections = domain.connections.map((connection) => {
    const status = statuses.get(connection.name);
    return status === undefined ? connection : { ...connection, status };
  });
  return { ...domain, connections };
}

function attach<T extends Item>(item: T, member: "change" | "shareChange", changes: ItemChanges | undefined): T {
  const change = changes?.result();
  return change === undefined ? item : { ...item, [member]: change };
}

/** A grant of several profiles is one resource and several rows: `access:dev/grants/<key>/<profile>`. */
function subjectIdOf(item: Item): string {
  const grant = item.kind === "access" && item.profile !== undefined;
  return grant ? item.id.slice(0, item.id.lastIndexOf("/")) : item.id;
}

function stagesOf(plans: readonly PlanOfStack[]): PlannedStage[] {
  return [...new Set(plans.map(({ stage }) => stage))].map((stage) => {
    const own = plans.filter((plan) => plan.stage === stage);
    const times = own.flatMap(({ plan }) => plan?.plannedAt ?? []).sort();
    return {
      stage,
      stacks: own.filter(({ plan }) => plan !== undefined).map(stackId),
      missing: own.flatMap((entry) =>
        entry.plan === undefined ? [{ stack: stackId(entry), reason: entry.reason }] : errored(entry),
      ),
      ...(times.length === 0 ? {} : { plannedAt: times[0] }),
    };
  });
}

function errored(entry: PlannedStack & { readonly plan: StackPlan }): { stack: string; reason: string }[] {
  return entry.plan.errored
    ? [{ stack: stackId(entry), reason: "its plan ended with an error: changes are missing" }]
    : [];
}

function plannedItems(topology: Topology, plans: readonly PlanOfStack[]): PlannedItem[] {
  const names = namesOf(topology);
  return plans
    .flatMap((stack) => {
      const bySubject = new Map<string, { subject: Subject; changes: ItemChanges; resources: Resource[] }>();
      for (const { address, action } of stack.plan?.changes ?? []) {
        const subject = subjectOf(stack, address);
        const entry = bySubject.get(subject.id) ?? { subject, changes: new ItemChanges(), resources: [] };
        bySubject.set(subject.id, entry);
        entry.changes.add(action, subject.main);
        if (action !== "none") entry.resources.push({ address, action });
      }
      return [...bySubject.values()].flatMap((entry) => plannedItem(stack, entry, names));
    })
    .sort(byAction);
}

type Resource = { readonly address: string; readonly action: ChangeAction };

function plannedItem(
  stack: PlannedStack,
  { subject, changes, resources }: { subject: Subject; changes: ItemChanges; resources: Resource[] },
  names: ReadonlyMap<string, { id: string; name: string }>,
): PlannedItem[] {
  const change = changes.result();
  if (change === undefined) return [];
  const known = names.get(subject.id);
  const sorted = resources.map((resource) => ({ ...resource, name: resource.address })).sort(byAction);
  return [
    {
      ...(known === undefined ? {} : { id: known.id }),
      kind: subject.kind,
      name: known?.name ?? subject.key,
      stage: stack.stage,
      stack: stackId(stack),
      action: change.action,
      resources: sorted.slice(0, LISTED).map(({ address, action }) => ({ address, action })),
      more: Math.max(0, sorted.length - LISTED),
    },
  ];
}

/** Id and name of every item, by the id that its resources lead to. */
function namesOf(topology: Topology): ReadonlyMap<string, { id: string; name: string }> {
  const shares = topology.stages.flatMap(({ share }) => share ?? []);
  const { domains, stages, accounts, pools, profiles, projects, units, principals, access } = topology;
  const items: Item[] = [
    ...domains,
    ...stages,
    ...shares,
    ...accounts,
    ...pools,
    ...profiles,
    ...projects,
    ...units,
    ...principals,
    ...access,
  ];
  const names = new Map<string, { id: string; name: string }>();
  for (const item of items) {
    const { id, name } = item;
    const subject = subjectIdOf(item);
    const first = names.get(subject);
    // A grant of several profiles: the first row's name, and that there are more.
    const more = first === undefined ? name : first.name.replace(/( and others)?$/, " and others");
    names.set(subject, { id: first?.id ?? id, name: more });
  }
  return names;
}
