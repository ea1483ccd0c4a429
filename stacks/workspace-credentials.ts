import { Construct } from "constructs";
import type { StackAddress } from "../contracts/layers";
import { cloudVariableSetName } from "../contracts/names";
import { stackAddresses } from "../configuration/stage-stacks";
import type { Workspaces } from "../configuration/model";
import { DynamicCredentials, type CloudWorkspace } from "../modules/cloud-workspace";
import type { CloudStateLocation } from "../modules/remote-state";
import type { StageContext } from "./stage-context";

/** Properties of {@link workspaceCredentials}. */
export interface WorkspaceCredentialsProps {
  readonly context: StageContext;
  readonly settings: Workspaces;
  readonly location: CloudStateLocation;
  readonly workspaceOf: (address: StackAddress) => CloudWorkspace;
}

/**
 * Variable sets with dynamic AWS credentials: one per account whose roles trust Terraform Cloud, or one for all where a hub's
 * roles do. None with local execution: the command line has its own credentials.
 */
export function workspaceCredentials(scope: Construct, props: WorkspaceCredentialsProps): void {
  const { context, settings, location, workspaceOf } = props;
  if (settings.executionMode === "local") return;
  const { credentials = { from: "account" } } = settings;
  const addresses = stackAddresses(context.stage).filter(({ layer }) => layer !== "workspaces");
  const parent = new Construct(scope, "Credentials");
  const { organization, workspacePrefix: prefix } = location;
  const stage = context.stage.name;
  const setFor = (key: string, roles: { runRoleArn: string; planRoleArn?: string; applyRoleArn?: string }) =>
    new DynamicCredentials(parent, key, {
      organization,
      name: cloudVariableSetName(prefix, key, stage),
      description: `AWS roles of ${key} for runs of stage ${stage}`,
      audience: credentials.audience,
      ...roles,
    });
  if (credentials.from === "hub") {
    // "hub" may be an account's key as well, but never in the same stage: there is either this set or those of accounts.
    const set = setFor("hub", credentials);
    for (const address of addresses) set.give(workspaceOf(address));
    return;
  }
  for (const key of new Set(addresses.map(({ account }) => account))) {
    const { deploy, plan } = context.roleArns(context.account(key));
    const set = setFor(key, { runRoleArn: deploy, planRoleArn: plan, applyRoleArn: deploy });
    for (const address of addresses) if (address.account === key) set.give(workspaceOf(address));
  }
}
