import type { Directory } from "./directory";
import type { Filter } from "./filter";
import type { Place } from "./place";

/** Input of every view: the data, what is asked for, and how to go elsewhere. */
export interface PageContext {
  readonly directory: Directory;
  readonly filter: Filter;
  readonly place: Place;
  /** Goes to another place; what is not given stays. */
  readonly go: (change: Partial<Place>) => void;
}
