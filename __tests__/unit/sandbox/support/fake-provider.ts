import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Variables of a sandbox, as far as the pool looks at them. */
export const LOCAL = { AWS_ENDPOINT_URL: "http://127.0.0.1:5000", AWS_REGION: "eu-west-1" };

/** Writes a program that says what the real provider says with `-debug`, and then waits as that does. */
export function writeFakeProvider(directory: string, name = "terraform-provider-aws_v5.100.0_x5"): string {
  const file = join(directory, name);
  const text = `#!${process.execPath}
if (process.argv[2] !== "-debug" || process.env.AWS_FAIL) process.exit(3);
const aws = { Protocol: "grpc", ProtocolVersion: 5, Pid: process.pid, Test: true, Addr: { Network: "unix", String: "/s" }, Place: process.cwd() };
console.log("Provider started. To attach Terraform CLI, set the TF_REATTACH_PROVIDERS environment variable:\\n");
console.log("\\tTF_REATTACH_PROVIDERS='" + JSON.stringify({ "registry.terraform.io/hashicorp/aws": aws }) + "'");
setInterval(() => {}, 1000);
`;
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, text, { mode: 0o755 });
  return file;
}

/** The process behind a value of `TF_REATTACH_PROVIDERS`. */
export function pidOf(reattach: string): number {
  return awsOf(reattach)?.Pid ?? 0;
}

/** The working directory of a fake provider, which it tells beside its address. */
export function placeOf(reattach: string): string {
  return awsOf(reattach)?.Place ?? "";
}

function awsOf(reattach: string): { Pid: number; Place: string } | undefined {
  const providers = JSON.parse(reattach) as Record<string, { Pid: number; Place: string }>;
  return providers["registry.terraform.io/hashicorp/aws"];
}

/** Tells whether a process exists. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
