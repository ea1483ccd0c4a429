/** Tags in the header of an object that is written: `a=b&c=d`. */
export function headerTags(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(headers["x-amz-tagging"] ?? ""));
}

/** Tags in the body with which a bucket is made. */
export function bucketTags(body: Buffer): Record<string, string> {
  const pairs = [...body.toString("utf8").matchAll(/<Tag>(.*?)<\/Tag>/gs)].map(([, tag]): [string, string] => [
    /<Key>([^<]*)<\/Key>/.exec(tag)?.[1] ?? "",
    /<Value>([^<]*)<\/Value>/.exec(tag)?.[1] ?? "",
  ]);
  return Object.fromEntries(pairs);
}
