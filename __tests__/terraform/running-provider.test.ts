import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Interruption, locateTerraform, prepareProviderInstallation, Terraform } from "../../runner/terraform";
import { clientVariables, isolatedEnvironment } from "../../sandbox/launcher/client-environment";
import { findPythonTools } from "../../sandbox/launcher/python-tools";
import { IamOfAccount } from "../../sandbox/launcher/iam-of-account";
import { emulatorUrl, providersUrl, Services } from "../../sandbox/launcher/services";
import type { PoolContents } from "../../sandbox/providers/provider-pool";
import { describeLife, ROOT } from "../support/life";

const [ACCOUNT, OTHER] = ["600000000001", "600000000002"];
const allow = (rest: object) => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...rest }] });
const EVERYTHING = allow({ Action: "*", Resource: "*" });
const TRUST = allow({ Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::123456789012:user/operator" } });

/**
 * Mistakes that a provider process must not make when it serves one stack after the other: acting in the account, or in
 * the Region, of another one.
 */
describeLife("a running provider", () => {
  let directory: string;
  let services: Services;
  let terraform: Terraform;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "smus-running-provider-"));
    const environment = isolatedEnvironment(process.env);
    const tools = await findPythonTools(join(ROOT, ".smus"), environment, () => undefined);
    services = await Services.start({
      root: ROOT,
      workDirectory: directory,
      environment,
      tools,
      invitedAccountIds: [],
      enabledRegions: [],
    });
    const operator = new IamOfAccount(emulatorUrl(services.addresses), "123456789012");
    await operator.user("operator", { Everything: EVERYTHING });
    for (const account of [ACCOUNT, OTHER]) {
      const iam = new IamOfAccount(emulatorUrl(services.addresses), account);
      await iam.role("smus-deploy", TRUST);
      await iam.managed("smus-deploy", { Everything: EVERYTHING });
    }
    const { variables } = prepareProviderInstallation(environment, directory);
    const inSandbox = {
      ...environment,
      ...variables,
      ...clientVariables(services.addresses, "us-east-1", await operator.accessKey("operator")),
    };
    terraform = new Terraform(await locateTerraform(inSandbox), inSandbox, new Interruption());
  });
  afterAll(async () => {
    await services?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const run = (stack: string, ...args: string[]) =>
    terraform.run({ directory: join(directory, stack), arguments: args, logFile: join(directory, `${stack}.log`) });
  const logOf = (stack: string): string => readFileSync(join(directory, `${stack}.log`), "utf8");
  const contents = async () =>
    (await (await fetch(`${providersUrl(services.addresses)}/health`)).json()) as PoolContents;

  /** Writes a stack and initializes it. */
  async function stack(name: string, ...aws: object[]): Promise<void> {
    const aliases = aws.flatMap((configuration) => ("alias" in configuration ? [String(configuration.alias)] : []));
    const reads = Object.fromEntries(
      ["", ...aliases].map((alias) => [alias || "main", alias === "" ? {} : { provider: `aws.${alias}` }]),
    );
    const root = {
      terraform: {
        required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
        backend: { local: { path: "state.tfstate" } },
      },
      provider: { aws },
      data: { aws_caller_identity: reads, aws_region: reads },
      output: Object.fromEntries(
        Object.keys(reads).map((key) => [
          key,
          { value: `\${data.aws_caller_identity.${key}.account_id} \${data.aws_region.${key}.name}` },
        ]),
      ),
    };
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, "cdk.tf.json"), JSON.stringify(root));
    const { exitCode, errors } = await run(name, "init", "-input=false", "-json", "-no-color");
    if (exitCode !== 0) throw new Error(JSON.stringify(errors));
  }
  const inAccount = (allowed: string, role: string) => ({
    region: "us-east-1",
    allowed_account_ids: [allowed],
    assume_role: [{ role_arn: `arn:aws:iam::${role}:role/smus-deploy` }],
  });
  async function outputsOf(name: string): Promise<Record<string, string>> {
    const { lines } = await run(name, "output", "-json");
    const outputs = JSON.parse(lines.join("\n")) as Record<string, { value: string }>;
    return Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value]));
  }

  test("serves one account after the other, and refuses a role that lands in another account than allowed", async () => {
    await stack("right", inAccount(ACCOUNT, ACCOUNT));
    await stack("wrong", inAccount(ACCOUNT, OTHER));
    await stack("other", inAccount(OTHER, OTHER));
    expect(await run("right", "plan", "-json", "-out=plan")).toMatchObject({ exitCode: 0, errors: [] });
    const before = await contents();
    expect(before).toEqual({ leased: [], idle: [expect.any(Number)] });

    const refused = await run("wrong", "plan", "-json");
    expect(refused.exitCode).toBe(1);
    expect(JSON.stringify(refused.errors)).toContain(`AWS account ID not allowed: ${OTHER}`);
    expect(await run("other", "apply", "-json", "-auto-approve")).toMatchObject({ exitCode: 0, errors: [] });
    expect(await outputsOf("other")).toEqual({ main: `${OTHER} us-east-1` });

    // The plan was made before the process was somebody else; what is applied is the plan's account all the same.
    expect(await run("right", "apply", "-json", "plan")).toMatchObject({ exitCode: 0, errors: [] });
    expect(await outputsOf("right")).toEqual({ main: `${ACCOUNT} us-east-1` });
    expect(await contents()).toEqual(before);
  });

  test("takes files from the directory of the stack that it serves", async () => {
    for (const name of ["first", "second"]) {
      await stack(name, { ...inAccount(ACCOUNT, ACCOUNT), s3_use_path_style: true });
      const file = join(directory, name, "cdk.tf.json");
      const bucket = { aws_s3_bucket: { bucket: { bucket: `files-of-${name}` } } };
      const object = {
        bucket: "${aws_s3_bucket.bucket.id}",
        key: "k",
        source: "assets/file.txt",
        content_type: "text/plain",
      };
      const resource = { ...bucket, aws_s3_object: { object } };
      const read = { aws_s3_object: { read: { bucket: "${aws_s3_object.object.bucket}", key: "k" } } };
      const root = JSON.parse(readFileSync(file, "utf8")) as { data: object; output: object };
      const output = { ...root.output, text: { value: "${data.aws_s3_object.read.body}" } };
      writeFileSync(file, JSON.stringify({ ...root, data: { ...root.data, ...read }, resource, output }));
      mkdirSync(join(directory, name, "assets"));
      writeFileSync(join(directory, name, "assets", "file.txt"), `text of ${name}`);
    }
    const before = await contents();
    for (const name of ["first", "second"]) {
      expect(await run(name, "apply", "-json", "-auto-approve")).toMatchObject({ exitCode: 0, errors: [] });
      expect(await outputsOf(name)).toMatchObject({ text: `text of ${name}` });
    }
    expect(await contents()).toEqual(before);
  });

  test("serves no stack with two configurations: each Region has its own process", async () => {
    await stack("two", inAccount(ACCOUNT, ACCOUNT), { ...inAccount(OTHER, OTHER), alias: "far", region: "eu-west-1" });
    const before = await contents();
    const taken: PoolContents[] = [];
    const { exitCode, errors } = await terraform.run({
      directory: join(directory, "two"),
      arguments: ["apply", "-json", "-auto-approve"],
      logFile: join(directory, "two.log"),
      onMessage: () => void contents().then((now) => taken.push(now)),
    });
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: [] });
    expect(await outputsOf("two")).toEqual({ main: `${ACCOUNT} us-east-1`, far: `${OTHER} eu-west-1` });
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.every(({ leased }) => leased.length === 0)).toBe(true);
    expect(await contents()).toEqual(before);
  });

  test("a plan that was made with a running provider is applied without one, as where the pool has ended meanwhile", async () => {
    await stack("left", inAccount(ACCOUNT, ACCOUNT));
    expect(await run("left", "plan", "-json", "-out=plan")).toMatchObject({ exitCode: 0, errors: [] });
    await services.providers?.stop();
    expect(await run("left", "apply", "-json", "plan")).toMatchObject({ exitCode: 0, errors: [] });
    expect(await outputsOf("left")).toEqual({ main: `${ACCOUNT} us-east-1` });
    expect(logOf("left")).toContain("No running provider from");
  });
});
