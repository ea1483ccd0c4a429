import { GITHUB_OPERATIONS } from "../../../../packages/emulator/code-host/github";
import { description } from "../../../../packages/emulator/code-host/openapi/description";

describe.each(["api.github.com", "ghes-3.17", "ghes-3.19"])("GitHub's description of %s", (version) => {
  it("has every operation that is served, at the same method and path", () => {
    const paths = description(version)?.paths ?? {};
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
    );
    const served = GITHUB_OPERATIONS.map(({ id, method, path }) => `${id} ${method} ${path.replace(/\*\}/g, "}")}`)
      // The folder of everything has no path of its own in the description.
      .filter((line) => !line.endsWith("/contents"));
    expect(served.filter((line) => !described.includes(line))).toEqual([]);
    expect(served.length).toBeGreaterThan(60);
  });
});
