import type { PromotionGates, UseCaseSettings } from "../../contracts/aiops/settings";
import { isKnown, isSamePerson } from "./names";
import type { PackageView } from "./package";

/** One condition with what was found. */
export interface Gate {
  readonly gate: string;
  readonly passed: boolean;
  readonly found: string;
  readonly required: string;
}

/** Somebody who has said that a version is to be promoted. */
export interface Approver {
  readonly names: readonly string[];
}

/**
 * Conditions of a use case on a version, each with what was found. What is not known does not pass.
 *
 * @param bucket - Bucket of artifacts of the build account: artifacts that lie elsewhere are nobody's here to copy.
 */
export function checkGates(
  view: PackageView,
  { gates, key }: Pick<UseCaseSettings, "gates"> & { readonly key: string },
  approver: Approver,
  bucket: string,
): Gate[] {
  return [
    complete(view),
    ...Object.entries(gates.metrics).map(([name, bounds]) => metric(name, bounds, view.properties[`metric.${name}`])),
    ...(gates.biasReport ? [present("bias report", view.reports.bias)] : []),
    ...(gates.explainabilityReport ? [present("explainability report", view.reports.explainability)] : []),
    ...(gates.modelCard ? [present("model card", view.hasModelCard)] : []),
    ...(gates.licences === undefined ? [] : [licence(gates.licences, view.properties)]),
    approverGate(view, approver),
    ownArtifacts(view, bucket, key),
  ];
}

function complete({ status }: PackageView): Gate {
  return { gate: "registration", passed: status === "Completed", found: status, required: "Completed" };
}

type Bounds = PromotionGates["metrics"][string];

/** Numbers as Python and JSON write them; an empty text is none. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function metric(name: string, { minimum, maximum }: Bounds, text: string | undefined): Gate {
  const value = text !== undefined && NUMBER.test(text.trim()) ? Number(text) : undefined;
  const isWithin =
    value !== undefined &&
    Number.isFinite(value) &&
    (minimum === undefined || value >= minimum) &&
    (maximum === undefined || value <= maximum);
  const bounds = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
  ];
  return {
    gate: `metric ${name}`,
    passed: isWithin,
    found: text ?? "nothing",
    required: bounds.length === 0 ? "a number" : bounds.join(", "),
  };
}

const present = (gate: string, isThere: boolean): Gate => ({
  gate,
  passed: isThere,
  found: isThere ? "present" : "nothing",
  required: "present",
});

function licence(allowed: readonly string[], { licence: found = "" }: PackageView["properties"]): Gate {
  return {
    gate: "licence",
    passed: allowed.includes(found),
    found: found === "" ? "nothing" : found,
    required: `one of ${allowed.join(", ")}`,
  };
}

/** People and programs that have made a version: its author, and who registered it. */
export function makersOf({ properties, madeBy }: Pick<PackageView, "properties" | "madeBy">): readonly string[] {
  const { author } = properties;
  return author === undefined ? madeBy : [author, ...madeBy];
}

function approverGate(view: PackageView, { names }: Approver): Gate {
  const author = view.properties.author ?? "";
  const isOther = isKnown([author]) && isKnown(names) && !isSamePerson(makersOf(view), names);
  return {
    gate: "approver is not the author",
    passed: isOther,
    found: `approved by ${names.join(", ") || "nobody known"}, made by ${makersOf(view).join(", ") || "nobody known"}`,
    required: "two people who are both known",
  };
}

/** Artifacts of another place would be copied with rights that whoever registered the version may not have. */
function ownArtifacts({ artifacts }: PackageView, bucket: string, useCase: string): Gate {
  const own = `s3://${bucket}/${useCase}/`;
  const foreign = artifacts.filter(({ uri }) => !uri.startsWith(own) || uri.includes("/../"));
  const isOwn = artifacts.length > 0 && foreign.length === 0;
  return {
    gate: "artifacts of the use case",
    passed: isOwn,
    found: artifacts.length === 0 ? "no artifact" : isOwn ? own : foreign.map(({ uri }) => uri).join(", "),
    required: `one or more, all below ${own}`,
  };
}
