import { emulatorUrl } from "../../../sandbox/launcher/services";
import { unverifiedAuthorization } from "../../../packages/emulator/identity";
import { IDS, REGION } from "./organization";
import type { SmallLife } from "./small-life";

/** A call of Glue in the account of the tooling of project `reports`. */
export async function callGlue({ life }: SmallLife, operation: string, body: object): Promise<void> {
  const { variables } = await life.clients(IDS.finance);
  const response = await fetch(emulatorUrl(life.sandbox.addresses), {
    method: "POST",
    headers: {
      authorization: unverifiedAuthorization(variables.AWS_ACCESS_KEY_ID, REGION, "glue"),
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSGlue.${operation}`,
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}
