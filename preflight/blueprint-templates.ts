import { GetEnvironmentBlueprintCommand } from "@aws-sdk/client-datazone";
import { parse } from "yaml";
import { BLUEPRINT_PARAMETERS } from "../contracts/service/blueprint-parameters";
import type { AccountReads } from "./reads";
import type { BlueprintName } from "../contracts/service/blueprints";

/** A parameter of a blueprint's template. */
export interface TemplateParameter {
  /** Values that CloudFormation takes. @default - any */
  readonly allowed?: readonly string[];
  /** A value must be given: the template has no default. */
  readonly required: boolean;
}

/** Parameters of a blueprint, by name. */
export interface BlueprintTemplate {
  readonly parameters: ReadonlyMap<string, TemplateParameter>;
  /** `live`: read from the blueprint's own template. `known`: as far as this version knows it. */
  readonly from: "live" | "known";
}

/** Fetches the text at an address. @throws Error where there is none */
export type FetchText = (url: string) => Promise<string>;

/** A template that could not be read. */
export class UnreadTemplateError extends Error {
  override readonly name = "UnreadTemplateError";
}

/** Templates of a domain's managed blueprints, each read once. */
export class BlueprintTemplates {
  private readonly read = new Map<string, Promise<BlueprintTemplate>>();

  constructor(private readonly fetchText: FetchText = fetchTemplate) {}

  /** Parameters of a blueprint as far as this version of the project knows them. */
  known(blueprint: BlueprintName): BlueprintTemplate {
    const known = BLUEPRINT_PARAMETERS[blueprint] ?? {};
    const parameters = Object.entries(known).map(([name, { allowed, required = false }]) => {
      return [name, { ...(allowed === undefined ? {} : { allowed }), required }] as const;
    });
    return { parameters: new Map(parameters), from: "known" };
  }

  /**
   * The template of a blueprint, from the address that DataZone names.
   *
   * @throws UnreadTemplateError
   */
  live(domain: { readonly id: string; readonly region: string }, blueprintId: string, reads: AccountReads) {
    const known = this.read.get(blueprintId) ?? this.readLive(domain, blueprintId, reads);
    this.read.set(blueprintId, known);
    return known;
  }

  private async readLive(
    { id, region }: { readonly id: string; readonly region: string },
    identifier: string,
    reads: AccountReads,
  ): Promise<BlueprintTemplate> {
    const command = new GetEnvironmentBlueprintCommand({ domainIdentifier: id, identifier });
    const { provisioningProperties } = await reads.datazone(region).send(command);
    const url = provisioningProperties?.cloudFormation?.templateUrl;
    if (url === undefined) throw new UnreadTemplateError("the blueprint names no template");
    try {
      return { parameters: parametersOf(await this.fetchText(url)), from: "live" };
    } catch (cause) {
      // Whatever goes wrong with an address of somebody else's: its network, its text.
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new UnreadTemplateError(`its template ${withoutQuery(url)} cannot be read: ${reason}`, { cause });
    }
  }
}

const LIMIT_SECONDS = 30;

async function fetchTemplate(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT_SECONDS * 1000) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
}

/** A signed address holds a key. */
function withoutQuery(url: string): string {
  return url.replace(/\?.*$/, "");
}

interface WrittenParameter {
  readonly Default?: unknown;
  readonly AllowedValues?: readonly unknown[];
}

/** Parameters of a CloudFormation template in JSON or YAML. @throws Error for anything else */
export function parametersOf(template: string): Map<string, TemplateParameter> {
  // JSON is YAML, but a parser of its own is twenty times faster. Short forms (`!Ref`) stand in the resources only.
  const document = (
    template.trimStart().startsWith("{") ? JSON.parse(template) : parse(template, { logLevel: "silent" })
  ) as { readonly Parameters?: Readonly<Record<string, WrittenParameter>>; readonly Resources?: unknown } | null;
  if (document === null || typeof document !== "object" || document.Resources === undefined)
    throw new Error("it is no CloudFormation template");
  const parameters = Object.entries(document.Parameters ?? {}).map(([name, { Default, AllowedValues }]) => {
    const allowed = AllowedValues?.map(String);
    return [name, { ...(allowed === undefined ? {} : { allowed }), required: Default === undefined }] as const;
  });
  return new Map(parameters);
}
