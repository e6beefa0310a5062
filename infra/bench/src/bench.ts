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
  readonly mariadb: string | null;
  readonly brokers: string | null;
  readonly profiles: string | null;
}

/** Measures, and prints a table and one line of JSON. Whatever is measured fails nothing; what cannot be is said. */
export async function bench({ names, quick, mariadb, brokers, profiles }: Given): Promise<void> {
  const figures: Figure[] = [];
  const skipped: string[] = [];
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
      figures.push(...(await within({ quick, mariadb, brokers, folder, profiles, say }, measures[name])));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (figures.length > 0) console.log(`\n${toTable(figures)}\n`);
  for (const each of skipped) console.log(`NOT MEASURED: ${each}`);
  console.log(JSON.stringify({ bench: 'events', quick, figures, skipped }));
}
