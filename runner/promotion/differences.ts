/** At most so many differences are told of one item. */
const TOLD = 3;

/** `value: "100" in dev, "200" in prod`: members in which two contents differ. */
export function describeDifferences(source: unknown, target: unknown, sourceName: string, targetName: string): string {
  const [there, here] = [flatten(source), flatten(target)];
  const paths = [...new Set([...there.keys(), ...here.keys()])]
    .filter((path) => there.get(path) !== here.get(path))
    .sort();
  const told = paths.slice(0, TOLD).map((path) => {
    const member = path === "" ? "" : `${path}: `;
    return `${member}${there.get(path) ?? "nothing"} in ${sourceName}, ${here.get(path) ?? "nothing"} in ${targetName}`;
  });
  const rest = paths.length > TOLD ? [`and ${paths.length - TOLD} more`] : [];
  // Contents that are equal here differ in what only the synthesis knows: the code of a function.
  return paths.length === 0 ? "the code of the function" : [...told, ...rest].join("; ");
}

/** Leaves as JSON, by path. */
function flatten(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null)
    return new Map<string, string>(value === undefined ? [] : [[path, JSON.stringify(value)]]);
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return new Map(entries.flatMap(([name, member]) => [...flatten(member, path === "" ? name : `${path}.${name}`)]));
}
