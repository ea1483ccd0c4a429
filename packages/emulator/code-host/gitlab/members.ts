import type { Call, Operation } from "../family";
import type { ApiAnswer } from "../http/call";
import { findGroup, LEVELS, levelOf, projectOf } from "./access";
import { badParameter, notFound, refusal, required } from "./refusals";
import { userView } from "./views";

const ALL = "/projects/{id}/members/all/{user_id}";

/** Members of a project, those of groups above it among them, and groups with which it is shared. */
export const MEMBERS: readonly Operation[] = [
  { id: "members/get-all", method: "GET", path: ALL, handle: getMember },
  { id: "members/add", method: "POST", path: "/projects/{id}/members", handle: addMember },
  { id: "projects/share", method: "POST", path: "/projects/{id}/share", handle: share },
];

function getMember(call: Call): ApiAnswer {
  const { host, labels } = call;
  const record = projectOf(call);
  const login = host.state.users.find(({ id }) => String(id) === labels.user_id)?.login;
  const level = login === undefined ? 0 : levelOf(host, record, login);
  if (login === undefined || level === 0) throw notFound();
  return { status: 200, body: { ...userView(host, login), access_level: level, expires_at: null } };
}

function addMember(call: Call): ApiAnswer {
  const { host, body } = call;
  const record = projectOf(call, LEVELS.maintainer);
  const [id, level] = required(body, "user_id", "access_level");
  const login = host.state.users.find((user) => String(user.id) === id)?.login;
  if (login === undefined) throw notFound("User");
  if (record.collaborators[login] !== undefined) throw refusal(409, "Member already exists");
  record.collaborators[login] = levelText(level);
  host.changed();
  return { status: 201, body: { ...userView(host, login), access_level: Number(level), expires_at: null } };
}

function share(call: Call): ApiAnswer {
  const { host, body } = call;
  const record = projectOf(call, LEVELS.maintainer);
  const [id, level] = required(body, "group_id", "group_access");
  const group = findGroup(host, id);
  if (group === undefined) throw notFound("Group");
  if (record.teams[group.path] !== undefined)
    throw refusal(409, { shared_group_id: ["The project is already shared with this group"] });
  record.teams[group.path] = levelText(level);
  host.changed();
  return {
    status: 201,
    body: { id: host.nextId(), project_id: record.id, group_id: group.id, group_access: Number(level) },
  };
}

function levelText(level: string): string {
  if (!Object.values(LEVELS).some((one) => String(one) === level))
    throw badParameter("access_level does not have a valid value");
  return level;
}
