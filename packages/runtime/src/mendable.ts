/** What the person who started a program can put right: its message says how, and no stack belongs to it. */
export class Mendable extends Error {}
