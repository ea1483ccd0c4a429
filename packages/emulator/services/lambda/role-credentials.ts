import { emulatorCredentials } from "../../identity";
import type { MotoProxy } from "../../moto-proxy";

/** Temporary credentials of a function's role. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Credentials of a function's role: moto's STS gives them, or they are encoded when there is no moto. */
export async function assumeRole(
  roleArn: string,
  sessionName: string,
  region: string,
  proxy: MotoProxy | undefined,
): Promise<RoleCredentials> {
  const match = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(roleArn);
  if (!match) throw new Error(`not a role ARN: ${roleArn}`);
  if (!proxy) return emulatorCredentials(match[1], match[2], sessionName);
  const form = { Action: "AssumeRole", Version: "2011-06-15", RoleArn: roleArn, RoleSessionName: sessionName };
  // Whoever asks: moto takes the account from the role's ARN.
  const xml = await proxy.form("AKIAEMULATORLAMBDA00", region, "sts", form);
  const read = (name: string) => {
    const value = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
    if (!value) throw new Error(`moto's AssumeRole of ${roleArn} has no ${name}`);
    return value;
  };
  return {
    accessKeyId: read("AccessKeyId"),
    secretAccessKey: read("SecretAccessKey"),
    sessionToken: read("SessionToken"),
  };
}
