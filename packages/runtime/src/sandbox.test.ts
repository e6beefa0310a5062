import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandbox } from './sandbox';

const folder = mkdtempSync(join(tmpdir(), 'anju_test_'));
afterAll(() => rmSync(folder, { recursive: true }));

test('whoever opens a sandbox, first or later, has the same clock and the same key', async () => {
  const first = await openSandbox(join(folder, 'new/.anju'));
  const second = await openSandbox(join(folder, 'new/.anju'));
  first.clock.advanceTo('2022-07-18T00:00:00.000Z');

  expect(second.clock.now() >= '2022-07-18T00:00:00.000Z').toBe(true);
  expect(second.personalData.open(first.personalData.seal('李四'))).toBe('李四');
});

test('the key is for its owner alone', async () => {
  await openSandbox(folder);

  expect(statSync(join(folder, 'keys/personal-data.key')).mode & 0o077).toBe(0);
});
