import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Stage } from "../../../configuration";
import { clientVariables, exportLines, isolatedEnvironment } from "../../../sandbox/launcher/client-environment";
import { APPLICATION_KINDS } from "../../../sandbox/launcher/application-inventory";
import { findLeftovers, formatInventory, stagesFor, type AccountContents } from "../../../sandbox/launcher";
import { NOTHING_CLASSIC } from "./support/nothing-classic";
import { findOnPath, findPythonTools } from "../../../sandbox/launcher/python-tools";

const ADDRESSES = { motoPort: 5000, emulatorPort: 6000 };
const OPERATOR = { accessKeyId: "AKIA", secretAccessKey: "secret" };

describe("client environment", () => {
  test("sends every call to the emulator, which hands on what is moto's", () => {
    const variables = clientVariables(ADDRESSES, "eu-west-1", OPERATOR);
    const endpoints = Object.entries(variables).filter(([name]) => name.startsWith("AWS_ENDPOINT_URL"));
    expect(endpoints).toEqual([["AWS_ENDPOINT_URL", "http://127.0.0.1:6000"]]);
    expect([variables.AWS_ACCESS_KEY_ID, variables.AWS_SECRET_ACCESS_KEY]).toEqual(["AKIA", "secret"]);
    // SDKs and Terraform read the one, the AWS CLI the other.
    expect([variables.AWS_REGION, variables.AWS_DEFAULT_REGION]).toEqual(["eu-west-1", "eu-west-1"]);
  });

  test("names the pool of running providers where there is one", () => {
    expect(clientVariables(ADDRESSES, "eu-west-1", OPERATOR)).not.toHaveProperty("SMUS_PROVIDER_POOL");
    expect(clientVariables({ ...ADDRESSES, providersPort: 7000 }, "eu-west-1", OPERATOR)).toMatchObject({
      SMUS_PROVIDER_POOL: "http://127.0.0.1:7000",
    });
  });

  test("takes real profiles, credentials and stages away, and leaves the rest", () => {
    const environment = {
      PATH: "/bin",
      AWS_PROFILE: "prod",
      AWS_SESSION_TOKEN: "x",
      TF_WORKSPACE: "prod",
      SMUS_ACCESS: "plan",
      SMUS_PROVIDER_POOL: "http://127.0.0.1:7000",
      TF_LOG: "DEBUG",
    };
    expect(isolatedEnvironment(environment)).toEqual({ PATH: "/bin", TF_LOG: "DEBUG" });
  });

  test("writes lines that a shell understands, whatever is in a value", () => {
    expect(exportLines({ A: "it's" })).toEqual(["export A='it'\\''s'"]);
  });
});

describe("stagesFor", () => {
  const stage = (name: string, domainStage: string, backend = "s3") =>
    ({ name, domainStage, environment: { state: { backend } } }) as unknown as Stage;
  const sandbox = {
    stages: [stage("hcp", "hcp", "cloud"), stage("shared", "shared"), stage("dev", "shared"), stage("lab", "hcp")],
  };

  test("adds the stage that owns the domain, before", () => {
    expect(stagesFor(sandbox, "dev")).toEqual({ stages: ["shared", "dev"], skipped: [] });
  });

  test("takes all stages in apply order when none is named, but for those in Terraform Cloud", () => {
    expect(stagesFor(sandbox, undefined)).toEqual({ stages: ["shared", "dev"], skipped: ["hcp", "lab"] });
  });

  test("refuses a named stage in Terraform Cloud", () => {
    expect(() => stagesFor(sandbox, "hcp")).toThrow("which the sandbox does not have");
  });

  test("lists the stages when there is no such stage", () => {
    expect(() => stagesFor(sandbox, "qa")).toThrow('there is no stage "qa"; stages: hcp, shared, dev, lab');
  });
});

