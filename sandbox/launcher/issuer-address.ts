import { LOOPBACK } from "./ports";

/**
 * Port of the sandbox's issuer of people's tokens. The same in every sandbox: its address is in the states, and a snapshot that another
 * sandbox begins from would not be what is configured.
 */
export const ISSUER_PORT = 49_462;

/** Issuer that people of the sandbox sign in with. It runs only where somebody may sign in: in a sandbox that is kept. */
export const ISSUER_URL = `http://${LOOPBACK}:${ISSUER_PORT}`;
