import type { Call, Operation } from "../family";
import type { ApiAnswer } from "../http/call";
import { now, type RepositoryRecord } from "../state";
import { repositoryOf } from "./access";
import { nodeId, repositoryApi, repositoryPage } from "./addresses";
import { page } from "./lists";
import { invalidField, notFound } from "./refusals";

const PATH = "/repos/{owner}/{repo}/rulesets";

/** Rulesets of a repository. */
export const RULESETS: readonly Operation[] = [
  { id: "repos/get-repo-rulesets", method: "GET", path: PATH, handle: list },
  { id: "repos/create-repo-ruleset", method: "POST", path: PATH, handle: create },
  { id: "repos/get-repo-ruleset", method: "GET", path: `${PATH}/{ruleset_id}`, handle: get },
  { id: "repos/update-repo-ruleset", method: "PUT", path: `${PATH}/{ruleset_id}`, handle: update },
  { id: "repos/delete-repo-ruleset", method: "DELETE", path: `${PATH}/{ruleset_id}`, handle: remove },
];

type Rule = RepositoryRecord["rules"][number];

function view({ host }: Call, record: RepositoryRecord, { id, content }: Rule): Record<string, unknown> {
  return {
    id,
    node_id: nodeId("RRS", id),
    target: "branch",
    source_type: "Repository",
    source: `${record.owner}/${record.name}`,
    bypass_actors: [],
    current_user_can_bypass: "never",
    conditions: { ref_name: { include: [], exclude: [] } },
    rules: [],
    ...content,
    _links: {
      self: { href: `${repositoryApi(host, record)}/rulesets/${id}` },
      html: { href: `${repositoryPage(host, record)}/rules/${id}` },
    },
  };
}

const rulesetsOf = ({ rules }: RepositoryRecord): Rule[] => rules.filter(({ kind }) => kind === "ruleset");

function list(call: Call): ApiAnswer {
  const record = repositoryOf(call, "metadata", "read");
  // Lists have neither rules nor conditions; those are read one by one.
  return page(call, rulesetsOf(record), (some) =>
    some.map((rule) => {
      const { rules: _rules, conditions: _conditions, bypass_actors: _actors, ...rest } = view(call, record, rule);
      return rest;
    }),
  );
}

function refuseTaken({ host, body }: Call, record: RepositoryRecord, except?: number): void {
  const isTaken = rulesetsOf(record).some(({ id, content }) => id !== except && content.name === body.name);
  if (isTaken)
    throw invalidField(host, {
      resource: "RepositoryRuleset",
      field: "name",
      code: "custom",
      message: "Name must be unique",
    });
}

function create(call: Call): ApiAnswer {
  const { host, body } = call;
  const record = repositoryOf(call, "administration", "write");
  refuseTaken(call, record);
  const rule: Rule = { id: host.nextId(), kind: "ruleset", content: { ...body, created_at: now(), updated_at: now() } };
  record.rules.push(rule);
  host.changed();
  return { status: 201, body: view(call, record, rule) };
}

function found({ host, labels }: Call, record: RepositoryRecord): Rule {
  const rule = rulesetsOf(record).find(({ id }) => String(id) === labels.ruleset_id);
  if (rule === undefined) throw notFound(host);
  return rule;
}

function get(call: Call): ApiAnswer {
  const record = repositoryOf(call, "metadata", "read");
  return { status: 200, body: view(call, record, found(call, record)) };
}

function update(call: Call): ApiAnswer {
  const record = repositoryOf(call, "administration", "write");
  const rule = found(call, record);
  refuseTaken(call, record, rule.id);
  rule.content = { ...rule.content, ...call.body, updated_at: now() };
  call.host.changed();
  return { status: 200, body: view(call, record, rule) };
}

function remove(call: Call): ApiAnswer {
  const record = repositoryOf(call, "administration", "write");
  record.rules.splice(record.rules.indexOf(found(call, record)), 1);
  call.host.changed();
  return { status: 204 };
}
