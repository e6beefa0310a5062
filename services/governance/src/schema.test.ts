import { accessTable } from '@anju/runtime/access';
import { schema } from './schema';

test('every root field says who may call it, and no mutation is open to everybody', () => {
  const open = Object.entries(accessTable(schema)).filter(([, roles]) => roles.includes('PUBLIC'));
  expect(open.filter(([path]) => path.startsWith('Mutation.'))).toEqual([]);
});

test('[PRIV-2] a masked name is open to everybody because its field says so, as every field with personal data does', () => {
  const table = accessTable(schema);
  for (const field of ['Owner.maskedName', 'CommitteeMember.maskedName', 'Proxy.agentName'])
    expect([field, table[field]]).toEqual([field, ['PUBLIC']]);
});
