import { z } from "zod";
import { ADOPTABLE_KINDS } from "../../contracts/adoption";

const forms = Object.entries(ADOPTABLE_KINDS).map(([kind, { keys }]) => `${kind}/${keys}`);

/** Address of the place that describes an object: its kind, and the keys that lead to it. */
export const adoptAddress = z
  .string()
  .regex(/^[A-Za-z]+(\/[A-Za-z0-9.-]+){1,3}$/)
  .describe(`an address: ${forms.join(", ")}`);

/** Ids of existing objects by address; rules check that the address names something of the file, and the id's form. */
export const adopt = z.record(adoptAddress, z.string().min(1).max(512));
