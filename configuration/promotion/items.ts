import type { StackAddress } from "../../contracts/layers";
import type { Grant, Principal, ResolvedAccount, ResolvedConfiguration, Stage } from "../model";
import { accountName, naturalText, stageFamily, type NaturalText } from "./natural-text";

/**
 * What a stack promotes: the content of each item, in plain data, by the item's name. Names follow the paths of the
 * configuration, with accounts by business unit: `profiles.analytics`, `accounts.finance.blueprints.DataLake`.
 *
 * What differs by nature between stages is not in it: ids, names, networks, Regions, keys and buckets, given roles, marks
 * of production, and what a profile is bound to (pools, a fixed account, SSM paths).
 */
export type PromotableItems = Readonly<Record<string, unknown>>;

/** What items hold beside the configuration. */
export interface PromotableSources {
  /** Fingerprint of the control-plane function's code. */
  readonly functionCode: string;
}

/**
 * Tells the promotable items of each stack of a stage. Layers `state` and `workspaces` have none: they
 * hold nothing but where states are kept.
 *
 * @param stages all stages: those that are connected with `stage` by promotions have their names in texts alike
 */
export function promotableItemsOf(
  stage: Stage,
  stages: readonly Stage[],
  sources: PromotableSources,
): (address: StackAddress) => PromotableItems {
  const family = stageFamily(stage, stages);
  const oneDomain = new Set(family.map(({ domainStage }) => domainStage)).size === 1;
  const items = new Items(stage, naturalText(family), oneDomain);
  return ({ account, layer }) => {
    switch (layer) {
      case "state":
      case "workspaces":
        return {};
      case "foundation":
        return { [`accounts.${accountName(stage, account)}.function`]: sources.functionCode };
      case "domain":
        return items.domain();
      case "sharing":
        return items.sharing();
      case "association":
        return items.association(account);
      case "profiles":
        return items.profiles();
      case "projects":
        return items.projects();
    }
  };
}

class Items {
  constructor(
    private readonly stage: Stage,
    private readonly text: NaturalText,
    /** Whether ids of the domain's objects mean the same in every stage of the path. */
    private readonly oneDomain: boolean,
  ) {}

  domain(): PromotableItems {
    const { description, units, users, groups, grants, rootOwners, singleSignOn } = this.stage.domain;
    const { type } = singleSignOn;
    const userAssignment = "userAssignment" in singleSignOn ? singleSignOn.userAssignment : undefined;
    return {
      domain: this.natural({ description, rootOwners, singleSignOn: { type, userAssignment } }),
      ...this.each("domain.units", units, (unit) => unit),
      // Who somebody is in a directory belongs to the stage; that there is such a user or group does not.
      ...this.each("domain.users", users, (user) => ({ type: user.type })),
      ...this.each("domain.groups", groups, () => ({})),
      ...this.each("domain.grants", withoutMemberGrants(grants), (grant) => this.grant(grant)),
    };
  }

  sharing(): PromotableItems {
    const { principals, portalAccess } = this.stage.environment.sharing;
    const kind = principals === "accounts" ? principals : Object.keys(principals)[0];
    return { sharing: { principals: kind, portalAccess } };
  }

  association(key: string): PromotableItems {
    const { governance, accounts, environment, ownsDomain, domain } = this.stage;
    const account = key === governance.key ? governance : accounts[key];
    const prefix = `accounts.${accountName(this.stage, key)}`;
    const issued = (grants: Readonly<Record<string, Grant>>) =>
      Object.fromEntries(Object.entries(grants).filter(([, grant]) => "account" in grant && grant.account === key));
    return {
      [`${prefix}.lakeFormation`]: account.lakeFormation,
      ...this.blueprints(prefix, account),
      ...this.each("grants", issued(environment.grants), (grant) => this.grant(grant)),
      ...(ownsDomain ? this.each("domain.grants", issued(domain.grants), (grant) => this.grant(grant)) : {}),
    };
  }

