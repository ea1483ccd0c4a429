import type { Stage } from "../../configuration";
import { APPLICATION_NAMES } from "../../contracts/names";
import { type Persona, type RunningIssuer, startIssuer } from "../issuer";
import { getJson } from "./http";
import { ISSUER_PORT, ISSUER_URL } from "./issuer-address";
import { claimPort } from "./ports";
import { asRoot } from "./root-user";
import type { Sandbox } from "./sandbox";
import { emulatorUrl, type ServiceAddresses } from "./services";

/** Portal of a sandbox that people can open. */
export interface OpenPortal {
  readonly url: string;
  readonly personas: readonly Persona[];
  /** Issuer that was started; absent where that of an earlier run of this sandbox still runs. */
  readonly issuer?: RunningIssuer;
}

interface ServedApi {
  readonly name: string;
  readonly account: string;
  readonly stages: Readonly<Record<string, { readonly hostUrl: string } | undefined>>;
}

/**
 * Opens the portal of the governance application, where a stage has one that is applied: starts the issuer with a persona for each
 * group that the stage gives rights to, and makes the personas known to the domain.
 *
 * @returns nothing where there is none
 * @throws RunnerError where the issuer does not start: its port is in use, or its package is not installed
 */
export async function openPortal({
  addresses,
  stages,
  workDirectory: directory,
  reused,
}: Pick<Sandbox, "addresses" | "stages" | "workDirectory" | "reused">): Promise<OpenPortal | undefined> {
  const stage = stages.find(({ ownsDomain, application }) => ownsDomain && application?.api !== undefined);
  const url = stage && (await addressOf(addresses, stage));
  if (stage === undefined || url === undefined) return undefined;
  const personas = personasOf(stage);
  await introduce(addresses, stage, personas);
  const running = await getJson(`${ISSUER_URL}/.well-known/openid-configuration`);
  if (reused && running !== undefined) return { url, personas };
  await claimPort(ISSUER_PORT);
  const { clientId, audiences } = stage.application!.api!.identity;
  const issuer = await startIssuer({
    port: ISSUER_PORT,
    redirectUris: [url],
    directory,
    registration: { clientId, audience: audiences?.[0] ?? clientId, personas },
  });
  return { url, personas, issuer };
}

/** Address that a browser finds on this machine; nothing where the stage is not applied. */
async function addressOf(addresses: ServiceAddresses, { environment, governance }: Stage): Promise<string | undefined> {
  const answer = await getJson<{ apis: readonly ServedApi[] }>(`${emulatorUrl(addresses)}/_emulator/apis`);
  const name = APPLICATION_NAMES.api(environment.organization.namePrefix);
  const api = answer?.apis.find((one) => one.name === name && one.account === governance.id);
  const served = api?.stages.$default;
  return served === undefined ? undefined : `${served.hostUrl}/`;
}

/** Somebody of each group that has rights: with the claims that the stage reads, and the role by which the domain knows the group. */
function personasOf({ domain, application }: Stage): Persona[] {
  const { groups, groupsClaim, userNameClaim } = application!.api!.identity;
  return Object.entries(groups).map(([name, { group, leads, stewards, governanceTeam, auditor }]) => {
    const known = group === undefined ? undefined : domain.groups[group];
    const login = known !== undefined && "rolePrincipalArn" in known ? known.rolePrincipalArn : name;
    const standing = [
      ...leads.map((unit) => `leads ${unit}`),
      ...stewards.map((unit) => `steward of ${unit}`),
      ...(governanceTeam ? ["governance team"] : []),
      ...(auditor ? ["auditor"] : []),
    ];
    return {
      key: name,
      name: `Somebody of ${name}`,
      description: standing.length === 0 ? "asks for data" : standing.join(", "),
      login,
      groups: [name],
      claims: { [userNameClaim]: login, [groupsClaim]: [name] },
    };
  });
}

/** Gives each role of a persona a profile in the domain: without one nobody can say whose request is whose. */
async function introduce(addresses: ServiceAddresses, stage: Stage, personas: readonly Persona[]): Promise<void> {
  const ask = asRoot(emulatorUrl(addresses), stage.governance.id, stage.domain.region);
  const { items } = JSON.parse(await ask("datazone", { path: "/v2/domains" })) as {
    readonly items: readonly { readonly id: string; readonly name: string }[];
  };
  const domainId = items.find(({ name }) => name === stage.domain.name)?.id;
  const path = `/v2/domains/${domainId}/user-profiles`;
  for (const { login } of personas)
    if (login.startsWith("arn:"))
      // One that is there already is refused, which is as good.
      await ask("datazone", { path, json: { userIdentifier: login, userType: "IAM_ROLE" } }).catch(() => undefined);
}

/** Lines for people: where the portal is, and who one can be there. */
export function portalLines({ url, personas }: OpenPortal): string[] {
  return [
    `Portal of the governance application: ${url}`,
    `Sign in as (${ISSUER_URL}, no passwords):`,
    ...personas.map(({ key, description }) => `  ${key}: ${description}`),
    "",
  ];
}
