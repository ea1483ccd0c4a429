import { world, type World } from "../worlds/world";
import { smallOrganization } from "./organization";
import { extend, SmallLife } from "./small-life";

/** Results of the first bootstrap and the first apply of the small organization, step by step. */
export interface SmallBeginning {
  readonly stateLayers: readonly string[];
  readonly workspacesCreated: number;
  readonly receiptsWritten: number;
  /** Data lake administrators of the finance account afterwards. */
  readonly administrators: readonly string[];
}

/** The small organization, bootstrapped and applied beside a data lake administrator that somebody else has made. */
export function smallWorld(): Promise<World> {
  return world("small", async (file) => {
    const small = await SmallLife.begin();
    try {
      const { stateLayers, workspacesCreated, receiptsWritten } = await small.life.mustBootstrap();
      await small.makeForeignAdministrator();
      await small.life.mustApply();
      const beginning: SmallBeginning = {
        stateLayers: stateLayers.map(({ stack, step }) => `${stack} ${step}`).sort(),
        workspacesCreated: workspacesCreated.length,
        receiptsWritten: receiptsWritten.length,
        administrators: await small.administrators(),
      };
      await small.life.expectNoViolations();
      await small.life.snapshot(file);
      return JSON.stringify(beginning);
    } finally {
      await small.life.end();
    }
  });
}

/** The small organization after it got another account. */
export function extendedWorld(): Promise<World> {
  return world("small-extended", async (file) => {
    const small = await SmallLife.begin(await smallWorld());
    try {
      small.rewrite(extend);
      await small.life.mustBootstrap();
      await small.life.mustApply();
      await small.life.expectNoViolations();
      await small.life.snapshot(file);
      return "";
    } finally {
      await small.life.end();
    }
  });
}

/** The stage file of {@link extendedWorld}. */
export function extendedOrganization(): ReturnType<typeof smallOrganization> {
  const organization = smallOrganization();
  extend(organization);
  return organization;
}
