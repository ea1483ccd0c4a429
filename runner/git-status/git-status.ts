import { loadAllStages, type Stage } from "../../configuration";
import { stackId } from "../../contracts/layers";
import { AVAILABLE, connectionsConsole, whoFinishes } from "../../contracts/service/git";
import { priorResources, type ShownPlan } from "../../formats/terraform-show";
import { lookAtStack } from "../drift";
import { RunnerError } from "../errors";
import type { RunOptions } from "../session";
import { formatError } from "../summary";

/** A connection to a Git provider as it is now. */
export interface GitConnectionStatus {
  /** Key in the configuration. */
  readonly key: string;
  readonly name: string;
  /** Provider, or the provider that is installed at its host. */
  readonly provider: string;
  /** Address of its host; absent for a provider that AWS reaches by itself. */
  readonly endpoint?: string;
  /** `MISSING`: never applied, or deleted by hand. */
  readonly status: "PENDING" | "AVAILABLE" | "ERROR" | "MISSING";
  readonly arn?: string;
  /** Profiles that use it, as `<stage>/<profile>`, and connections of projects, as `<stage>/<project>/<connection>`. */
  readonly usedBy: readonly string[];
  /** Next step, where it does not work; absent where it does. */
  readonly next?: string;
}

/** The connections of the domain that a stage uses. */
export interface GitStatusReport {
  readonly stage: string;
  /** Stage that owns the domain, and with it the connections. */
  readonly domainStage: string;
  readonly connections: readonly GitConnectionStatus[];
  /** 0 all are AVAILABLE (or there are none), 2 one waits for somebody. */
  readonly exitCode: 0 | 2;
}

/** Options of {@link gitStatusOfStage}. */
export interface GitStatusOptions extends RunOptions {
  /** Directory of the stage files. */
  readonly environmentsDirectory: string;
}

/**
 * Reads the connections to Git providers of the domain that a stage uses, with a plan of the layer `git` that is never applied. Writes
 * nothing, and takes the plan role where the configuration names one.
 *
 * @throws RunnerError where nothing can be read
 */
export async function gitStatusOfStage({
  environmentsDirectory,
  ...options
}: GitStatusOptions): Promise<GitStatusReport> {
  const stages = loadAllStages(environmentsDirectory);
  const stage = stages.find(({ name }) => name === options.stage);
  if (stage === undefined) throw new RunnerError(`there is no stage "${options.stage}"`);
  const described = Object.values(stage.git.connections);
  const plan = described.length === 0 ? {} : await planOf(stage, options);
  const live = new Map(
    priorResources(plan, "managed", "aws_codeconnections_connection").map(({ values }) => [values.name, values]),
  );
  const connections = described.map((connection): GitConnectionStatus => {
    const { key, name, provider, host } = connection;
    const { provider: installed = "", endpoint } = stage.git.hosts[host ?? ""] ?? {};
    const found = live.get(name);
    const status = (found?.connection_status ?? "MISSING") as GitConnectionStatus["status"];
    return {
      key,
      name,
      provider: provider ?? installed,
      ...(endpoint === undefined ? {} : { endpoint }),
      status,
      ...(found === undefined ? {} : { arn: String(found.arn) }),
      usedBy: usersOf(key, stage, stages),
      ...(status === AVAILABLE ? {} : { next: nextStep(status, connection.finishedBy, stage) }),
    };
  });
  const waits = connections.some(({ status }) => status !== AVAILABLE);
  return { stage: stage.name, domainStage: stage.domainStage, connections, exitCode: waits ? 2 : 0 };
}

function planOf(stage: Stage, options: RunOptions): Promise<ShownPlan> {
  const stack = stackId({ account: stage.governance.key, layer: "git" });
  const about = { stack, folder: "git", title: "git status" };
  return lookAtStack({ ...options, stage: stage.domainStage }, about, ({ json, errors }) => {
    if (json === undefined) throw new RunnerError(errors.map((error) => formatError(error, "")).join("\n"));
    return json;
  });
}

function usersOf(key: string, { domainStage }: Stage, stages: readonly Stage[]): string[] {
  return stages
    .filter((stage) => stage.domainStage === domainStage)
    .flatMap(({ name, profiles, projects }) => [
      ...Object.values(profiles)
        .filter(({ git }) => git?.connection === key)
        .map((profile) => `${name}/${profile.key}`),
      ...Object.values(projects).flatMap((project) =>
        Object.entries(project.connections)
          .filter(([, { git }]) => git?.connection === key)
          .map(([connection]) => `${name}/${project.key}/${connection}`),
      ),
    ]);
}

function nextStep(status: GitConnectionStatus["status"], finishedBy: string | undefined, stage: Stage): string {
  if (status === "MISSING") return `npm run apply of stage ${stage.domainStage} makes it`;
  const { partition } = stage.environment.organization;
  const who = whoFinishes(finishedBy, stage.governance.id);
  const what = status === "ERROR" ? "repairs" : "finishes";
  return `${who} ${what} it: ${connectionsConsole(partition, stage.domain.region)}`;
}
