import type { App } from "cdktf";
import { Construct } from "constructs";
import type { ResolvedPool } from "../configuration/model";
import { AccountPool } from "../modules/account-pool";
import { AccountPoolHandler } from "../modules/account-pool-handler";
import { bundleFunction } from "../modules/function-code";
import { ProjectProfile } from "../modules/project-profile";
import { SmusStack } from "./base";
import { DomainReferences, foundationOutputs } from "./domain-references";
import { GitReferences } from "./git-references";
import { addGrants } from "./grants";
import { givenPoolSource, profileProperties, type ProfileResolver } from "./profile-properties";
import type { StageContext } from "./stage-context";

/**
 * Layer `profiles`, governance account: account pools, project profiles, and the grants that say who may use them.
 *
 * Profiles can be created from the domain's account only. Needs the domain, and the blueprints of every account that
 * a profile reaches.
 */
export class ProfilesStack extends SmusStack<"profiles"> {
  private readonly references: DomainReferences;
  private readonly functionName: string;
  private readonly git: GitReferences;
  private readonly pools: Record<string, AccountPool> = {};
  private readonly profileIds: Record<string, string> = {};

  constructor(
    app: App,
    private readonly context: StageContext,
  ) {
    super(app, "profiles", context.stackProps({ account: context.stage.governance.key, layer: "profiles" }));
    this.references = new DomainReferences(this, context);
    this.functionName = foundationOutputs(this, context, context.stage.governance.key).text("controlPlaneFunctionName");
    this.git = new GitReferences(this, context, this.functionName);
    this.addPools();
    this.addProfiles();
    this.addGrants();
    this.publish({
      accountPoolIds: Object.fromEntries(Object.entries(this.pools).map(([key, pool]) => [key, pool.id])),
      projectProfileIds: this.profileIds,
    });
  }

  private addPools(): void {
    const scope = new Construct(this, "Pool");
    for (const pool of Object.values(this.context.stage.pools)) {
      const handler = "discover" in pool.source ? this.addHandler(pool.key, pool.source.discover) : undefined;
      this.pools[pool.key] = new AccountPool(scope, pool.key, {
        functionName: this.functionName,
        ledgerKey: this.ledgerKey(pool.key),
        adoptId: this.context.adoptId("AccountPool", pool.key),
        properties: {
          domainId: this.references.domainId,
          name: pool.name,
          description: pool.description,
          source: handler?.source ?? givenPoolSource(withoutDiscovery(pool), this.resolver),
        },
        dependsOn: handler === undefined ? undefined : [...handler.dependables],
      });
    }
  }

  private addProfiles(): void {
    const scope = new Construct(this, "Profile");
    for (const profile of Object.values(this.context.stage.profiles)) {
      this.profileIds[profile.key] = new ProjectProfile(scope, profile.key, {
        functionName: this.functionName,
        ledgerKey: this.ledgerKey(profile.key),
        adoptId: this.context.adoptId("ProjectProfile", profile.key),
        properties: profileProperties(profile, this.resolver),
        dependsOn: Object.values(this.pools).map((pool) => pool.resource),
      }).id;
    }
  }

  private addGrants(): void {
    const { stage } = this.context;
    addGrants(new Construct(this, "Grant"), stage.environment.grants, {
      functionName: this.functionName,
      ledgerScope: stage.name,
      references: this.references,
      profileId: (key) => required(this.profileIds, key),
      adoptId: (key) => this.context.adoptId("PolicyGrant", "grants", key),
    });
  }

  private addHandler(key: string, discover: Extract<ResolvedPool["source"], { discover: unknown }>["discover"]) {
    const { context } = this;
    const handler = new AccountPoolHandler(this, `Handler-${key}`, {
      partition: context.partition,
      accountId: context.stage.governance.id,
      region: context.region,
      prefix: context.prefix,
      key: `${context.stage.name}-${key}`,
      code: bundleFunction("account-pool-handler"),
      ...discover,
    });
    return { source: { handler: handler.handler }, dependables: handler.dependables };
  }

  private get resolver(): ProfileResolver {
    const { context, references } = this;
    return {
      domainId: references.domainId,
      unitId: (key) => references.unitId(key),
      accountId: (key) => context.account(key).id,
      accountName: (key) => context.account(key).name,
      poolId: (key) => required(this.pools, key).id,
      gitConnectionArn: (key) => {
        const { arn, status } = this.git.connection(key);
        return status.whileAvailable(arn);
      },
    };
  }

  private ledgerKey(key: string): string {
    return `${this.context.stage.name}/${key}`;
  }
}

function withoutDiscovery({ source }: ResolvedPool): Exclude<ResolvedPool["source"], { discover: unknown }> {
  if ("discover" in source) throw new Error("the handler of a discovering pool is ours");
  return source;
}

function required<T>(entries: Readonly<Record<string, T>>, key: string): T {
  const entry = entries[key];
  if (entry === undefined) throw new Error(`"${key}" is unknown; there are ${Object.keys(entries).join(", ")}`);
  return entry;
}
