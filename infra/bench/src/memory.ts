import type { Figure } from './figures';
import type { Memory } from './service/jobs';

/** At the end against the start, after the garbage was collected both times. */
export const memoryFigures = (
  part: string,
  names: readonly string[],
  before: readonly Memory[],
  after: readonly Memory[],
): Figure[] =>
  names.flatMap((name, i) =>
    (['rssMib', 'heapMib'] as const).map((kind) => {
      const [start, end] = [before[i]![kind], after[i]![kind]];
      return {
        part,
        what: `${kind === 'rssMib' ? 'memory' : 'heap'} of ${name} at the end`,
        value: end,
        unit: 'MiB',
        against: { what: 'at the start', value: start },
        ratio: end / start,
      };
    }),
  );
