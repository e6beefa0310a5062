import { askDatabase } from './database-answers';
import { bareStorage } from './testing/bare-service';
import { ownDatabase } from './testing/test-database';

const database = ownDatabase(bareStorage);

test('a database of no cluster answers, and with its table gone it does not', async () => {
  await expect(askDatabase(database())).resolves.toBeUndefined();

  await database().writer.query('ALTER TABLE lease RENAME TO gone');
  try {
    await expect(askDatabase(database())).rejects.toThrow('lease');
  } finally {
    await database().writer.query('ALTER TABLE gone RENAME TO lease');
  }
});
