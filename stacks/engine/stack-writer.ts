import {
  Aspects,
  AssetType,
  TerraformAsset,
  TerraformResource,
  type ISynthesisSession,
  type IStackSynthesizer,
  type TerraformStack,
} from "cdktf";
import { type IConstruct, RootConstruct } from "constructs";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson } from "../../contracts/canonical-json";
import { writeAssetFile } from "./asset-file";

/**
 * Writes a stack to the same files as the engine's own synthesizer, which walks all constructs seven times, for aspects,
 * annotations and the like. Nothing here uses those; a stack that does is left to the engine.
 */
export class StackWriter implements IStackSynthesizer {
  /** @param engine the synthesizer that the stack had */
  constructor(
    private readonly stack: TerraformStack,
    private readonly engine: IStackSynthesizer,
  ) {}

  /** @throws Error with all problems that the stack's validations find */
  public synthesize(session: ISynthesisSession): void {
    const { stack, engine } = this;
    const constructs = stack.node.findAll();
    if (constructs.some(needsEngine)) return engine.synthesize(session);
    if (session.skipValidation !== true) stack.runAllValidations();
    const { workingDirectory, synthesizedStackPath } = session.manifest.forStack(stack);
    const directory = join(session.outdir, workingDirectory);
    if (!existsSync(directory)) mkdirSync(directory);
    for (const construct of constructs) {
      if (construct instanceof TerraformAsset && construct.type === AssetType.FILE)
        writeAssetFile(construct, session, directory);
      else (construct as Customized)[CUSTOM_SYNTHESIS]?.onSynthesize(session);
    }
    writeFileSync(join(session.outdir, synthesizedStackPath), canonicalJson(stack.toTerraform(), 2));
  }
}

function needsEngine(construct: IConstruct): boolean {
  return (
    ASPECTS in construct ||
    construct.node.metadata.some(({ type }) => type.startsWith("@cdktf/")) ||
    (TerraformResource.isTerraformResource(construct) && Boolean(construct.hasResourceMove()))
  );
}

/** Constructs with files of their own (other assets) say so under a key that the engine does not export. */
const CUSTOM_SYNTHESIS = Symbol.for("cdktf/customSynthesis");
type Customized = IConstruct & { readonly [CUSTOM_SYNTHESIS]?: { onSynthesize(session: ISynthesisSession): void } };

/** The key under which a construct has its aspects, which the engine does not export either. */
const ASPECTS = keyOfAspects();

function keyOfAspects(): symbol {
  const construct = new RootConstruct();
  const keys = Object.getOwnPropertySymbols(construct);
  Aspects.of(construct);
  const added = Object.getOwnPropertySymbols(construct).find((key) => !keys.includes(key));
  if (added === undefined) throw new Error("the engine keeps aspects elsewhere than on their construct");
  return added;
}
