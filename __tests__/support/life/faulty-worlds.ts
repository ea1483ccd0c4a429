import { world, type World } from "../worlds/world";
import { Life } from "./life";
import { furnishedAccount, smallOrganization } from "./organization";

const PARTNER = "500000000021";

/** An organization with one member account: what its tests provoke takes long enough. */
export function faultyOrganization() {
  const { marketing: _, ...accounts } = smallOrganization().accounts;
  const fixed = { ...smallOrganization().profiles.fixed, target: { account: "finance" } };
  return {
    ...smallOrganization(),
    accounts,
    pools: {},
    profiles: { fixed },
    grants: {},
    projects: { campaigns: smallOrganization().projects.campaigns },
  };
}

/** The same with a member account outside of the AWS organization, to which RAM sends an invitation. */
export function withPartner() {
  const organization = faultyOrganization();
  return {
    ...organization,
    accounts: { ...organization.accounts, partner: furnishedAccount(PARTNER, { blueprints: { Tooling: {} } }) },
    sharing: { principals: "accounts" as const, invitedAccounts: ["partner"] },
  };
}

/** Its stacks up to the association of the member account. */
const UP_TO_ASSOCIATION = [
  "governance-foundation",
  "finance-foundation",
  "governance-domain",
  "governance-sharing",
  "finance-association",
];

/** The organization, bootstrapped. */
export function faultyBootstrapped(): Promise<World> {
  return made("faulty-bootstrapped", undefined, async (life) => void (await life.mustBootstrap()));
}

/** The organization, applied up to the association of its member account: no profile and no project yet. */
export function faultyAssociated(): Promise<World> {
  return made("faulty-associated", faultyBootstrapped, async (life) => {
    await life.mustApply({ stacks: UP_TO_ASSOCIATION });
  });
}

/** The organization, applied. */
export function faultyApplied(): Promise<World> {
  return made("faulty-applied", faultyAssociated, async (life) => void (await life.mustApply()));
}

function made(
  name: string,
  before: (() => Promise<World>) | undefined,
  make: (life: Life) => Promise<void>,
): Promise<World> {
  return world(name, async (file) => {
    const life = await Life.begin({ main: faultyOrganization() }, await before?.());
    try {
      await make(life);
      await life.snapshot(file);
      return "";
    } finally {
      await life.end();
    }
  });
}
