import { GetParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { placeParameterName } from "../../../contracts/aiops/names";
import { type UseCasePlace, useCasePlace } from "../../../contracts/aiops/place";
import { awsFault } from "../../../aws/faults";

/** Record of a use case's place in an account; nothing where the account is not applied yet. @throws Error for one of another version */
export async function readPlace(
  client: SSMClient,
  prefix: string,
  useCase: string,
  stage: string,
): Promise<UseCasePlace | undefined> {
  const Name = placeParameterName(prefix, useCase, stage);
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name }));
    const parsed = useCasePlace.safeParse(JSON.parse(Parameter?.Value ?? ""));
    if (parsed.success) return parsed.data;
    throw new Error(`${Name} is not of this version; fix: apply the layer aiops of the account`);
  } catch (error) {
    if (awsFault(error)?.name === "ParameterNotFound") return undefined;
    throw error;
  }
}
