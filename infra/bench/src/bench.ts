import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Around, within } from './around';
import { drain } from './drain';
import { type Figure, toTable } from './figures';
import { embeddedLatency, kafkaLatency } from './latency';
import { mutations } from './mutations';
import { type PartName, parts } from './parts';
import { relay } from './relay';

const measures: Readonly<Record<PartName, (around: Around) => Promise<Figure[]>>> = {
  embedded: embeddedLatency,
  kafka: kafkaLatency,
  relay,
  mutations,
  drain,
};

interface Given {
  readonly names: readonly PartName[];
  readonly quick: boolean;
  readonly backlog: number;
  readonly mariadb: string | null;
  readonly brokers: string | null;
  readonly profiles: string | null;
}

/**
 * Measures, and prints a table and one line of JSON. However slow it is, nothing fails for it; false is for an event that
 * was lost, or for a part that broke: the others are measured all the same.
 */
export async function bench({ names, quick, backlog, mariadb, brokers, profiles }: Given): Promise<boolean> {
  const figures: Figure[] = [];
  const skipped: string[] = [];
  const failed: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'anju-bench-'));
  const there = { mariadb, kafka: brokers };
  try {
    for (const name of names) {
      const lacking = parts[name].filter((engine) => there[engine] === null);
      if (lacking.length > 0) {
        skipped.push(`${name}, for want of ${lacking.join(' and ')}`);
        continue;
      }
      const say = (text: string) => console.error(`${name}: ${text}`);
      try {
        figures.push(
          ...(await within({ quick, backlog, mariadb, brokers, folder, profiles, say }, measures[name])),
        );
      } catch (error) {
        console.error(error);
        failed.push(name);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (figures.length > 0) console.log(`\n${toTable(figures)}\n`);
  for (const each of skipped) console.log(`NOT MEASURED: ${each}`);
  for (const each of failed) console.log(`FAILED: ${each}`);
  console.log(JSON.stringify({ bench: 'events', quick, figures, skipped, failed }));
  return failed.length === 0;
}
