import { z } from "zod";
import { ADOPTABLE_KINDS } from "../../contracts/adoption";

const forms = Object.entries(ADOPTABLE_KINDS).map(([kind, { keys }]) => `${kind}/${keys}`);

/** Ids of existing objects by address; rules check that the address names something of the file, and the id's form. */
export const adopt = z.record(
  z
    .string()
    .regex(/^[A-Za-z]+(\/[A-Za-z0-9.-]+){1,3}$/)
    .describe(`an address: ${forms.join(", ")}`),
  z.string().min(1).max(512),
);
