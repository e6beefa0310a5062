import { changed, found, listed, notListed } from './migrations';

test('no migration that is listed was edited, and each is listed', () => {
  expect([...changed(listed(), found()), ...notListed(listed(), found())]).toEqual([]);
});

test('one that was edited or is gone wants a new migration, and a new one an entry', () => {
  const before = { '0002-a.ts': 'one', '0003-b.ts': 'two' };
  const now = { '0002-a.ts': 'other', '0004-c.ts': 'three' };
  expect(changed(before, now)).toEqual([
    expect.stringMatching(/^0002-a\.ts was edited.*add a new migration/),
    expect.stringMatching(/^0003-b\.ts is gone.*add a new migration/),
  ]);
  expect(notListed(before, now)).toEqual([expect.stringMatching(/^0004-c\.ts is new\..*pnpm migrations$/)]);
});
