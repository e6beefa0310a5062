import { bareStorage } from './testing/bare-service';
import { testDatabase } from './testing/test-database';
import { selectUnited } from './united';

const database = testDatabase(bareStorage);

test.each([0, 1, 400, 401, 1_001])('%d parts are united, in their order', async (count) => {
  const parts = Array.from({ length: count }, (_, i) => ({ sql: 'SELECT ? AS found', parameters: [i] }));
  const rows = await selectUnited<{ found: unknown }>(database().read, parts);
  expect(rows.map(({ found }) => Number(found))).toEqual(parts.map((_, i) => i));
});
