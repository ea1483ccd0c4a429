import type { Template } from "../model";

/** Parameters to try a template with: invented accounts, two stages, one of them production. */
export function sampleParameters({ name, sampleOptions }: Template): object {
  const stage = (stageName: string, account: string, production: boolean): object => ({
    name: stageName,
    account,
    region: "eu-west-1",
    bucket: `acme-${stageName}-artifacts`,
    stateBucket: `acme-${stageName}-terraform`,
    permissionsBoundary: `arn:aws:iam::${account}:policy/smus-deploy-boundary`,
    production,
    approval: production,
  });
  return {
    useCase: `sample-${name}`,
    title: `Sample of ${name}`,
    team: "Team of the sample",
    owners: ["@acme/sample-team"],
    platformOwners: ["@acme/platform"],
    pattern: "consumer",
    build: {
      name: "dev",
      account: "111111111111",
      region: "eu-west-1",
      bucket: "acme-dev-artifacts",
      executionRole: "arn:aws:iam::111111111111:role/datazone_usr_role_sample",
    },
    stages: [stage("test", "222222222222", false), stage("prod", "333333333333", true)],
    options: sampleOptions,
  };
}
