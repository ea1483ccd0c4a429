import type { RouteTable } from "../../http/router";

const F = "/2015-03-31/functions";
const ONE = `${F}/{FunctionName}`;

/** Method and URI template of every operation served here; a test compares them with botocore's model. */
export const ROUTES: RouteTable = {
  [`POST ${F}`]: "CreateFunction",
  [`GET ${F}`]: "ListFunctions",
  [`GET ${ONE}`]: "GetFunction",
  [`DELETE ${ONE}`]: "DeleteFunction",
  [`GET ${ONE}/configuration`]: "GetFunctionConfiguration",
  [`PUT ${ONE}/configuration`]: "UpdateFunctionConfiguration",
  [`PUT ${ONE}/code`]: "UpdateFunctionCode",
  [`POST ${ONE}/versions`]: "PublishVersion",
  [`GET ${ONE}/versions`]: "ListVersionsByFunction",
  [`POST ${ONE}/invocations`]: "Invoke",
  [`POST ${ONE}/aliases`]: "CreateAlias",
  [`GET ${ONE}/aliases`]: "ListAliases",
  [`GET ${ONE}/aliases/{Name}`]: "GetAlias",
  [`PUT ${ONE}/aliases/{Name}`]: "UpdateAlias",
  [`DELETE ${ONE}/aliases/{Name}`]: "DeleteAlias",
  [`POST ${ONE}/policy`]: "AddPermission",
  [`GET ${ONE}/policy`]: "GetPolicy",
  [`DELETE ${ONE}/policy/{StatementId}`]: "RemovePermission",
  "GET /2020-06-30/functions/{FunctionName}/code-signing-config": "GetFunctionCodeSigningConfig",
  "PUT /2017-10-31/functions/{FunctionName}/concurrency": "PutFunctionConcurrency",
  "DELETE /2017-10-31/functions/{FunctionName}/concurrency": "DeleteFunctionConcurrency",
  "GET /2019-09-30/functions/{FunctionName}/concurrency": "GetFunctionConcurrency",
  "GET /2024-08-31/functions/{FunctionName}/recursion-config": "GetFunctionRecursionConfig",
  "PUT /2024-08-31/functions/{FunctionName}/recursion-config": "PutFunctionRecursionConfig",
  "GET /2021-07-20/functions/{FunctionName}/runtime-management-config": "GetRuntimeManagementConfig",
  "GET /2017-03-31/tags/{Resource}": "ListTags",
  "POST /2017-03-31/tags/{Resource}": "TagResource",
  "DELETE /2017-03-31/tags/{Resource}": "UntagResource",
};

export const STATUSES: Readonly<Record<string, number>> = {
  CreateFunction: 201,
  // The model says 200 and the service answers 204 with no body; clients take both.
  DeleteFunction: 204,
  PublishVersion: 201,
  CreateAlias: 201,
  DeleteAlias: 204,
  AddPermission: 201,
  RemovePermission: 204,
  DeleteFunctionConcurrency: 204,
  TagResource: 204,
  UntagResource: 204,
};

export const QUERY = {
  Qualifier: "string",
  Marker: "string",
  MaxItems: "integer",
  FunctionVersion: "string",
  RevisionId: "string",
  MasterRegion: "string",
  tagKeys: "list",
} as const;

export const HEADERS = {
  "x-amz-invocation-type": "InvocationType",
  "x-amz-log-type": "LogType",
  "x-amz-client-context": "ClientContext",
} as const;
