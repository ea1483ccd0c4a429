import { SeedError, type CodeHost, type SeedParameters, type SeedProblem } from "./model";
import { DEPLOY_INPUTS, DEPLOY_PIPELINE, stageInput } from "./templates/pipelines";

/** A deployment to ask of a deploy repository. */
export interface DeployRequest {
  readonly stage: string;
  /** The exact version: an ARN of a model package version, or an address of a data release with its digest. */
  readonly release: string;
  readonly reason: string;
}

/**
 * Content of the call that starts a deployment on a code host, without address and token.
 *
 * GitHub: `POST /repos/{owner}/{repo}/actions/workflows/{workflow}/dispatches` with `ref` and `inputs`.
 * GitLab: `POST /projects/{id}/pipeline` with `ref` and `variables`.
 */
export type Dispatch =
  | { readonly workflow: string; readonly ref: string; readonly inputs: Readonly<Record<string, string>> }
  | { readonly ref: string; readonly variables: readonly { readonly key: string; readonly value: string }[] };

/** The call that starts a deployment on a host. @throws SeedError for a stage that the repository does not have */
export function dispatchOf(host: CodeHost, { stages }: SeedParameters, request: DeployRequest): Dispatch {
  const names = stages.map(({ name }) => name);
  const problems: SeedProblem[] = [];
  if (!names.includes(request.stage))
    problems.push({ path: "stage", got: request.stage, allowed: names.join(", "), fix: "choose one of them" });
  if (request.reason.trim() === "")
    problems.push({ path: "reason", got: request.reason, allowed: "a sentence", fix: "say why this is deployed" });
  if (problems.length > 0) throw new SeedError(problems);
  const values = [
    [stageInput(names), request.stage],
    [DEPLOY_INPUTS.release, request.release],
    [DEPLOY_INPUTS.reason, request.reason],
  ] as const;
  return host === "gitlab"
    ? { ref: "main", variables: values.map(([{ variable }, value]) => ({ key: variable, value })) }
    : {
        workflow: `${DEPLOY_PIPELINE}.yml`,
        ref: "main",
        inputs: Object.fromEntries(values.map(([{ name }, value]) => [name, value])),
      };
}
