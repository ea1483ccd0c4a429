import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";

/** Writes on a condition. @returns false where the condition does not hold: somebody else has written since it was read */
export async function unlessOutrun(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
