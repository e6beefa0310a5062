import { createLoop, type Loop } from './loop';

/** A job whose rounds end when the test says so. */
function rounds() {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const job = async () => {
    most = Math.max(most, ++running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running--;
  };
  return { job, ends, most: () => most };
}

const never = { everyMs: 1_000_000, onError: () => undefined };
const turn = () => new Promise(setImmediate);
let loop: Loop;

test('a job woken while it runs is done once more, and never twice at the same time', async () => {
  const { job, ends, most } = rounds();
  loop = createLoop(job, never);
  await turn();
  for (let i = 0; i < 3; i++) loop.wake();

  ends[0]!();
  await turn();
  ends[1]!();
  await turn();
  await loop.stop();

  expect(ends).toHaveLength(2);
  expect(most()).toBe(1);
});

test('a stop waits for the round under way, and none follows', async () => {
  const { job, ends } = rounds();
  loop = createLoop(job, never);
  await turn();
  loop.wake();
  let stopped = false;
  const stop = loop.stop().then(() => void (stopped = true));
  await turn();
  expect(stopped).toBe(false);

  ends[0]!();
  await stop;
  loop.wake();
  await turn();

  expect(ends).toHaveLength(1);
});

test('a round that fails is reported, and the next one comes', async () => {
  const errors: unknown[] = [];
  let runs = 0;
  const job = async () => {
    if (++runs === 1) throw new Error('once');
  };
  loop = createLoop(job, { everyMs: 1, onError: (error) => errors.push(error) });
  while (runs < 3) await turn();
  await loop.stop();

  expect(errors).toEqual([new Error('once')]);
});
