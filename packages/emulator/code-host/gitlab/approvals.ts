import { headsOf } from "../change-requests";
import type { Call, Operation } from "../family";
import { type ApiAnswer, textOf } from "../http/call";
import type { ChangeRequest, RepositoryRecord } from "../state";
import { callerOf, LEVELS, levelOf, projectOf, requirePaid } from "./access";
import { page } from "./lists";
import { forbidden, noRoute, notFound, refusal, required } from "./refusals";
import { userView } from "./views";

const SETTINGS = "/projects/{id}/approvals";
const RULES = "/projects/{id}/approval_rules";
const ONE = "/projects/{id}/merge_requests/{iid}";

/** Approvals of merge requests; rules and their settings are for editions that are paid for. */
export const APPROVALS: readonly Operation[] = [
  { id: "approvals/get-settings", method: "GET", path: SETTINGS, handle: getSettings },
  { id: "approvals/update-settings", method: "POST", path: SETTINGS, handle: updateSettings },
  { id: "approval-rules/list", method: "GET", path: RULES, handle: listRules },
  { id: "approval-rules/create", method: "POST", path: RULES, handle: createRule },
  { id: "approval-rules/update", method: "PUT", path: `${RULES}/{rule_id}`, handle: updateRule },
  { id: "approval-rules/delete", method: "DELETE", path: `${RULES}/{rule_id}`, handle: removeRule },
  { id: "merge-requests/approvals", method: "GET", path: `${ONE}/approvals`, handle: approvalsOf },
  { id: "merge-requests/approve", method: "POST", path: `${ONE}/approve`, handle: approve },
];

const KIND = "approval-rule";

/** Settings of a new project. */
const DEFAULTS = {
  approvals_before_merge: 0,
  reset_approvals_on_push: true,
  selective_code_owner_removals: false,
  disable_overriding_approvers_per_merge_request: false,
  merge_requests_author_approval: false,
  merge_requests_disable_committers_approval: false,
  require_password_to_approve: false,
  require_reauthentication_to_approve: false,
};

const settingsOf = ({ settings }: RepositoryRecord): typeof DEFAULTS => ({
  ...DEFAULTS,
  ...(settings.approvals as object | undefined),
});

function paidProject(call: Call, level: number = LEVELS.maintainer): RepositoryRecord {
  requirePaid(call, noRoute);
  return projectOf(call, level);
}

function getSettings(call: Call): ApiAnswer {
  return { status: 200, body: settingsOf(paidProject(call)) };
}

function updateSettings(call: Call): ApiAnswer {
  const record = paidProject(call);
  const given = Object.entries(call.body).filter(([name]) => Object.hasOwn(DEFAULTS, name));
  record.settings.approvals = { ...settingsOf(record), ...Object.fromEntries(given) };
  call.host.changed();
  return { status: 201, body: settingsOf(record) };
}

type Rule = RepositoryRecord["rules"][number];

const rulesOf = ({ rules }: RepositoryRecord): Rule[] => rules.filter(({ kind }) => kind === KIND);

function ruleView({ host }: Call, { id, content }: Rule): Record<string, unknown> {
  const {
    name,
    approvals_required: count,
    user_ids: users = [],
    group_ids: groups = [],
    rule_type: type = "regular",
  } = content as {
    name: string;
    approvals_required: number;
    user_ids?: number[];
    group_ids?: number[];
    rule_type?: string;
  };
  const people = host.state.users.filter((one) => users.includes(one.id)).map(({ login }) => userView(host, login));
  return {
    id,
    name,
    rule_type: type,
    report_type: null,
    eligible_approvers: people,
    approvals_required: count,
    users: people,
    groups: host.state.organizations
      .filter((one) => groups.includes(one.id))
      .map(({ id: group, path }) => ({ id: group, full_path: path })),
    contains_hidden_groups: false,
    protected_branches: [],
    applies_to_all_protected_branches: content.applies_to_all_protected_branches === true,
  };
}

function listRules(call: Call): ApiAnswer {
  return page(
    call,
    rulesOf(paidProject(call, LEVELS.guest)).map((rule) => ruleView(call, rule)),
  );
}

