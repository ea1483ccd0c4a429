import { readFileSync } from "node:fs";
import path from "node:path";
import type {
  EnvironmentConfiguration,
  EnvironmentConfigurationUserParameter,
  GetAccountPoolOutput,
} from "@aws-sdk/client-datazone";

const FOLDER = path.resolve(__dirname, "../../../fixtures/recordings");

/** A recorded answer, as the text has it: times are texts. */
export interface Recording {
  readonly domainId: string;
  readonly id: string;
  readonly name: string;
  readonly domainUnitId: string;
  readonly description?: string;
  readonly environmentConfigurations?: EnvironmentConfiguration[];
  readonly userParameters?: EnvironmentConfigurationUserParameter[];
  readonly accountSource?: GetAccountPoolOutput["accountSource"];
  readonly [member: string]: unknown;
}

export const recorded = (name: string): Recording =>
  JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), "utf8")) as Recording;

export const PROFILE = recorded("get-project-profile-pool-bound");
export const POOL = recorded("get-account-pool-custom-handler");
export const PENDING = recorded("create-project-pending");
export const WITH_PARAMETERS = recorded("create-project-with-user-parameters");

/** Values that differ from one world to another, by the member that holds them: only their form is compared. */
const FORMS: Readonly<Record<string, RegExp>> = {
  domainId: /^dzd-[a-z0-9]{14}$/,
  id: /^([a-z0-9]{13,14}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
  domainUnitId: /^[a-z0-9]{14}$/,
  projectProfileId: /^[a-z0-9]{14}$/,
  sourceAccountPoolId: /^[a-z0-9]{13,14}$/,
  accountPools: /^[a-z0-9]{13,14}$/,
  createdBy: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  createdAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|\+00:00)$/,
  lastUpdatedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|\+00:00)$/,
};

/** An answer as lines `path: value`, in its order, with forms in place of what differs from world to world. */
export function lines(value: unknown, at = "", member = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => lines(item, `${at}[${index}]`, member));
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    return entries.length === 0 ? [`${at}: {}`] : entries.flatMap(([name, item]) => lines(item, `${at}.${name}`, name));
  }
  const form = FORMS[member];
  if (form === undefined) return [`${at}: ${JSON.stringify(value)}`];
  // Ids of configurations are UUIDs, other ids are short.
  const kind = /^[0-9a-f]{8}-/.test(String(value)) ? "uuid" : "text";
  return [`${at}: ${form.test(String(value)) ? `<${member} ${kind}>` : `${JSON.stringify(value)} is no ${member}`}`];
}
