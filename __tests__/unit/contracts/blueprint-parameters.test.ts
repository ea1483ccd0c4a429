import { BLUEPRINT_PARAMETERS, requiredParameters } from "../../../contracts/service/blueprint-parameters";
import { BLUEPRINT_NAMES } from "../../../contracts/service/blueprints";
import {
  missingParameters,
  templateParameters,
} from "../../../packages/emulator/services/datazone/blueprint-templates";

/** The emulator imports nothing of the product, so it has a table of its own: both say the same. */
test("the configuration and the emulator know the same parameters", () => {
  for (const blueprint of BLUEPRINT_NAMES) {
    const emulated = Object.entries(templateParameters(blueprint)).flatMap(([name, { allowed }]) =>
      allowed === undefined ? [] : [[name, allowed] as const],
    );
    const known = Object.entries(BLUEPRINT_PARAMETERS[blueprint] ?? {}).flatMap(([name, { allowed }]) =>
      allowed === undefined ? [] : [[name, allowed] as const],
    );
    expect([blueprint, Object.fromEntries(known)]).toEqual([blueprint, Object.fromEntries(emulated)]);
    expect([blueprint, requiredParameters(blueprint)]).toEqual([blueprint, missingParameters(blueprint, new Map())]);
  }
  expect(BLUEPRINT_NAMES.flatMap(requiredParameters)).toEqual(["bucketName", "catalogName"]);
});
