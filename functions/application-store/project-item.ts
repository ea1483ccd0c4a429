import { ItemKind } from "./item-kind";

/** Requests for projects in the application's table. */
export const PROJECT = new ItemKind("PROJECT");
