import { checkType, near } from './event-type';

const known = [
  'a.decision-adopted.v1',
  'a.decision-posted.v1',
  'a.community-struck.v1',
  'a.community-revised.v1',
];

test.each([
  ['a.decision-adoptd.v1', ['a.decision-adopted.v1']],
  ['decision-adopted', ['a.decision-adopted.v1']],
  ['decisionPosted', ['a.decision-posted.v1']],
  ['a.decision-posted.v2', ['a.decision-posted.v1']],
  ['a.decision-posted', ['a.decision-posted.v1']],
  ['struck', ['a.community-struck.v1']],
  ['payment', known],
  ['', known],
])('%s may mean %j', (typed, meant) => {
  expect(near(typed, known)).toEqual(expect.arrayContaining(meant));
  expect(near(typed, known)[0]).toBe(meant[0]);
});

test('a type that the service tells is meant as it stands', () => {
  expect(() => checkType('governance', 'governance.decision-adopted.v1')).not.toThrow();
});

test('one of another service is said to be that one’s', () => {
  expect(() => checkType('funding', 'governance.decision-adopted.v1')).toThrow(
    /不由 funding 发出.*but by governance: anju events replay governance --type governance\.decision-adopted\.v1$/,
  );
});

test('one that nobody tells is refused in both languages, with those near it', () => {
  expect(() => checkType('governance', 'governance.decision-adpted.v1')).toThrow(
    /^governance 没有 governance\.decision-adpted\.v1 这类事件，相近的有 \/ has no events of this type; those near it are: governance\.decision-adopted\.v1/,
  );
});
