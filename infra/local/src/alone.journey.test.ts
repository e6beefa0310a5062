import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from './client';
import { startPart } from './processes';

jest.setTimeout(120_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'anju-alone-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a service alone answers with its demonstration, on data of its own', async () => {
  const settings = { ANJU_DATA: folder, PORT: '0', LOG_LEVEL: 'info' };
  const main = 'services/governance/src/main.ts';
  const { url, stop } = await startPart('governance', main, settings, ['--', '--demo']);
  let communities = 0;
  try {
    for (let tries = 0; communities === 0 && tries < 600; tries++) {
      await wait(50);
      const { division } = await createClient(url, null).ask(
        '{ division(code: "140500") { communityCount } }',
      );
      communities = division.communityCount;
    }
  } finally {
    await stop();
  }
  expect(communities).toBe(5);

  expect(existsSync(join(folder, 'services/governance.db'))).toBe(true);
  // Here lies the city of `npm start`, which starts over when it pleases.
  expect(existsSync(join(folder, 'data'))).toBe(false);
});
