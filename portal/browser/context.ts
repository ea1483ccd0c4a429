import type { PortalConfig } from "../api/assumed";
import type { Operations } from "../api/operations";
import type { PortalApi } from "./client";
import type { Place } from "./place";

/** Everything that a screen works with. */
export interface Context {
  readonly client: PortalApi;
  readonly config: PortalConfig;
  readonly me: Operations["readMe"]["answer"];
  /** Goes to a place, as a link does. */
  readonly go: (place: Place) => void;
  /** Draws the place anew, from what the API says now. */
  readonly reload: () => void;
  /** Has a result told by screen readers. */
  readonly say: (text: string) => void;
  /** Sends the person to sign in, and back to where they are. */
  readonly signIn: () => void;
}

/** A screen: its title for the window, and its content. */
export interface View {
  readonly title: string;
  readonly content: Node;
}

/** Makes a screen of what the API says. @throws FaultError */
export type Screen = (place: Place, context: Context) => Promise<View>;
