import { TAG_KEYS } from "../contracts/names";

interface Tag {
  readonly Key?: string;
  readonly Value?: string;
}

/** Tells whether tags are those of what this project has created. */
export function isOurs(tags: readonly Tag[] | undefined): boolean {
  return tags?.some(({ Key, Value }) => Key === TAG_KEYS.managedBy && Value === "smus-cdktf") === true;
}

/** Tells whether tags are those of what a stage has created. */
export function isOfStage(tags: readonly Tag[] | undefined, stage: string): boolean {
  return isOurs(tags) && tags?.some(({ Key, Value }) => Key === TAG_KEYS.stage && Value === stage) === true;
}
