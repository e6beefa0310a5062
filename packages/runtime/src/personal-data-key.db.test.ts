import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, sqliteUrl } from './database';
import { Mendable, UnusableData } from './mendable';
import { createPersonalData } from './personal-data';
import { isSealedBy } from './personal-data-key.table';
import { bareStorage } from './testing/bare-service';
import { engine, testDatabase } from './testing/test-database';

const database = testDatabase(bareStorage);
const key = (byte: number) => createPersonalData(Buffer.alloc(32, byte).toString('base64'));

test('[PRIV-1] the first key is that of the database, for all who open it at once and later, and no other', async () => {
  const { writer } = database();
  expect(await Promise.all([1, 1, 1].map((byte) => isSealedBy(writer, key(byte))))).toEqual([
    true,
    true,
    true,
  ]);
  expect(await isSealedBy(writer, key(2))).toBe(false);
  expect(await isSealedBy(writer, key(1))).toBe(true);
});

test('[PRIV-1] with another key nothing is opened, and it is said what to put back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anju-key-'));
  const url = engine === 'sqlite' ? sqliteUrl(join(folder, 'a.db')) : (database().writer.options as any).url;
  const opened = (byte: number) => openDatabase(url, bareStorage, { personalData: key(byte) });
  await (await opened(1)).close();

  const refusal: unknown = await opened(2).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(engine === 'sqlite' ? UnusableData : Mendable);
  expect((refusal as Error).message).toMatch(
    /另一把密钥.*keys\/personal-data\.key.*PERSONAL_DATA_KEY.*by another key.*Put back.*PERSONAL_DATA_KEY/s,
  );
  await (await opened(1)).close();
  rmSync(folder, { recursive: true });
});