function createRule(call: Call): ApiAnswer {
  const { host, body } = call;
  const record = paidProject(call);
  const [name, count] = required(body, "name", "approvals_required");
  if (rulesOf(record).some(({ content }) => content.name === name))
    throw refusal(400, { name: ["has already been taken"] });
  const rule: Rule = { id: host.nextId(), kind: KIND, content: { ...body, approvals_required: Number(count) } };
  record.rules.push(rule);
  host.changed();
  return { status: 201, body: ruleView(call, rule) };
}

function ruleOf(call: Call): { record: RepositoryRecord; rule: Rule } {
  const record = paidProject(call);
  const rule = rulesOf(record).find(({ id }) => String(id) === call.labels.rule_id);
  if (rule === undefined) throw notFound();
  return { record, rule };
}

function updateRule(call: Call): ApiAnswer {
  const { rule } = ruleOf(call);
  rule.content = { ...rule.content, ...call.body };
  call.host.changed();
  return { status: 200, body: ruleView(call, rule) };
}

function removeRule(call: Call): ApiAnswer {
  const { record, rule } = ruleOf(call);
  record.rules.splice(record.rules.indexOf(rule), 1);
  call.host.changed();
  return { status: 204 };
}

function changeOf(call: Call): { record: RepositoryRecord; change: ChangeRequest } {
  const record = projectOf(call);
  const change = record.changes.find(({ number }) => String(number) === call.labels.iid);
  if (change === undefined) throw notFound();
  return { record, change };
}

/** Number of approvals that a merge request lacks; without paid rules none is needed. */
export function approvalsLeft({ host }: Call, record: RepositoryRecord, change: ChangeRequest, head: string): number {
  if (host.definition.tier === "free") return 0;
  const settings = settingsOf(record);
  const counting = change.approvals
    .filter(({ sha }) => !settings.reset_approvals_on_push || sha === head)
    .filter(({ login }) => settings.merge_requests_author_approval || login !== change.author)
    .map(({ login }) => login);
  const left = rulesOf(record).map(({ content }) => {
    const users = (content.user_ids as number[] | undefined) ?? [];
    const eligible = counting.filter((login) => users.length === 0 || users.includes(host.user(login)?.id ?? 0));
    return Number(content.approvals_required) - new Set(eligible).size;
  });
  return Math.max(0, ...left);
}

async function view(call: Call, record: RepositoryRecord, change: ChangeRequest): Promise<Record<string, unknown>> {
  const { host } = call;
  const { sourceSha } = await headsOf(host, record, change);
  const left = approvalsLeft(call, record, change, sourceSha);
  return {
    id: change.id,
    iid: change.number,
    project_id: record.id,
    title: change.title,
    state: change.state === "open" ? "opened" : change.state,
    approved: left === 0 && change.approvals.length > 0,
    approvals_left: left,
    approvals_required: Math.max(0, ...rulesOf(record).map(({ content }) => Number(content.approvals_required))),
    approved_by: change.approvals.map(({ login }) => ({ user: userView(host, login) })),
    user_has_approved: change.approvals.some(({ login }) => login === call.caller?.login),
  };
}

async function approvalsOf(call: Call): Promise<ApiAnswer> {
  const { record, change } = changeOf(call);
  return { status: 200, body: await view(call, record, change) };
}

async function approve(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const { record, change } = changeOf(call);
  const { login } = callerOf(call);
  if (levelOf(host, record, login) < LEVELS.developer) throw forbidden();
  const mayNot = login === change.author && !settingsOf(record).merge_requests_author_approval;
  if (mayNot || change.approvals.some((one) => one.login === login)) throw refusal(401, "401 Unauthorized");
  const { sourceSha } = await headsOf(host, record, change);
  if (body.sha !== undefined && textOf(body.sha) !== sourceSha)
    throw refusal(409, "SHA does not match HEAD of source branch");
  change.approvals.push({ login, sha: sourceSha });
  host.changed();
  return { status: 201, body: await view(call, record, change) };
}
