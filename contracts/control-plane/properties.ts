import { fromSchemas, KIND_NAMES, KIND_SCHEMAS, type Kind, type Kinds, type Properties } from "../kinds";

export type { Kind, Properties } from "../kinds";

/** Schema of the desired properties, by kind. */
export const KIND_PROPERTIES = /* @__PURE__ */ fromSchemas<{
  readonly [K in Kind]: (typeof KIND_SCHEMAS)[K]["properties"];
}>(({ properties }) => properties);

/**
 * Properties that the service cannot change in place. A change replaces the object; for a kind of {@link REPLACEMENT_REFUSED} it
 * is refused.
 */
export const CREATE_ONLY = /* @__PURE__ */ fromSchemas<{
  readonly [K in Kind]: readonly (keyof Properties<K> & string)[];
}>(({ createOnly }) => createOnly);

/** Kinds that are never replaced: a change of a create-only property is an error of the plan. */
export const REPLACEMENT_REFUSED: readonly Kind[] = KIND_NAMES.filter(
  (kind) => KIND_SCHEMAS[kind].replacementRefused === true,
);

/** Attributes that a kind publishes beside its `id`. */
export type KindAttributes = {
  readonly [K in Kind]: { readonly [A in Kinds[K]["attributes"][number]]: string };
};
