import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { unzipSync } from "fflate";
import type { MotoProxy } from "../../moto-proxy";
import type { Call } from "../../service";
import { invalidParameter } from "./function-names";

/** Code of a function as a request gives it: the archive itself, or where it lies in S3. */
export interface CodeInput {
  readonly ZipFile?: string;
  readonly S3Bucket?: string;
  readonly S3Key?: string;
  readonly ImageUri?: string;
}

/** Function zips by hash, each unpacked once, however many functions and versions use it. */
export class CodeStore {
  constructor(
    private readonly directory: string,
    private readonly proxy: MotoProxy | undefined,
  ) {}

  async save(code: CodeInput, call: Call): Promise<{ codeSha256: string; codeSize: number }> {
    const zip = await this.load(code, call);
    const hash = createHash("sha256").update(zip);
    const codeSha256 = hash.digest("base64");
    const file = join(this.directory, `${fileName(codeSha256)}.zip`);
    if (!existsSync(file)) writeFileSync(file, zip);
    return { codeSha256, codeSize: zip.length };
  }

  /** The folder with the unpacked code. */
  unpacked(codeSha256: string): string {
    const folder = resolve(this.directory, fileName(codeSha256));
    if (existsSync(folder)) return folder;
    // Unpacked beside and renamed, so that a folder that exists is complete.
    const partial = `${folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    for (const [name, content] of Object.entries(unzipSync(readFileSync(`${folder}.zip`)))) {
      const target = resolve(partial, name);
      if (!target.startsWith(partial + sep)) throw invalidParameter(`zip entry ${name} leaves the package`);
      if (name.endsWith("/")) continue;
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    renameSync(partial, folder);
    return folder;
  }

  private async load(code: CodeInput, call: Call): Promise<Buffer> {
    if (code.ZipFile !== undefined) return checkZip(Buffer.from(code.ZipFile, "base64"));
    if (code.S3Bucket === undefined || code.S3Key === undefined)
      throw invalidParameter("the sandbox emulator takes code as ZipFile or from S3 only");
    if (!this.proxy) throw invalidParameter("code from S3 needs moto");
    try {
      return checkZip(await this.proxy.getObject(call.accessKeyId, call.region, code.S3Bucket, code.S3Key));
    } catch (error) {
      throw invalidParameter(`Error occurred while GetObject: ${(error as Error).message}`);
    }
  }
}

const fileName = (codeSha256: string) => Buffer.from(codeSha256, "base64").toString("hex");

function checkZip(zip: Buffer): Buffer {
  try {
    unzipSync(zip, { filter: () => false });
  } catch {
    throw invalidParameter("Could not unzip uploaded file. Please check your file, then try to upload again.");
  }
  return zip;
}
