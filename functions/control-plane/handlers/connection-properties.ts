import type {
  ConnectionPropertiesInput,
  ConnectionPropertiesPatch,
  GetConnectionOutput,
} from "@aws-sdk/client-datazone";
import type { Properties } from "../../../contracts/control-plane";
import { CONNECTION_KINDS, type ConnectionKind, memberOf, unionOf } from "../../../contracts/service/connections";
import type { Comparable } from "../engine/comparison";

type ConnectionProperties = Properties<"Connection">;

/** Properties of a connection as CreateConnection takes them. */
export function creationProperties(properties: ConnectionProperties): ConnectionPropertiesInput {
  const fixed = JSON.parse(properties.fixedProperties) as object;
  return wrapped(properties.kind, { ...fixed, ...properties.properties }) as unknown as ConnectionPropertiesInput;
}

/** Properties of a connection as UpdateConnection takes them; nothing where it takes none. */
export function changedProperties({ kind, properties }: ConnectionProperties): ConnectionPropertiesPatch | undefined {
  if (Object.keys(properties).length === 0) return undefined;
  return wrapped(kind, properties) as unknown as ConnectionPropertiesPatch;
}

/** The union's member; the properties of a Glue connection are one level deeper. */
function wrapped(kind: ConnectionKind, properties: object): object {
  return unionOf(kind, kind === "glue" ? { glueConnectionInput: properties } : properties);
}

/** Live properties, of which only what is desired counts; what the service does not return equals the desired value. */
export function liveProperties(live: GetConnectionOutput, { kind, properties }: ConnectionProperties): Comparable {
  return returned(properties, returnedProperties(live, kind));
}

function returnedProperties({ props, physicalEndpoints = [] }: GetConnectionOutput, kind: ConnectionKind): unknown {
  const [endpoint] = physicalEndpoints;
  if (kind === "glue") return endpoint?.glueConnection;
  const [member, content] = memberOf(props);
  const own = member === CONNECTION_KINDS[kind].member ? content : undefined;
  // Host and port of a Redshift come back as those of the endpoint.
  return kind === "redshift" ? { host: endpoint?.host, port: endpoint?.port, ...own } : own;
}

/** Members of which the API takes one out of several: there another one than the desired is a difference. */
const CHOICES: readonly string[] = ["storage", "credentials"];

/** The desired value with what the service returned in its place; members that the service adds do not count. */
export function returned(desired: unknown, live: unknown, name = ""): Comparable {
  if (!isObject(desired)) return (live ?? desired ?? null) as Comparable;
  if (!isObject(live)) return desired as Comparable;
  const members = Object.entries(desired).map(([key, value]) => [key, returned(value, live[key], key)] as const);
  const otherChoice = CHOICES.includes(name) && Object.keys(desired).every((key) => live[key] === undefined);
  return otherChoice ? (live as Comparable) : Object.fromEntries(members);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
