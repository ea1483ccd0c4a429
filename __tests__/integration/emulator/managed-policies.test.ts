import { spawnSync } from "node:child_process";
import { compileDocument } from "../../../packages/emulator/iam/document";

/** Policies that AWS manages, as moto has them: by name, in thousands. */
function managedPolicies(): Readonly<Record<string, { readonly Document: unknown }>> | undefined {
  const program =
    "from moto.iam.aws_managed_policies import aws_managed_policies_data as d; print(d if isinstance(d, str) else d.decode())";
  const python = process.env["SMUS_SANDBOX_PYTHON"] ?? "python3";
  const { status, stdout } = spawnSync(python, ["-c", program], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? (JSON.parse(stdout) as Record<string, { readonly Document: unknown }>) : undefined;
}

const policies = managedPolicies();
const withMoto = policies === undefined ? describe.skip : describe;
if (policies === undefined) console.warn("SKIPPED: AWS's managed policies are not read, python3 has no moto");

withMoto("the policies that AWS manages", () => {
  it("hold nothing that the evaluator does not know", () => {
    const entries = Object.entries(policies!);
    expect(entries.length).toBeGreaterThan(1_000);
    const problems = entries.flatMap(([name, { Document }]) => {
      const compiled = compileDocument(Document, "identity");
      return "problem" in compiled ? [`${name}: ${compiled.problem}`] : [];
    });
    expect(problems).toEqual([]);
  });
});
