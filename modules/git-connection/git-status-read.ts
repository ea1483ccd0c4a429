import { DataAwsLambdaInvocation } from "@cdktf/provider-aws/lib/data-aws-lambda-invocation";
import { Construct } from "constructs";
import { type GitStatusRequest, READ_QUALIFIER } from "../../contracts/control-plane";
import { AVAILABLE, PENDING } from "../../contracts/service/git";
import { jsonTemplate } from "../expression";

/** Properties of {@link GitStatusRead}. */
export interface GitStatusReadProps {
  /** Control-plane function of the account that owns the connection. */
  readonly functionName: string;
  /** Expression of its ARN, known while planning. */
  readonly connectionArn: string;
}

/**
 * Reads at every plan whether a connection to a Git provider is AVAILABLE, so that what names it comes into the plan then, and leaves
 * it when the connection does not work any more.
 *
 * Creates one data source.
 */
export class GitStatusRead extends Construct {
  private readonly status: string;

  constructor(scope: Construct, id: string, props: GitStatusReadProps) {
    super(scope, id);
    const request: GitStatusRequest = { action: "git-status", connectionArn: props.connectionArn };
    const read = new DataAwsLambdaInvocation(this, "Read", {
      functionName: props.functionName,
      qualifier: READ_QUALIFIER,
      input: jsonTemplate(request),
    });
    this.status = `jsondecode(data.aws_lambda_invocation.${read.friendlyUniqueId}.result).status`;
  }

  /** The value of an expression (without `${}`) while the connection is AVAILABLE, else null. */
  public whileAvailable(expression: string): string {
    return `\${${this.status} == ${JSON.stringify(AVAILABLE)} ? ${expression} : null}`;
  }

  /** Expression (without `${}`) that says whether a person has finished the connection, whatever became of it then. */
  public get isFinished(): string {
    return `${this.status} != ${JSON.stringify(PENDING)}`;
  }

  /** The value of an expression (without `${}`) once a person has finished the connection, whatever became of it then; else null. */
  public unlessPending(expression: string): string {
    return `\${${this.status} == ${JSON.stringify(PENDING)} ? null : ${expression}}`;
  }
}
