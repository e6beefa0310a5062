import { accessTable } from '@anju/runtime/access';
import { schema } from './schema';

test('every root field says who may call it, and no mutation is open to everybody', () => {
  const open = Object.entries(accessTable(schema)).filter(([, roles]) => roles.includes('PUBLIC'));
  expect(open.filter(([path]) => path.startsWith('Mutation.'))).toEqual([]);
});
