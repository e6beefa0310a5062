import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault, Outcome, Round } from './fault';
import { openProgress } from './progress';
import { type Run, runRound } from './run';
import { replayOf, wordsOfRound } from './words';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'anju-faults-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const fault = (run: (round: Round) => Promise<Outcome>): Fault => ({
  name: 'kill',
  what: 'kills',
  rounds: 3,
  needs: 'nothing',
  seconds: { short: 60, long: 60 },
  run,
});
const runOf = (more: Partial<Run> = {}): Run => ({
  form: 'long',
  seed: 7,
  folder,
  code: '',
  cutAt: null,
  ending: new AbortController().signal,
  ...more,
});
const held: Outcome = { faults: 1, found: [], figures: {} };
const never = new Promise<never>(() => undefined);

async function ran(...args: Parameters<typeof runRound>) {
  const result = await runRound(...args);
  if (result instanceof Error) throw result;
  return result;
}

test('a round draws the same as often as it is run with its seed, and each round its own', async () => {
  const drawn = async (round: number) => {
    let digits = '';
    const draws = fault(async ({ random }) => {
      digits = random('killer').hex(8) + random('keys').hex(8);
      return held;
    });
    await ran(draws, round, runOf(), () => undefined);
    return digits;
  };
  expect(await drawn(2)).toBe(await drawn(2));
  expect(await drawn(2)).not.toBe(await drawn(3));
});

test('a round that does not hold says how it is run once more, and leaves what there is to look at', async () => {
  const broken = fault(async () => ({ ...held, found: ['one is lost'] }));
  const result = await ran(broken, 3, runOf(), () => undefined);
  const again = 'pnpm faults --form long --seed 7 --only kill --round 3';
  expect(replayOf(result, 'long')).toBe(again);
  expect(wordsOfRound(result, 'long')).toContain(again);
  expect(existsSync(join(folder, 'kill-3'))).toBe(true);
  expect(
    wordsOfRound(
      await ran(
        fault(async () => held),
        3,
        runOf(),
        () => undefined,
      ),
      'long',
    ),
  ).not.toContain(again);
});

test('whatever hangs in a round, it is cut when the run is over, and what it started is ended', async () => {
  let ending: AbortSignal | null = null;
  const hangs = fault((round) => {
    ending = round.ending;
    round.say('the broker is away');
    return never;
  });
  const result = await ran(hangs, 1, runOf({ cutAt: Date.now() + 300 }), () => undefined);
  expect(result.found).toEqual([expect.stringContaining('the last that was said: the broker is away')]);
  expect(ending!.aborted).toBe(true);
});

test('a long run goes on behind what it has done, with the seed that it began with', async () => {
  const kill = fault(async () => held);
  const begun = openProgress(folder, 7);
  begun.add(await ran(kill, begun.roundsOf(kill) + 1, runOf(), () => undefined));
  const again = openProgress(folder, null);
  expect(again.seed).toBe(7);
  expect(again.roundsOf(kill)).toBe(1);
  expect(() => openProgress(folder, 8)).toThrow('The run in');
});
