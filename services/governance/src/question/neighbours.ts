/** What governance knows of an entity that another service owns: that it is there. */
export interface Reference {
  readonly id: string;
}
