import { READ_QUALIFIER } from "../../../contracts/control-plane";
import { controlPlaneFunctionName, controlPlaneRoleName, keyAlias, TAG_KEYS } from "../../../contracts/names";
import { describeExample, expectEnd, NativeHand, REGION } from "../../support/life";

const PREFIX = "example";
const STAGE = "dev";
const ACCOUNT = "100000000011";
const STACK = "finance-dev-foundation";

/**
 * Changes by hand of AWS's own resources, which Terraform refreshes itself: drift tells of them, and the deploy role may put each
 * of them back with the policies that are printed for it.
 */
describeExample("what is changed by hand in AWS's own resources", (life) => {
  const FUNCTION = controlPlaneFunctionName(PREFIX);
  const LOGS = `/aws/lambda/${FUNCTION}`;

  it("is told by drift, resource by resource", async () => {
    if (life.session === undefined) throw new Error("no sandbox is running");
    const hand = new NativeHand(life.session, ACCOUNT, REGION);
    await hand.changeRole(controlPlaneRoleName(PREFIX));
    await hand.changeKey(keyAlias(PREFIX, "data"));
    await hand.changeFunction(FUNCTION, READ_QUALIFIER);
    await hand.changeLogs(LOGS, `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${LOGS}`);
    expect(await hand.changeSubnets(TAG_KEYS.managedBy)).toBeGreaterThan(1);
    hand.end();
    const told = expectEnd(life.npm("drift", ["--stack", STACK], STAGE), 2);
    for (const type of ["aws_iam_role", "aws_kms_key", "aws_lambda_function", "aws_cloudwatch_log_group", "aws_subnet"])
      expect(told).toContain(type);
    expect(told).toContain("Edited in the console");
    expect(told).toContain("somebody");
  });

  it("is put back by an apply, and nothing is left to do", () => {
    expectEnd(life.npm("apply", ["--auto-approve"], STAGE), 0);
    expectEnd(life.npm("plan", ["--stack", STACK], STAGE), 0);
    expectEnd(life.npm("drift", ["--stack", STACK], STAGE), 0);
  });
});
