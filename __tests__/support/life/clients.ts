import { DataZoneClient } from "@aws-sdk/client-datazone";
import { LakeFormationClient } from "@aws-sdk/client-lakeformation";
import { S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { emulatorUrl, type ServiceAddresses } from "../../../sandbox/launcher/services";
import { REGION } from "./organization";

/** AWS clients with the deploy role of an account: what a person does by hand in the console. */
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
  role = "smus-deploy",
): Promise<AccountClients> {
  const endpoint = emulatorUrl(addresses);
  const sts = new STSClient({
    region: REGION,
    endpoint,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
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
