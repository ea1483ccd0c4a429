import { aiopsSettings } from "../../../contracts/aiops/settings";
import { aiopsSettingsDocument } from "../../../stacks/automation/aiops-settings-document";
import { stagesOf } from "../../support/stages";
import { parseTemplate } from "../../support/template-json";
import { DOMAIN_PER_STAGE, ONE_DOMAIN, PROD_DATA_ID, PROD_ID } from "../../support/use-cases/organizations";

const PLACE = { prefix: "smus", partition: "aws", domainId: "${data.x.domainId}" };

function settingsOf(organization: typeof ONE_DOMAIN) {
  const hub = stagesOf(organization).find(({ aiops }) => aiops !== undefined)?.aiops;
  if (hub === undefined) throw new Error("no hub");
  return aiopsSettings.parse(parseTemplate(aiopsSettingsDocument(hub, PLACE)));
}

describe("settings of the functions of AI operations", () => {
  it.each([
    ["one domain", ONE_DOMAIN],
    ["a domain for each stage", DOMAIN_PER_STAGE],
  ])("are what the functions read, with %s", (_, organization) => {
    const { useCases, codeHosts } = settingsOf(organization);
    expect(Object.keys(codeHosts)).toEqual(["cloud", "own"]);
    expect(useCases["churn"].stages).toEqual([
      expect.objectContaining({
        name: "prod",
        account: PROD_ID,
        accountRoleArn: `arn:aws:iam::${PROD_ID}:role/smus-aiops-account`,
        production: true,
        approval: true,
        approvers: ["leads"],
        projectName: "churn-prod",
      }),
    ]);
  });

  it("say that a producer's stage has no project", () => {
    const { stages, build } = settingsOf(ONE_DOMAIN).useCases["orders"];
    expect(stages).toEqual([expect.objectContaining({ account: PROD_DATA_ID, projectName: null })]);
    expect(build.projectName).toBe("orders-dev");
  });
});
