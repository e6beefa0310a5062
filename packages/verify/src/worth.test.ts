import { worthOf } from './worth';

type Afterwards = Parameters<typeof worthOf>[0];
type Vote = Parameters<ReturnType<typeof worthOf>>[0];

const at = '2022-07-06T02:00:00.000Z';
const act = { kind: 'ACT', before: '0'.repeat(64), head: 'own_C', owner: 'own_X', receivedAt: at } as const;
const vote: Vote = {
  ...act,
  ...{ act: 'VOTE', sequence: 2, enteredAt: at, ballot: 'bal_1', channel: 'PAPER', form: 'A-1' },
  ...{ written: 'YES', why: null, choice: 'YES', proxy: null, inPerson: true, signed: true },
};
const undone = (sequence: number, differing = {}) =>
  ({ ...act, act: 'SALE_VOIDED', sequence, ...differing }) as const;
const paper = { paperNumber: null, paperSha256: null };
const ratification = {
  kind: 'RATIFICATION',
  ballot: 'bal_1',
  head: 'own_C',
  ratifiedAt: at,
  ...paper,
} as const;
const voidedAnswer = { kind: 'VOIDED_ANSWER', ballot: 'bal_1', proxy: 'prx_1', voidedAt: at } as const;
const voidedPaper = { kind: 'VOIDED_PAPER', ballot: 'bal_1', voidedAt: at, ...paper } as const;

const worth = (differing: Partial<Vote>, afterwards: Partial<Afterwards> = {}) =>
  worthOf({ acts: [], voidedPapers: [], voidedAnswers: [], ratifications: [], ...afterwards })({
    ...vote,
    ...differing,
  });

test('[GOV-VOTE-6] a ballot is worth what is written on it, and one with something wrong is invalid', () => {
  expect(worth({})).toBe('YES');
  expect(worth({ written: 'ABSTAIN' })).toBe('ABSTAIN');
  expect(worth({ why: 'UNAUTHORISED' })).toBe('INVALID');
  expect(worth({ written: 'INVALID', why: 'NOT_SIGNED' })).toBe('INVALID');
});

test("[GOV-MEET-4] an agent's answer without authority counts once it is ratified, for that head and ballot alone", () => {
  const unauthorised = { why: 'UNAUTHORISED' };
  expect(worth({}, { voidedAnswers: [voidedAnswer] })).toBe('INVALID');
  expect(worth({}, { voidedAnswers: [{ ...voidedAnswer, ballot: 'bal_2' }] })).toBe('YES');
  expect(worth({}, { voidedAnswers: [voidedAnswer], ratifications: [ratification] })).toBe('YES');
  expect(worth(unauthorised, { ratifications: [ratification] })).toBe('YES');
  expect(worth(unauthorised, { ratifications: [{ ...ratification, head: 'own_D' }] })).toBe('INVALID');
  expect(worth(unauthorised, { ratifications: [{ ...ratification, ballot: 'bal_2' }] })).toBe('INVALID');
});

test('[REG-7] what was entered by mistake is voided, also where it was ratified; so is what a buyer cast by such a proof', () => {
  expect(worth({}, { voidedPapers: [voidedPaper], ratifications: [ratification] })).toBe('VOIDED');
  expect(worth({}, { voidedPapers: [{ ...voidedPaper, ballot: 'bal_2' }] })).toBe('YES');
  expect(worth({}, { acts: [undone(1), undone(3)] })).toBe('VOIDED');
  // Cast after that proof was voided, for another head, or by somebody else.
  expect(worth({}, { acts: [undone(1)] })).toBe('YES');
  expect(worth({}, { acts: [undone(3, { head: 'own_D' })] })).toBe('YES');
  expect(worth({}, { acts: [undone(3, { owner: 'own_Y' })] })).toBe('YES');
});
