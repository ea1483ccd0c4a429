import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { BackgroundProcess } from "../../sandbox/launcher/background-process";
import { freePort, LOOPBACK } from "../../sandbox/launcher/ports";

/** A moto alone, for what needs no emulator. */
export interface Moto {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts moto with the sandbox's program, on a port of its own. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const url = `http://${LOOPBACK}:${port}`;
  const moto = BackgroundProcess.start({
    name: "moto",
    file: process.env["SMUS_SANDBOX_PYTHON"] ?? "python3",
    arguments: [resolve("sandbox/moto/service.py"), "--port", String(port)],
    directory: process.cwd(),
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
