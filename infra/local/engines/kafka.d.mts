import type { Engine } from './server.mjs';

export interface KafkaPorts {
  readonly client: number;
  readonly controller: number;
}
export function choosePortsOfKafka(count: number, first?: number): Promise<readonly KafkaPorts[]>;
export function createKafka(folder: string, ports: readonly KafkaPorts[]): Engine | null;
