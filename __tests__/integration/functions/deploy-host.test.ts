import { CodeHostDeployments } from "../../../functions/model-promotion/host/deploy-host";
import { connect, type Transport } from "../../../functions/code-host";
import type { Order } from "../../../governance/promotions";
import { type CodeHosts } from "../../../packages/emulator/code-host";
import {
  dispatchOf,
  readParameters,
  renderRepository,
  sampleParameters,
  seedFilesOnDisk,
  templateOf,
} from "../../../seeds";
import { apiOf, start } from "../emulator/code-host/harness";
import { useCaseOf } from "../../unit/governance/promotions/world";

const TYPES = ["github", "github-enterprise-server", "gitlab"] as const;
type Type = (typeof TYPES)[number];
const template = templateOf("regression");
const sample = readParameters(template, sampleParameters(template));
const stage = sample.stages[0].name;
const useCase = useCaseOf({ repositories: { build: "churn-build", deploy: "churn-deploy" } });
const of = (type: Type) => ({ ...useCase, codeHost: type });

const order = (id: string, changes: Partial<Order> = {}): Order => ({
  ...{
    id,
    kind: "promotion",
    promotion: "churn-v7-1",
    source: "arn:source",
    release: "arn:aws:sagemaker:eu-west-1:2:model-package/churn/7",
  },
  ...{ by: "rita", reason: "better on\nrecent customers", orderedAt: new Date().toISOString(), state: "telling" },
  tellingSince: new Date().toISOString(),
  ...changes,
});

let hosts: CodeHosts;
let deployments: CodeHostDeployments;
/** Answers of the next requests that get lost. */
let lost = 0;

const namespaceOf = (type: Type): string => (type === "gitlab" ? "acme/ml" : "acme");
const baseOf = (type: Type): string => {
  const url = hosts.url(type);
  return type === "gitlab" ? `${url}/api/v4` : type === "github-enterprise-server" ? `${url}/api/v3` : url;
};

/** Makes the deploy repository of a template, file by file. */
async function seed(type: Type): Promise<void> {
  const api = apiOf(baseOf(type));
  const { files } = renderRepository({ template, kind: "deploy", host: type, parameters: sample }, seedFilesOnDisk);
  const wanted = type === "gitlab" ? [".gitlab-ci.yml"] : [".github/workflows/deploy.yml"];
  if (type === "gitlab") {
    const { body: group } = await api<{ id: number }>("GET", `/groups/${encodeURIComponent("acme/ml")}`);
    const { body: made } = await api<{ id: number }>("POST", "/projects", {
      name: "churn-deploy",
      path: "churn-deploy",
      namespace_id: group.id,
    });
    const actions = wanted.map((path) => ({ action: "create", file_path: path, content: files.get(path)?.text }));
    const first = await api("POST", `/projects/${made.id}/repository/commits`, {
      branch: "main",
      commit_message: "Seed",
      actions,
    });
    expect(first.status).toBe(201);
    return;
  }
  await api("POST", "/orgs/acme/repos", { name: "churn-deploy", private: true });
  for (const path of wanted) {
    const content = Buffer.from(files.get(path)?.text ?? "").toString("base64");
    const first = await api("PUT", `/repos/acme/churn-deploy/contents/${path}`, { message: "Seed", content });
    expect(first.status).toBe(201);
  }
}

/** Ends a run: nothing runs it here. */
async function endRun(host: Type, id: string, conclusion: string): Promise<void> {
  const body = JSON.stringify({ host, id: Number(id), status: "completed", conclusion });
  const answer = await fetch(`${hosts.controlUrl}/_code-hosts/runs`, { method: "POST", body });
  expect(answer.status).toBeLessThan(300);
}

beforeAll(async () => {
  hosts = await start(TYPES.map((type) => ({ key: type, type })));
  for (const type of TYPES) await seed(type);
  const settings = TYPES.map(
    (type) =>
      [
        type,
        { type, url: hosts.url(type), namespace: namespaceOf(type), secretArn: "arn:aws:secretsmanager:x" },
      ] as const,
  );
  deployments = new CodeHostDeployments(Object.fromEntries(settings), (host) => {
    const send = connect(host, () => Promise.resolve({ token: "robot-token" }));
    const losing: Transport = async (request) => {
      const answer = await send(request);
      if (request.method === "POST" && lost-- > 0) throw new Error("lost");
      return answer;
    };
    return losing;
  });
});
afterAll(() => hosts.stop());
beforeEach(() => {
  lost = 0;
});

describe.each(TYPES)("a deployment on %s", (type) => {
  it("is started as the template's own dispatch would start it, and followed to its end", async () => {
    const first = order(`churn-v7-1-${stage}-1`);
    const told = await deployments.start(of(type), stage, first);
    if ("hindrance" in told) throw new Error(told.hindrance);
    // A GitHub Enterprise Server does not tell the run.
    expect(told.run === undefined).toBe(type === "github-enterprise-server");
    const found = await deployments.find(of(type), stage, { ...first, ...told });
    if (typeof found === "string") throw new Error(found);
    expect(found.state).toBe("active");
    await endRun(type, found.run, type === "gitlab" ? "failed" : "failure");
    expect(await deployments.find(of(type), stage, { ...first, ...told })).toMatchObject({
      state: "failed",
      run: found.run,
    });
  });

  it("is found by its mark where the answer was lost, and is certainly not there where nobody started it", async () => {
    const second = order(`churn-v7-1-${stage}-2`);
    lost = 1;
    await expect(deployments.start(of(type), stage, second)).rejects.toThrow("lost");
    expect(await deployments.find(of(type), stage, second)).toMatchObject({ state: "active" });
    expect(await deployments.find(of(type), stage, order(`churn-v7-1-${stage}-22`))).toBe("none");
  });

  it("that the host refuses is a hindrance: nothing was started", async () => {
    const other = { ...of(type), repositories: { build: "x", deploy: "missing" } };
    expect(await deployments.start(other, stage, order("x"))).toMatchObject({
      hindrance: expect.stringContaining("404") as string,
    });
  });
});

it("asks nothing that the hosts do not describe", () => {
  expect(hosts.violations).toEqual([]);
});

it("sends exactly the inputs and variables that templates know", () => {
  const request = { stage, release: "r", reason: "why" };
  const github = dispatchOf("github", sample, request);
  const gitlab = dispatchOf("gitlab", sample, request);
  expect("inputs" in github && [github.workflow, Object.keys(github.inputs)]).toEqual([
    "deploy.yml",
    ["stage", "release", "reason"],
  ]);
  expect("variables" in gitlab && gitlab.variables.map(({ key }) => key)).toEqual([
    "SMUS_STAGE",
    "SMUS_RELEASE",
    "SMUS_REASON",
  ]);
});
