import { z } from "zod";
import { formContent } from "./forms";
import { glossary, status } from "./glossaries";
import { managedType, rule } from "./metadata-rules";
import * as p from "./primitives";
import { members } from "./projects";

/** Name of a type in the service, which is its identifier. */
const typeName = z
  .string()
  .regex(/^[A-Za-z]\w*$/)
  .max(128)
  .describe("a letter, then letters, digits and _, at most 128");
const form = z.strictObject({
  /** Name and identifier. Changing this replaces the form, which is refused while asset types use it. */
  name: typeName,
  /**
   * Purpose of the form, at most 2048 characters. Changing this makes a new revision.
   *
   * @default - none
   */
  description: p.description.optional(),
  /**
   * `DISABLED`: nobody can choose it any more. Changing this makes a new revision.
   *
   * @default "ENABLED"
   */
  status: status.default("ENABLED"),
  /** Questions of the form. Changing this makes a new revision, to which asset types and rules move in the same apply. */
  content: formContent,
});

const required = {
  /**
   * An asset cannot be without it.
   *
   * @default false
   */
  required: z.boolean().default(false),
};

const formOfType = z.union([
  z.strictObject({
    /** Key of a form of the catalog: the type moves to each new revision of it. */
    form: p.key,
    ...required,
  }),
  z.strictObject({
    /** Name of a form that the service brings. */
    managed: managedType,
    /** Its revision. */
    revision: z.string().min(1).max(64),
    ...required,
  }),
]);

const assetType = z.strictObject({
  /** Name and identifier. Changing this replaces the type; the service refuses that while there are assets of it. */
  name: typeName,
  /**
   * Purpose of the type, at most 2048 characters. Changing this makes a new revision.
   *
   * @default - none
   */
  description: p.description.optional(),
  /**
   * Forms by the name that each has in the type, at most 10. Changing this makes a new revision.
   *
   * @default - none
   */
  forms: z.record(typeName, formOfType).default({}),
  /**
   * Units whose projects may use the type, beside the project that owns it. Changing an entry replaces its grant.
   *
   * @default - none
   */
  usableIn: z
    .array(
      z.strictObject({
        /** Key of the unit. */
        unit: p.unitKey,
        /**
         * Projects of the units below are meant too.
         *
         * @default true
         */
        includeChildUnits: z.boolean().default(true),
      }),
    )
    .default([]),
});

const owner = z.union([
  z.strictObject({
    /** Key of a standing project of this stage. Changing the owner replaces everything that it owns. */
    project: p.key,
  }),
  z.strictObject({
    /** A project without profile and environments, made for this. */
    create: z.strictObject({
      /** Name, 1 to 64 characters; unique in the domain. */
      name: p.serviceName,
      /**
       * Purpose of the project, at most 2048 characters.
       *
       * @default - none
       */
      description: p.description.optional(),
      /**
       * Key of the unit that it belongs to.
       *
       * @default "root"
       */
      unit: p.unitKey.default("root"),
      /**
       * Members by a key of your choice; they may curate the vocabulary in the portal. The deploy role's function is owner already.
       *
       * @default - none
       */
      members,
    }),
  }),
]);

/** The vocabulary of a domain; in the stage that owns it only. */
export const catalog = z.strictObject({
  /** The project that owns the vocabulary: its members may curate it in the portal. */
  owner,
  /**
   * The owner gets the grants without which its members cannot make the vocabulary: CREATE_GLOSSARY, CREATE_FORM_TYPE and
   * CREATE_ASSET_TYPE on its unit, USE_ASSET_TYPE on its asset types. False where it has them already: the service refuses a
   * second one.
   *
   * @default true
   */
  ownerGrants: z.boolean().default(true),
  /**
   * Glossaries, by key. At most 1000 per domain.
   *
   * @default - none
   */
  glossaries: p.keyed(glossary).default({}),
  /**
   * Metadata forms, by key.
   *
   * @default - none
   */
  forms: p.keyed(form).default({}),
  /**
   * Asset types, by key. At most 1000 per domain.
   *
   * @default - none
   */
  assetTypes: p.keyed(assetType).default({}),
  /**
   * Rules on what publishing and subscribing must carry, by key.
   *
   * @default - none
   */
  rules: p.keyed(rule).default({}),
});
