import { CreateUserProfileCommand, type DataZoneClient, type PolicyGrantPrincipal } from "@aws-sdk/client-datazone";
import type { ProjectDomain } from "../../../functions/application-projects/service/domain";
import type { DomainSettings } from "../../../functions/application-projects/settings";
import { DataZoneProjects } from "../../../functions/application-projects/service/datazone-projects";
import { projectSettings, type PersonOnProject, type ProjectWish } from "../../../governance/project-requests";
import type { EmulatorOptions } from "../../../packages/emulator";
import { grantOnUnit, hosting, pool, profile, type Hosting } from "./hosting";
import { GOVERNANCE, Landscape, MEMBER } from "./landscape";

export const LEAD: PersonOnProject = { id: "lead", roles: ["unit-leads", "project-owners"] };
export const STEWARD: PersonOnProject = { id: "steward", roles: ["unit-stewards"] };
/** Role of the application: it creates projects, and is nobody else. */
export const APPLICATION = "application";
const roleOf = (name: string) => `arn:aws:iam::${GOVERNANCE}:role/${name}`;

/** Settings that a test changes on its way. */
interface Changeable {
  names: { profiles: Record<string, string> };
  peoplePrincipals: string[];
  platformMembers: DomainSettings["platformMembers"];
  askingRoles: DomainSettings["askingRoles"];
}

/** A domain with a profile of pools, people, and the application as a role that may create projects. */
export class ProjectLandscape {
  private constructor(
    readonly landscape: Landscape,
    readonly host: Hosting,
    readonly domain: ProjectDomain & { readonly settings: Changeable },
    /** Client of the role that owns the domain. */
    readonly admin: DataZoneClient,
  ) {}

  static async begin(options: EmulatorOptions = {}): Promise<ProjectLandscape> {
    const landscape = await Landscape.start(options);
    const host = await hosting(landscape, "p/host");
    const { domainId, root } = host;
    const poolId = (await landscape.create(GOVERNANCE, pool(domainId))).id;
    const profileId = (await landscape.create(GOVERNANCE, profile(host, { accountPoolIds: [poolId] }))).id;
    const admin = landscape.clients(GOVERNANCE).datazone();
    for (const name of [APPLICATION, "anna", "bob", "robot", "outsider"])
      await admin.send(
        new CreateUserProfileCommand({
          ...{ domainIdentifier: domainId, userIdentifier: roleOf(name) },
          userType: "IAM_ROLE",
        }),
      );
    const clients = landscape.clients(GOVERNANCE, APPLICATION);
    const names = ["anna", "bob", "robot", "outsider"];
    const settings = {
      ...{ domainId, roleArn: roleOf(APPLICATION), platformMembers: [], askingRoles: [] },
      names: {
        units: { finance: root, treasury: root },
        unitNames: { finance: "Finance" },
        // The configuration knows profiles by name.
        profiles: { analytics: "SQL analytics" } as Record<string, string>,
        users: Object.fromEntries(names.map((name) => [name, roleOf(name)])),
        groups: {},
      },
      peoplePrincipals: [roleOf("anna"), roleOf("bob")],
    };
    const domain = { client: clients.datazone(), once: clients.datazoneOnce(), settings };
    const site = new ProjectLandscape(landscape, host, domain, admin);
    await site.grant("CREATE_PROJECT_FROM_PROJECT_PROFILE", profileId);
    for (const name of ["anna", "bob", "robot"]) await site.letIn({ user: { userIdentifier: roleOf(name) } });
    return site;
  }

  /** Lets everybody make projects with a profile. */
  grant = (policyType: "CREATE_PROJECT_FROM_PROJECT_PROFILE", profileId: string): Promise<void> =>
    grantOnUnit(this.landscape, this.host.domainId, this.host.root, {
      policyType,
      principal: { user: { allUsersGrantFilter: {} } },
      detail: { createProjectFromProjectProfile: { includeChildDomainUnits: true, projectProfiles: [profileId] } },
    });

  /** Lets somebody be a member of projects. */
  letIn = (principal: PolicyGrantPrincipal): Promise<void> =>
    grantOnUnit(this.landscape, this.host.domainId, this.host.root, {
      ...{ policyType: "ADD_TO_PROJECT_MEMBER_POOL", principal },
      detail: { addToProjectMemberPool: { includeChildDomainUnits: true } },
    });

  get on(): { readonly domainIdentifier: string } {
    return { domainIdentifier: this.host.domainId };
  }

  service = (): DataZoneProjects => new DataZoneProjects(this.domain);

  stop = (): Promise<void> => this.landscape.stop();
}

/** Settings with a unit that decides and one that does not. */
export const SETTINGS = projectSettings.parse({
  naming: { pattern: "fin-[a-z-]+", inWords: "fin- and small letters" },
  units: { finance: {}, treasury: { approval: { deciders: ["unit-stewards"] } } },
  profiles: { analytics: {}, fixed: {} },
});

/** A wish of a lead. */
export const wishOf = (changes: Partial<ProjectWish> = {}): ProjectWish => ({
  name: "fin-reports",
  unit: "finance",
  profile: "analytics",
  purpose: "Reports of the quarter",
  members: [
    { user: "anna", designation: "PROJECT_OWNER" },
    { user: "robot", designation: "PROJECT_CONTRIBUTOR" },
  ],
  parameters: {},
  account: "choose",
  ...changes,
});

export { MEMBER };
