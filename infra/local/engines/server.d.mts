/** One process of an engine. */
export interface EngineServer {
  readonly name: string;
  readonly folder: string;
  /** What it said, in a file. */
  readonly log: string;
  readonly pid: () => number | null;
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
}

export function createServer(name: string, folder: string): EngineServer;

export interface Engine {
  /** Where each server answers. */
  readonly addresses: readonly string[];
  readonly servers: readonly EngineServer[];
  readonly answers: (server: number) => Promise<boolean>;
  /** Starts what does not run, on the data that is there. */
  readonly start: () => Promise<void>;
  /** Kills all of it and deletes its data. */
  readonly stop: () => Promise<void>;
}