  profiles(): PromotableItems {
    const { pools, profiles, environment } = this.stage;
    return {
      ...this.each("pools", pools, ({ description, source }) => ({ description, source: this.poolSource(source) })),
      ...this.each("profiles", profiles, (profile) => ({
        description: profile.description,
        unit: profile.unit,
        status: profile.status,
        resourceTags: profile.resourceTags,
        allowCustomResourceTags: profile.allowCustomResourceTags,
        resourceTagsDescription: profile.resourceTagsDescription,
      })),
      ...merged(
        Object.values(profiles).map((profile) =>
          this.configurations(`profiles.${profile.key}.configurations`, profile.configurations),
        ),
      ),
      ...this.each("grants", withoutMemberGrants(environment.grants), (grant) => this.grant(grant)),
    };
  }

  projects(): PromotableItems {
    const { projects } = this.stage;
    return {
      ...this.each("projects", projects, (project) => ({
        description: project.description,
        unit: project.unit,
        profile: project.profile,
        category: project.category,
        glossaryTermIds: this.oneDomain ? project.glossaryTermIds : project.glossaryTermIds.length,
        resourceTags: project.resourceTags,
        members: project.members,
      })),
      ...merged(
        Object.values(projects).flatMap(({ key, environments }) =>
          environments.map(({ configuration, parameters }) =>
            this.each(`projects.${key}.environments.${configuration}.parameters`, parameters, (value) => value),
          ),
        ),
      ),
    };
  }

  private blueprints(prefix: string, account: ResolvedAccount): PromotableItems {
    return merged(
      Object.entries(account.blueprints).map(([name, blueprint]) => ({
        [`${prefix}.blueprints.${name}`]: this.natural({ grantTo: blueprint.grantTo }),
        ...this.each(`${prefix}.blueprints.${name}.parameters`, blueprint.globalParameters, (value) => value),
      })),
    );
  }

  private configurations(prefix: string, configurations: readonly ResolvedConfiguration[]): PromotableItems {
    return merged(
      configurations.map(({ name, blueprint, description, deploymentMode, deploymentOrder, ssmPath, parameters }) => ({
        [`${prefix}.${name}`]: this.natural({ blueprint, description, deploymentMode, deploymentOrder, ssmPath }),
        ...merged(
          parameters.map((parameter) => ({
            [`${prefix}.${name}.parameters.${parameter.name}`]: this.natural({
              value: parameter.value,
              editable: parameter.editable,
            }),
          })),
        ),
      })),
    );
  }

  private poolSource(source: Stage["pools"][string]["source"]): unknown {
    // Which organizational units, tags and functions a stage has is its own.
    if ("handler" in source) return "handler";
    if ("discover" in source) return "discover";
    return [...new Set(source.accounts.map(({ account }) => accountName(this.stage, account)))].sort();
  }

  private grant(grant: Grant): unknown {
    const { principal, ...rest } = grant as Grant & { environmentProfileId?: string; profiles?: readonly string[] };
    const { environmentProfileId: _id, ...detail } = rest;
    return {
      ...detail,
      ...(detail.profiles === undefined ? {} : { profiles: detail.profiles.toSorted() }),
      ...("account" in detail ? { account: accountName(this.stage, detail.account) } : {}),
      principal: withoutProjectId(principal),
    };
  }

  private each<T>(
    prefix: string,
    entries: Readonly<Record<string, T>>,
    content: (entry: T) => unknown,
  ): PromotableItems {
    return Object.fromEntries(
      Object.entries(entries).map(([key, entry]) => [`${prefix}.${key}`, this.natural(content(entry))]),
    );
  }

  /** A value with its texts as they are in every stage. Keys of the configuration are not texts: they are the same. */
  private natural(value: unknown): unknown {
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((entry) => this.natural(entry));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.natural(member)]));
  }
}

function withoutMemberGrants(grants: Readonly<Record<string, Grant>>): Record<string, Grant> {
  return Object.fromEntries(Object.entries(grants).filter(([, grant]) => !("account" in grant)));
}

function withoutProjectId(principal: Principal): unknown {
  if (!("project" in principal)) return principal;
  const { projectId: _id, ...project } = principal.project;
  return { project };
}

function merged(parts: readonly PromotableItems[]): PromotableItems {
  return Object.assign({}, ...parts) as PromotableItems;
}
