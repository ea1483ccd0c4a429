/** An object that existed before the configuration, and that the control-plane function takes over. */
export interface Adoption {
  /** Id of the object. */
  readonly id: string;
  /** The account's control-plane function. */
  readonly functionName: string;
  /** Names the ledger entry: `<stage>/<key>`. */
  readonly ledgerKey: string;
}
