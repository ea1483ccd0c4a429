import { HeadBucketCommand } from "@aws-sdk/client-s3";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stateBucketName } from "../../../contracts/names";
import { Interruption } from "../../../runner";
import { describeLife, faultyOrganization, IDS, Life, REGION } from "../../support/life";

describeLife("a bootstrap under faults", () => {
  let life: Life;

  beforeAll(async () => {
    life = await Life.begin({ main: faultyOrganization() });
  });
  afterEach(() => life?.clearFaults());
  afterAll(() => life?.end());

  it("killed after a bucket was created, and with the local state lost, is finished by the next run", async () => {
    const { s3 } = await life.clients(IDS.finance);
    const Bucket = stateBucketName("life", IDS.finance, REGION);
    const exists = (): Promise<boolean> =>
      s3.send(new HeadBucketCommand({ Bucket })).then(
        () => true,
        () => false,
      );
    const interruption = new Interruption();
    const first = life.bootstrap({ interruption });
    while (!(await exists())) await delay(20);
    interruption.interrupt();
    interruption.kill();
    expect((await first).exitCode).toBe(1);
    rmSync(join(life.sandbox.workDirectory, "work", "bootstrap", "main", "finance"), { recursive: true });

    const { stateLayers } = await life.mustBootstrap();
    expect(stateLayers.find(({ stack }) => stack === "finance-state")?.step).toBe("import");
    const again = await life.mustBootstrap();
    expect(again.stateLayers.map(({ step, pending }) => ({ step, pending }))).toEqual(
      Array(2).fill({ step: "verify", pending: undefined }),
    );
    expect(again.workspacesCreated).toEqual([]);
  });

  it("made no request that the service would not understand", () => life.expectNoViolations());
});
