import { isId, newId, uuidV7, uuidV7Time } from './id';

test('an id is the prefix, an underscore and something safe in a URL', () => {
  expect(isId('que', 'que_1')).toBe(true);
  expect(isId('que', newId('que'))).toBe(true);
});

test.each(['que_', 'que', 'bal_1', 'que_1 ', 'que_ü', 'que_a/b', ' que_1', 'que_1\n', ''])(
  '%j is no id of a question',
  (text) => {
    expect(isId('que', text)).toBe(false);
  },
);

test('a UUIDv7 says when it was made', () => {
  expect(uuidV7Time('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')).toBe('2022-02-22T19:22:22.000Z');
  expect(uuidV7Time('e677d21f-dbff-7cc3-98c4-dc0c0c07398f')).toBe('9999-12-31T23:59:59.999Z');
  expect(uuidV7Time(uuidV7().toUpperCase())).not.toBeNull();
});

describe('made one after the other', () => {
  const now = jest.spyOn(Date, 'now');
  afterAll(() => now.mockRestore());
  const at = (millis: number, count: number) => {
    now.mockReturnValue(millis);
    return Array.from({ length: count }, uuidV7);
  };
  const millisOf = (id: string) => Date.parse(uuidV7Time(id)!);
  const day = Date.UTC(2030, 0);

  test('they sort so: within a millisecond, past its last place, and while the clock is a little behind', () => {
    const ids = [...at(day, 5_000), ...at(day - 9_000, 2), ...at(day + 5, 3)];

    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => uuidV7Time(id) === null)).toEqual([]);
    expect(millisOf(ids.at(-1)!)).toBe(day + 5);
  });

  test('a clock that was wrong by more is not followed any longer', () => {
    at(day + 60_000, 1);
    expect(at(day, 1).map(millisOf)).toEqual([day]);
  });
});

test.each([
  ['version 4', '017f22e2-79b0-4cc3-98c4-dc0c0c07398f'],
  ['another variant', '017f22e2-79b0-7cc3-c8c4-dc0c0c07398f'],
  ['the year 10000', 'e677d21f-dc00-7cc3-98c4-dc0c0c07398f'],
  ['a year past that', 'ffffffff-ffff-7cc3-98c4-dc0c0c07398f'],
  ['something around it', 'x017f22e2-79b0-7cc3-98c4-dc0c0c07398f'],
  ['nothing', ''],
])('%s is no UUIDv7', (_, text) => {
  expect(uuidV7Time(text)).toBeNull();
});
