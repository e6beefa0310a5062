import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

const run = (...words: string[]) =>
  spawnSync(process.execPath, [join(root, 'infra/bench/main.mjs'), ...words], {
    cwd: root,
    encoding: 'utf8',
  });

test('the quick run of one part measures a city and prints a table and a line of JSON', () => {
  const { status, stdout, stderr } = run('events', '--quick', '--only', 'embedded');
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const lines = stdout.trim().split('\n');
  expect(lines[0]).toMatch(/^part +figure +measured/);
  const { figures, ...rest } = JSON.parse(lines.at(-1)!) as { figures: { what: string; value: number }[] };
  expect(rest).toEqual({ bench: 'events', quick: true, skipped: [], failed: [] });
  const valueOf = (what: string) => figures.find((each) => each.what === what)!.value;
  // An effect comes after what it follows from, and of all that were measured the slowest is not the fastest.
  expect(valueOf('commit to effect, p50')).toBeGreaterThan(0);
  expect(valueOf('commit to effect, p99')).toBeGreaterThan(valueOf('commit to effect, p50'));
  expect(valueOf('memory of the city at the end')).toBeGreaterThan(valueOf('heap of the city at the end'));
});

test.each(['--only', '--events', '--cpu-prof'])('an empty %s is refused in both languages', (option) => {
  const { status, stdout, stderr } = run('events', '--quick', option, '');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(`参数有误 / Wrong argument: ${option} 空值 / is empty\n`);
});

test('what it cannot do is refused with how it is used', () => {
  for (const words of [[], ['events', '--only', 'relays'], ['events', '--events', '1e5']]) {
    const { status, stdout, stderr } = run(...words);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(
      'Usage: pnpm bench events [--quick] [--only embedded,kafka,relay,mutations,drain]',
    );
  }
});
