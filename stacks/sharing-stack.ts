import type { App } from "cdktf";
import { sharedAccounts } from "../configuration/stage-stacks";
import { DomainShare } from "../modules/domain-share";
import { SmusStack } from "./base";
import { RemoteOutputs } from "../modules/remote-state";
import { resourceShareName } from "../contracts/names";
import type { StageContext } from "./stage-context";

/**
 * Layer `sharing`, governance account: the stage's RAM share of the domain.
 *
 * One share per stage with many principals: with one share per account the domain's resource policy outgrows its limit
 * at about 200 accounts.
 */
export class SharingStack extends SmusStack<"sharing"> {
  constructor(app: App, context: StageContext) {
    const account = context.stage.governance.key;
    super(app, "sharing", context.stackProps({ account, layer: "sharing" }));
    const domain = new RemoteOutputs<"domain">(this, "Domain", {
      location: context.stateOf({ account, layer: "domain" }),
    });
    const { sharing } = context.stage.environment;
    const share = new DomainShare(this, "Share", {
      partition: context.partition,
      name: resourceShareName(context.stage.domain.name, context.stage.name),
      domainArn: domain.text("domainArn"),
      portalAccess: sharing.portalAccess,
      allowExternalPrincipals: sharing.invitedAccounts.length > 0,
      principals: sharePrincipals(context),
      shareArn: sharing.resourceShareArn,
      importIds: importIds(context),
      protect: context.protectsData,
    });
    this.publish({ resourceShareArn: share.shareArn });
  }
}

/** Associations that exist already, by account. */
function importIds(context: StageContext): Record<string, string> {
  const ids = sharedAccounts(context.stage).map((key) => [key, context.adoptId("SharePrincipal", key)] as const);
  return Object.fromEntries(ids.flatMap(([key, id]) => (id === undefined ? [] : [[key, id]])));
}

/** Principals of the share: accounts (also invited ones) and the organization by key, organizational units by id. */
function sharePrincipals(context: StageContext): Record<string, string> {
  const { stage } = context;
  const { principals } = stage.environment.sharing;
  if (principals === "none") return {};
  const accounts = sharedAccounts(stage).map((key) => context.account(key));
  const named = principals === "accounts" ? accounts : accounts.filter((account) => account.invited);
  const entries: [string, string][] = named.map((account) => [account.key, account.id]);
  // An account may have the key "organization", or one that looks like the id of a unit; no key has upper-case letters.
  const unused = (id: string): string => (named.some(({ key }) => key === id) ? `Principal-${id}` : id);
  if (principals !== "accounts" && "organizationArn" in principals)
    entries.push([unused("organization"), principals.organizationArn]);
  if (principals !== "accounts" && "organizationalUnitArns" in principals) {
    for (const arn of principals.organizationalUnitArns)
      entries.push([unused(arn.slice(arn.lastIndexOf("/") + 1)), arn]);
  }
  return Object.fromEntries(entries);
}
