import { isName, isSameContact } from './contact';

test('a name has 1 to 40 characters, blanks around it left out', () => {
  expect(isName('李')).toBe(true);
  for (const hiding of ['李\u0000', '\u200b', '李\n四', '\u202e李四']) expect(isName(hiding)).toBe(false);
  expect(isName('𠮷'.repeat(40))).toBe(true);
  expect(isName(` ${'李'.repeat(40)} `)).toBe(true);
  expect(isName('李'.repeat(41))).toBe(false);
  expect(isName('  ')).toBe(false);
});

test('[PART-2] twice on a day in the same way is one contact', () => {
  const contact = { way: 'VISIT', contactedOn: '2022-06-08' } as const;

  expect(isSameContact(contact, { ...contact })).toBe(true);
  expect(isSameContact(contact, { ...contact, way: 'PAPER' })).toBe(false);
  expect(isSameContact(contact, { ...contact, contactedOn: '2022-06-09' })).toBe(false);
});
