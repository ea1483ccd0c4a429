import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BackgroundProcess } from "../../../sandbox/launcher/background-process";
import { freePort, LOOPBACK } from "../../../sandbox/launcher/ports";
import { findPythonTools } from "../../../sandbox/launcher/python-tools";
import { ROOT } from "../../support/life";

/** A moto alone, for what needs no emulator. */
export interface Moto {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts moto with the sandbox's program, on a port of its own. */
export async function startMoto(): Promise<Moto> {
  const [port, { motoPython }] = await Promise.all([
    freePort(),
    findPythonTools(join(ROOT, ".smus"), process.env, () => undefined),
  ]);
  const url = `http://${LOOPBACK}:${port}`;
  const moto = BackgroundProcess.start({
    name: "moto",
    file: motoPython,
    arguments: [join(ROOT, "sandbox/moto/service.py"), "--port", String(port)],
    directory: ROOT,
    environment: process.env,
    logFile: join(mkdtempSync(join(tmpdir(), "moto-")), "moto.log"),
  });
  const isReady = async (): Promise<boolean> => {
    try {
      return (await fetch(`${url}/_moto/health`)).ok;
    } catch {
      return false;
    }
  };
  await moto.ready(isReady, 60);
  return { url, stop: () => moto.stop() };
}
