/**
 * Value of a configuration file of which nothing can be read: its getter throws, it refers to itself, or what it holds is
 * hidden behind the methods of a class. Stands in its place, so that the schema refuses it where it is.
 */
export class Unreadable {
  /** @param description - words that complete "got ..." */
  constructor(readonly description: string) {}
}
