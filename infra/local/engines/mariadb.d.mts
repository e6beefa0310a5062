import type { Engine } from './server.mjs';

export interface MariadbPorts {
  readonly sql: number;
  readonly group: number;
  readonly increments: number;
  readonly copies: number;
}
export function choosePortsOfMariadb(count: number, first?: number): Promise<readonly MariadbPorts[]>;
export function createMariadb(
  folder: string,
  ports: readonly MariadbPorts[],
  options: { readonly durable: boolean },
): Engine | null;
