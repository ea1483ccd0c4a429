import { DataResource } from "cdktf";
import { AccountPool, type AccountPoolProps } from "../../../../modules/account-pool";
import { onlyWrite } from "../../../support/control-plane";
import { synthesize } from "../../../support/synth";

const SOURCES: AccountPoolProps["properties"]["source"][] = [
  {
    accounts: [
      {
        awsAccountId: "011122223333",
        supportedRegions: ["eu-west-1", "eu-central-1"],
        awsAccountName: 'Finance "dev"',
      },
    ],
  },
  {
    handler: {
      lambdaFunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:pool",
      lambdaExecutionRoleArn: "arn:aws:iam::111122223333:role/service-role/AmazonDataZonePool",
    },
  },
];

describe("AccountPool", () => {
  it.each(SOURCES)("sends the source %j whole", (source) => {
    const stack = synthesize((scope) => {
      new AccountPool(scope, "Pool", {
        functionName: "f",
        ledgerKey: "dev/finance",
        properties: { domainId: "dzd-1", name: "dev-finance", source },
        dependsOn: [new DataResource(scope, "Handler")],
      });
    });
    const write = onlyWrite(stack, "AccountPool");
    expect(write.properties).toEqual({ domainId: "dzd-1", name: "dev-finance", source });
    expect(write).toMatchObject({ key: "dev/finance", dependsOn: ["terraform_data.Handler"] });
  });
});
