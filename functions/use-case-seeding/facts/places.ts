import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { z } from "zod";
import { AssumeRoleError } from "../../../aws/credentials";
import { awsFault, isDenied, saidBy } from "../../../aws/faults";
import { placeParameterName } from "../../../contracts/aiops/names";
import { useCasePlace } from "../../../contracts/aiops/place";
import type { AiopsSettings, UseCaseSettings } from "../../../contracts/aiops/settings";
import type { PlaceView } from "../../../governance/repositories";
import type { Clients } from "../clients";

/** Records of the places of a use case, by stage: each is read in its account, by the role there. */
export async function readPlaces(
  parametersOf: Clients["parametersOf"],
  { prefix }: AiopsSettings,
  useCase: string,
  { build, stages }: UseCaseSettings,
): Promise<Record<string, PlaceView>> {
  const views: Record<string, PlaceView> = {};
  for (const { name, accountRoleArn: roleArn, region } of [build, ...stages]) {
    if (Object.hasOwn(views, name)) continue;
    const parameter = placeParameterName(prefix, useCase, name);
    views[name] = await readPlace(() =>
      parametersOf({ roleArn, region }).send(new GetParameterCommand({ Name: parameter })),
    );
  }
  return views;
}

async function readPlace(
  ask: () => Promise<{ readonly Parameter?: { readonly Value?: string | undefined } | undefined }>,
): Promise<PlaceView> {
  let text: string;
  try {
    text = (await ask()).Parameter?.Value ?? "";
  } catch (error) {
    // A role that is not there yet is refused in the same words as one that does not trust: before the layer is applied, both are so.
    if (error instanceof AssumeRoleError && isDenied(error.cause)) return { is: "missing" };
    if (awsFault(error)?.name === "ParameterNotFound") return { is: "missing" };
    if (isDenied(error)) return { is: "unreadable", said: saidBy(error) };
    throw error;
  }
  const parsed = useCasePlace.safeParse(jsonOf(text));
  if (parsed.success) return { is: "there", place: parsed.data };
  return { is: "wrong", problem: z.prettifyError(parsed.error).replace(/\s*\n\s*/g, "; ") };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