describe("inventory", () => {
  const NOTHING: AccountContents = {
    account: "100000000011",
    names: ["finance-dev"],
    classic: NOTHING_CLASSIC,
    emulated: [],
  };

  test("calls an empty account empty", () => {
    expect(formatInventory([NOTHING])).toBe("finance-dev (100000000011): nothing");
    expect(findLeftovers([NOTHING])).toEqual({ unexpected: [], kept: [] });
  });

  test("tells what AWS keeps from what should not be there", () => {
    const contents = { ...NOTHING, classic: { ...NOTHING.classic, buckets: ["left"], keysPendingDeletion: ["k1"] } };
    expect(findLeftovers([contents])).toEqual({
      unexpected: ["finance-dev (100000000011): buckets left"],
      kept: ["finance-dev (100000000011): key k1 waits for its deletion"],
    });
  });
});

test.each(APPLICATION_KINDS)("%s of the application that are left are not expected", (kind) => {
  const contents = {
    ...{ account: "100000000011", names: ["governance"], emulated: [] },
    classic: { ...NOTHING_CLASSIC, [kind]: ["left"] },
  };
  expect(findLeftovers([contents]).unexpected).toEqual([`governance (100000000011): ${kind} left`]);
});

describe("Python tools", () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "smus-python-"))));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  const program = (name: string, content = "", folder = "bin"): string => {
    mkdirSync(join(directory, folder), { recursive: true });
    writeFileSync(join(directory, folder, name), content, { mode: 0o755 });
    return join(directory, folder, name);
  };
  /** A Python that answers what the packages' search asks. */
  const answering = (packages: object): string => `#!/bin/sh\necho '${JSON.stringify(packages)}'\n`;
  const ALL = { botocore: "/b", cfnlint: "/c", moto: "/m" };

  test("finds programs as a shell does: first directory first", () => {
    const file = program("moto_server");
    expect(findOnPath("moto_server", ["/does/not/exist", join(directory, "bin"), "/usr/bin"].join(delimiter))).toBe(
      file,
    );
    expect(findOnPath("moto_server", "")).toBeUndefined();
  });

  test("uses moto_server from PATH, with the python3 beside it", async () => {
    program("moto_server");
    const python = program("python3", answering(ALL));
    const PATH = join(directory, "bin");
    expect(await findPythonTools(directory, { PATH }, () => undefined)).toEqual({
      motoPython: python,
      python,
    });
  });

  test("asks the Python of moto_server first, which is another one where pipx installed it", async () => {
    const python = program("python3", answering(ALL), "pipx");
    program("moto_server", `#!${python}\nimport sys\n`);
    program("python3", answering({ botocore: null, cfnlint: null, moto: null }));
    const PATH = join(directory, "bin");
    expect(await findPythonTools(directory, { PATH }, () => undefined)).toEqual({
      motoPython: python,
      python,
    });
  });

  test("runs moto with its own Python and checks requests with another, where each has its part", async () => {
    const motoPython = program("python3", answering({ botocore: "/b", cfnlint: null, moto: "/m" }), "pipx");
    program("moto_server", `#!${motoPython}\nimport sys\n`);
    const python = program("python3", answering({ botocore: "/b", cfnlint: "/c", moto: null }));
    const PATH = join(directory, "bin");
    expect(await findPythonTools(directory, { PATH }, () => undefined)).toEqual({ motoPython, python });
  });

  test("understands a moto_server that takes its Python from PATH", async () => {
    program("moto_server", "#!/usr/bin/env python3.12\nimport sys\n");
    const python = program("python3.12", answering(ALL));
    program("python3", answering({ botocore: null, cfnlint: null, moto: null }));
    const PATH = join(directory, "bin");
    expect(await findPythonTools(directory, { PATH }, () => undefined)).toEqual({
      motoPython: python,
      python,
    });
  });

  test("does not use a moto_server with which no request could be checked, and says so", async () => {
    program("moto_server");
    program("python3", answering({ botocore: "/b", cfnlint: null, moto: "/m" }));
    program("moto_server", "", "venv/bin");
    const python = program("python3", answering(ALL), "venv/bin");
    const expected = { motoPython: python, python };
    const said: string[] = [];
    const PATH = join(directory, "bin");
    expect(await findPythonTools(directory, { PATH }, (line) => said.push(line))).toEqual(expected);
    expect(said).toEqual([expect.stringContaining("has no botocore or cfn-lint to check requests with")]);
  });

  test("says how to install Python where there is none", async () => {
    await expect(findPythonTools(directory, { PATH: directory }, () => undefined)).rejects.toThrow(
      "apt-get install python3",
    );
  });
});
