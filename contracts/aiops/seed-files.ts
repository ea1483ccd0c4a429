/** Name of the file in the seeding function's archive that holds the files of the templates, beside the code. */
export const SEED_FILES = "seeds.json";

/** Texts of the templates' files by folder of `seeds/files`, and by path below it. */
export type BundledSeeds = Readonly<Record<string, Readonly<Record<string, string>>>>;
