/** Somebody to sign in as in the sandbox. There are no passwords: whoever reaches the sandbox may be anybody in it. */
export interface Persona {
  /** Subject of the tokens. */
  readonly key: string;
  readonly name: string;
  /** Sentence for the page on which one of them is chosen. */
  readonly description: string;
  /** User name, as Identity Center would have it. */
  readonly login: string;
  readonly groups: readonly string[];
  /** Claims of the tokens beside `name`. @default - `preferred_username` and `groups` */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Personas of the example organization. */
export const PERSONAS: readonly Persona[] = [
  {
    key: "finance-lead",
    name: "Frida Lindgren",
    description: "Finance lead: owns finance’s projects and their data",
    login: "frida.lindgren",
    groups: ["finance-leads", "employees"],
  },
  {
    key: "marketing-engineer",
    name: "Marco Bianchi",
    description: "Marketing engineer: asks for data of other units",
    login: "marco.bianchi",
    groups: ["marketing-engineers", "employees"],
  },
  {
    key: "data-steward",
    name: "Stella Okafor",
    description: "Data steward: decides on requests for data of finance",
    login: "stella.okafor",
    groups: ["finance-stewards", "data-office", "employees"],
  },
  {
    key: "auditor",
    name: "Audrey Chen",
    description: "Auditor: sees everything and decides nothing",
    login: "audrey.chen",
    groups: ["auditors", "employees"],
  },
];
