import type { OrganizationRule, StackUnderTest } from "../stack-under-test";

/** Every stack keeps its state in the backend that its stage asks for, and no two stacks in the same place. */
export const uniqueRemoteBackend: OrganizationRule = (stacks) => {
  const problems: string[] = [];
  const owners = new Map<string, string>();
  for (const stack of stacks) {
    const place = statePlace(stack);
    if (place === undefined) {
      problems.push(`${stack.stage}/${stack.id} has no ${stack.backend} backend`);
      continue;
    }
    const owner = owners.get(place);
    if (owner !== undefined) problems.push(`${owner} and ${stack.stage}/${stack.id} keep their states in ${place}`);
    owners.set(place, `${stack.stage}/${stack.id}`);
  }
  return problems;
};

function statePlace({ backend, stage, json }: StackUnderTest): string | undefined {
  if (backend === "cloud") {
    const cloud = json.terraform?.cloud;
    return cloud === undefined ? undefined : `${String(cloud["organization"])}/${JSON.stringify(cloud["workspaces"])}`;
  }
  const settings = json.terraform?.backend?.[backend];
  if (settings === undefined || Object.keys(json.terraform?.backend ?? {}).length > 1) return undefined;
  const { bucket, key, workspace_key_prefix: prefix, path } = settings;
  return [bucket ?? "file", prefix, stage, key ?? path].map(String).join("/");
}
