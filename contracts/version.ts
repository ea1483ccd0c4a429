import { version } from "../package.json";

/** Version of this project, recorded by every apply. */
export const PROJECT_VERSION: string = version;
