import { checkBalance, checkEffects, checkMarks, checkTopic, laterOf, type Told } from './checker';

const of = (subject: string, sequence: number): Told => ({ id: `${subject}${sequence}`, subject, sequence });
const told = [of('a', 1), of('b', 1), of('a', 2), of('a', 3)];

test('a topic that has all in order holds, however often something comes again', () => {
  expect(checkTopic(told, told)).toEqual([]);
  expect(checkTopic(told, [...told, of('a', 1), of('b', 1)])).toEqual([]);
  expect(laterOf([...told, of('a', 1), of('b', 1), of('a', 1)])).toEqual([
    of('a', 1),
    of('b', 1),
    of('a', 1),
  ]);
  expect(laterOf(told)).toEqual([]);
});

test('what is lost, and what appears before its predecessor, is found on the topic', () => {
  expect(checkTopic(told, told.slice(0, 3))).toEqual(['1 events: 3 of a is not on the topic']);
  expect(checkTopic(told, [of('a', 1), of('b', 1), of('a', 3), of('a', 2)])).toEqual([
    '3 of a appeared first after 1',
    '2 of a appeared first after 3',
  ]);
  // Its second appearance comes in time; its first one did not.
  expect(checkTopic(told, [of('a', 2), of('a', 1), of('a', 2), of('a', 3), of('b', 1)])).not.toEqual([]);
});

test('effects are each there, once, in order', () => {
  expect(checkEffects(told, told)).toEqual([]);
  expect(checkEffects(told, told.slice(0, 3))).toEqual(['1 events: 3 of a took no effect']);
  expect(checkEffects(told, [...told, of('a', 3)])).toEqual(['1 events: 3 of a took effect twice']);
  expect(checkEffects(told, [of('a', 1), of('b', 1), of('a', 3), of('a', 2)])).toContain(
    '3 of a took effect after 1',
  );
});

test('a balance is what was acknowledged, no more and no less', () => {
  expect(checkBalance(2, 2)).toEqual([]);
  expect(checkBalance(2, 1)).toHaveLength(1);
  expect(checkBalance(2, 3)).toHaveLength(1);
});

test('a mark that was written again, or is gone, is a stale one', () => {
  const before = new Map([['a1', 'at ten']]);
  expect(checkMarks(before, new Map([...before, ['a2', 'at eleven']]))).toEqual([]);
  expect(checkMarks(before, new Map([['a1', 'at eleven']]))).toHaveLength(1);
  expect(checkMarks(before, new Map())).toHaveLength(1);
});
