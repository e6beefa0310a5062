import fs, {
  appendFileSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { addSeconds, type Instant, systemClock } from '@anju/values/time';
import { openSandboxClock } from './clock';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anju_test_'));
  file = join(folder, 'sandbox/clock.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const starts: Instant = '2022-06-06T01:00:00.000Z';
const open = () => openSandboxClock(file, starts);

/** Clocks run on while a test does: a time that was given and not an hour more. */
const expectAbout = (now: Instant, expected: Instant) => {
  expect(now >= expected).toBe(true);
  expect(now < addSeconds(expected, 3600)).toBe(true);
};

test('a new clock shows the time it starts at, and one opened later shows the same', () => {
  const first = open();
  expectAbout(first.now(), starts);

  const second = openSandboxClock(file, '2030-01-01T00:00:00.000Z');
  expectAbout(second.now(), starts);
});

test('moved by one process it is moved for all, at once, and after a restart', () => {
  const clocks = [open(), open()];
  for (const [i, clock] of [...clocks, ...clocks, ...clocks].entries()) {
    const to = `2022-07-1${i}T01:00:00.000Z` as Instant;
    expectAbout(clock.advanceTo(to), to);
    for (const { now } of [...clocks, open()]) expectAbout(now(), to);
  }
});

test('a move is on the disk before anybody is told of it', () => {
  // By which the other is done too.
  const write = jest.spyOn(fs, 'writeFileSync');
  open().advanceTo('2022-07-16T00:00:00.000Z');
  const flushed = expect.objectContaining({ flush: true });
  expect(write.mock.calls.map(([, , options]) => options)).toEqual([flushed, flushed]);
  write.mockRestore();
});

test('whoever finds it made by another process that begins at once finds the time in it', () => {
  const link = jest.spyOn(fs, 'linkSync').mockImplementation((draft) => {
    // Before it is there under its name it is whole. Another process was first.
    expect(existsSync(file)).toBe(false);
    expect(JSON.parse(readFileSync(draft, 'utf8'))).toEqual({ aheadMs: expect.any(Number) });
    link.mockRestore();
    writeFileSync(file, '{"aheadMs":0}\n');
    linkSync(draft, file);
  });
  expectAbout(open().now(), systemClock());
  expect(readdirSync(dirname(file))).toEqual(['clock.json']);
});

test('it never goes back', () => {
  const clock = open();
  clock.advanceTo('2022-07-16T00:00:00.000Z');

  expect(() => clock.advanceTo('2022-07-15T23:59:59.999Z')).toThrow(RangeError);
  expectAbout(clock.now(), '2022-07-16T00:00:00.000Z');
});

test('of two processes that move it at once, the one that comes last takes nothing back', () => {
  const clock = open();
  const before = readFileSync(file, 'utf8');
  clock.advanceTo('2022-07-01T00:00:00.000Z');
  const nearer = readFileSync(file, 'utf8').slice(before.length);
  clock.advanceTo('2022-08-01T00:00:00.000Z');

  // The other had looked before this one wrote, and writes after it.
  appendFileSync(file, nearer);

  expectAbout(clock.now(), '2022-08-01T00:00:00.000Z');
});

test.each(['', '{"aheadMs":', '{"aheadMs":"soon"}', '{}', 'null'])(
  'a file that holds %p is no clock, and what to do is said',
  (content) => {
    const clock = open();
    writeFileSync(file, content);

    for (const look of [clock.now, open]) expect(look).toThrow(`To start empty, run rm -f ${file}*`);
  },
);
