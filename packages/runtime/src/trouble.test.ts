import pino from 'pino';
import { watchTrouble } from './trouble';

const turn = () => new Promise(setImmediate);
let said: { msg: string; reason?: string; times: number; events?: number }[];
let at: number;
let trouble: ReturnType<typeof watchTrouble>;
beforeEach(() => {
  said = [];
  at = 1_000_000;
  jest.spyOn(performance, 'now').mockImplementation(() => at);
  const log = pino({ level: 'info' }, { write: (line) => void said.push(JSON.parse(line) as never) });
  trouble = watchTrouble(log, { begins: 'not published', ends: 'published again' });
});
afterEach(() => jest.restoreAllMocks());

/** Fails once a second. */
async function failFor(seconds: number) {
  for (let i = 0; i < seconds; i++) {
    trouble.failed(new AggregateError([new Error('no broker')], 'of two'), async () => ({ events: 3 }));
    await turn();
    at += 1_000;
  }
}

test('what fails each second is said when it begins, once a minute, and when it is over', async () => {
  await failFor(130);
  trouble.over();
  trouble.over();

  expect(said).toMatchObject([
    { msg: 'not published', reason: 'Error: no broker', times: 1, events: 3 },
    { msg: 'not published', times: 61 },
    { msg: 'not published', times: 121 },
    { msg: 'published again', times: 130 },
  ]);
});

test('what comes and goes is no flood either', async () => {
  for (let i = 0; i < 70; i++) {
    await failFor(1);
    trouble.over();
  }
  expect(said.map(({ msg }) => msg)).toEqual([
    'not published',
    'published again',
    'not published',
    'published again',
  ]);
});

test('that it is over is said after what it was, however long that takes to say', async () => {
  let answer = (_: object) => {};
  trouble.failed('away', () => new Promise((resolve) => (answer = resolve)));
  trouble.over();
  answer({ events: 3 });
  await turn();
  expect(said).toMatchObject([
    { msg: 'not published', reason: 'away', events: 3 },
    { msg: 'published again', times: 1 },
  ]);
});

test('what is left out is what could not be asked', async () => {
  trouble.failed('away', () => Promise.reject(new Error('and the database is')));
  await turn();
  expect(said).toMatchObject([{ msg: 'not published', reason: 'away', times: 1 }]);
});
