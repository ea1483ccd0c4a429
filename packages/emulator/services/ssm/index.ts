import type {
  DeleteParameterCommandInput,
  GetParameterCommandInput,
  GetParametersByPathCommandInput,
  GetParametersCommandInput,
  PutParameterCommandInput,
} from "@aws-sdk/client-ssm";
import { ServiceError } from "../../errors";
import { awsJson } from "../../http/protocols";
import type { MotoProxy } from "../../moto-proxy";
import { page } from "../../pages";
import { type Call, type EmulatorContext, operation, type Service } from "../../service";

interface Parameter {
  name: string;
  value: string;
  type: string;
  version: number;
  lastModified: number;
}

const MODEL_PAGE = 10;

const parametersOf = (call: Call) =>
  call.emulator.store.state<Record<string, Parameter>>("ssm", call.account, call.region, () => ({}));

const missing = (name: string | undefined) =>
  new ServiceError("ParameterNotFound", 400, `Parameter ${name} not found.`);

const describe = (parameter: Parameter, call: Call) => ({
  Name: parameter.name,
  Type: parameter.type,
  Value: parameter.value,
  Version: parameter.version,
  LastModifiedDate: parameter.lastModified / 1000,
  ARN: `arn:aws:ssm:${call.region}:${call.account}:parameter/${parameter.name.replace(/^\//, "")}`,
  DataType: "text",
});

function putParameter(input: PutParameterCommandInput, call: Call) {
  const parameters = parametersOf(call);
  const name = input.Name!;
  const before = parameters[name];
  if (before && !input.Overwrite)
    throw new ServiceError(
      "ParameterAlreadyExists",
      400,
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    );
  const type = input.Type ?? before?.type ?? "String";
  const version = (before?.version ?? 0) + 1;
  parameters[name] = { name, value: input.Value!, type, version, lastModified: Date.now() };
  return { Version: version, Tier: "Standard" };
}

function getParametersByPath(input: GetParametersByPathCommandInput, call: Call) {
  const path = input.Path!.endsWith("/") ? input.Path! : `${input.Path}/`;
  const found = Object.values(parametersOf(call))
    .filter(({ name }) => name.startsWith(path) && (input.Recursive || !name.slice(path.length).includes("/")))
    .sort((a, b) => a.name.localeCompare(b.name));
  const request = { maxResults: input.MaxResults, nextToken: input.NextToken };
  const { items, nextToken } = page(found, request, MODEL_PAGE, call);
  return { Parameters: items.map((parameter) => describe(parameter, call)), NextToken: nextToken };
}

/** The part of Parameter Store that functions use; serves only when there is no moto. */
export const ssm: Service = {
  signingName: "ssm",
  model: "ssm",
  protocol: awsJson("1.1"),
  throttling: { code: "ThrottlingException", status: 400 },
  operations: {
    PutParameter: operation(putParameter),
    GetParameter: operation((input: GetParameterCommandInput, call) => {
      const parameter = parametersOf(call)[input.Name!];
      if (!parameter) throw missing(input.Name);
      return { Parameter: describe(parameter, call) };
    }),
    GetParameters: operation((input: GetParametersCommandInput, call) => {
      const parameters = parametersOf(call);
      const names = input.Names ?? [];
      return {
        Parameters: names.filter((name) => parameters[name]).map((name) => describe(parameters[name], call)),
        InvalidParameters: names.filter((name) => !parameters[name]),
      };
    }),
    DeleteParameter: operation((input: DeleteParameterCommandInput, call) => {
      const parameters = parametersOf(call);
      if (!parameters[input.Name!]) throw missing(input.Name);
      delete parameters[input.Name!];
      return {};
    }),
    GetParametersByPath: operation(getParametersByPath),
  },
};

/** Reader of parameters of the caller's account for other services: from moto, or from the parameters above. */
export function parameterReader(proxy: MotoProxy | undefined): EmulatorContext["readParameter"] {
  return async (name, by) => {
    if (!proxy) return parametersOf(by)[name]?.value;
    const reply = await proxy.json(by.accessKeyId, by.region, "ssm", "AmazonSSM.GetParameter", { Name: name });
    if (reply.status !== 200) return undefined;
    return (JSON.parse(reply.body.toString()) as { Parameter?: { Value?: string } }).Parameter?.Value;
  };
}
