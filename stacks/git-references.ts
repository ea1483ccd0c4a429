import { Construct } from "constructs";
import { GitStatusRead } from "../modules/git-connection";
import { RemoteOutputs } from "../modules/remote-state";
import type { StageContext } from "./stage-context";

/** A connection as later layers see it. */
export interface GitReference {
  /** Expression, without `${}`, of its ARN. */
  readonly arn: string;
  readonly status: GitStatusRead;
}

/** The connections to Git providers as later layers see them: the outputs of `git`, and the status that the function reads. */
export class GitReferences extends Construct {
  private readonly known = new Map<string, GitReference>();
  private outputs: RemoteOutputs<"git"> | undefined;

  constructor(
    scope: Construct,
    private readonly context: StageContext,
    private readonly functionName: string,
  ) {
    super(scope, "Git");
  }

  /** A connection by its key; read once, whoever uses it. */
  public connection(key: string): GitReference {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const { governance } = this.context.stage;
    this.outputs ??= new RemoteOutputs(this, "Outputs", {
      location: this.context.stateOf({ account: governance.key, layer: "git" }),
    });
    const connectionArn = this.outputs.entry("gitConnectionArns", key);
    const status = new GitStatusRead(this, `Status-${key}`, { functionName: this.functionName, connectionArn });
    const reference = { arn: connectionArn.slice(2, -1), status };
    this.known.set(key, reference);
    return reference;
  }
}
