import { DataZoneClient } from "@aws-sdk/client-datazone";
import { LakeFormationClient } from "@aws-sdk/client-lakeformation";
import { S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { randomUUID } from "node:crypto";
import { ADMINISTRATOR_ROLE, OPERATOR_ACCOUNT } from "../../../sandbox/launcher/accounts";
import { IamOfAccount } from "../../../sandbox/launcher/iam-of-account";
import { emulatorUrl, type ServiceAddresses } from "../../../sandbox/launcher/services";
import { REGION } from "./organization";

const EVERYTHING = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

/** AWS clients with the administrator role of an account: what a person does by hand in the console. */
export interface AccountClients {
  readonly datazone: DataZoneClient;
  readonly lakeFormation: LakeFormationClient;
  readonly s3: S3Client;
  /** Variables for the `aws` command and other programs. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Assumes a role of an account in the sandbox. */
export async function clientsOf(
  accountId: string,
  addresses: ServiceAddresses,
  role = ADMINISTRATOR_ROLE,
): Promise<AccountClients> {
  const endpoint = emulatorUrl(addresses);
  // A user of their own for each: an access key that is used does not disappear.
  const people = new IamOfAccount(endpoint, OPERATOR_ACCOUNT);
  const person = `person-${randomUUID()}`;
  await people.user(person, { Everything: EVERYTHING });
  const sts = new STSClient({ region: REGION, endpoint, credentials: await people.accessKey(person) });
  const { Credentials: assumed } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${accountId}:role/${role}`, RoleSessionName: "by-hand" }),
  );
  sts.destroy();
  const credentials = {
    accessKeyId: assumed?.AccessKeyId ?? "",
    secretAccessKey: assumed?.SecretAccessKey ?? "",
    sessionToken: assumed?.SessionToken ?? "",
  };
  return {
    datazone: new DataZoneClient({ region: REGION, endpoint, credentials }),
    lakeFormation: new LakeFormationClient({ region: REGION, endpoint, credentials }),
    s3: new S3Client({ region: REGION, endpoint, forcePathStyle: true, credentials }),
    variables: {
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
    },
  };
}
