import { aSolicitation, june16 } from '../solicitation/solicitation.builder';
import { aDraft, anAnswer } from './answer.builder';
import { type Entry, enterRows } from './enter-rows';
import type { Household } from './household-response';

const aRow = (label: string, differing: Partial<Entry> = {}): Entry => ({
  label,
  contact: { way: 'VISIT', contactedOn: '2022-06-08', by: null },
  answer: aDraft(),
  ...differing,
});

const enter = (rows: readonly Entry[], households: readonly Household[] = [], most = 144) => {
  let minted = 0;
  return enterRows(rows, {
    solicitation: aSolicitation({ households: most }),
    buildings: [],
    households,
    mint: (prefix) => `${prefix}_new${++minted}`,
    seal: (name) => name,
    now: june16,
  });
};

/** The households as a first file leaves them. */
const after = (rows: readonly Entry[]): Household[] => {
  const { created, contacts, answers } = enter(rows);
  return created.map((response) => ({
    response,
    contacts: contacts.filter(({ responseId }) => responseId === response.id),
    answers: answers.filter(({ responseId }) => responseId === response.id),
    strikes: [],
  }));
};

test('[PART-2, PART-3] every line is a contact, and an answer where it has one', () => {
  const { created, changed, contacts, answers, refused } = enter([
    aRow('1-1-101'),
    aRow('1-1-102', { answer: null }),
  ]);

  expect(created).toMatchObject([
    { household: '1-1-101', countedAnswerId: answers[0]!.id },
    { household: '1-1-102', countedAnswerId: null },
  ]);
  expect(contacts.map(({ responseId }) => responseId)).toEqual(created.map(({ id }) => id));
  expect(answers).toHaveLength(1);
  expect([changed, refused]).toEqual([[], []]);
});

test('the same file again changes nothing', () => {
  const rows = [aRow('1-1-101'), aRow('1-1-102', { answer: null })];

  expect(enter(rows, after(rows))).toEqual({
    created: [],
    changed: [],
    contacts: [],
    answers: [],
    outdated: [],
    refused: [],
  });
});

test('[PART-2] a file read again does not bring back an answer that was replaced on the same day', () => {
  const rows = [aRow('1-1-101')];
  const [household] = after(rows);
  const replaced: Household = {
    ...household!,
    response: { ...household!.response, countedAnswerId: 'ans_2' },
    answers: [...household!.answers, anAnswer({ id: 'ans_2', number: 2, consents: false })],
  };

  expect(enter(rows, [replaced])).toMatchObject({ changed: [], answers: [], outdated: rows });
});

test.each([
  ['was struck', [{ entryId: 'ans_old', responseId: 'hhr_1', reason: '门牌登记错误', struckAt: june16 }]],
  ['was replaced', []],
] as const)(
  '[PART-2] an answer of 8 June that %s is named when its line is read again, though one of 10 June counts',
  (_, strikes) => {
    const rows = [aRow('1-1-101')];
    const [household] = after(rows);
    const old = anAnswer({ ...household!.answers[0]!, id: 'ans_old' });
    const later = anAnswer({ id: 'ans_2', number: 2, answeredOn: '2022-06-10', consents: false });
    const known: Household = {
      ...household!,
      response: { ...household!.response, countedAnswerId: 'ans_2' },
      answers: [old, later],
      strikes,
    };

    expect(enter(rows, [known])).toMatchObject({ changed: [], answers: [], outdated: rows });
  },
);

test('[PART-2] another answer of a known household changes it', () => {
  const known = after([aRow('1-1-101')]);
  const later = aRow('1-1-101', {
    contact: { way: 'PAPER', contactedOn: '2022-06-09', by: null },
    answer: aDraft({ consents: false, answeredOn: '2022-06-09' }),
  });

  const { created, changed, contacts, answers } = enter([later], known);
  expect(created).toEqual([]);
  expect(changed).toMatchObject([{ id: known[0]!.response.id, countedAnswerId: answers[0]!.id }]);
  expect(contacts).toMatchObject([{ number: 2 }]);
});

test('[PART-2] the file is refused at the first household too many, known ones not counted twice', () => {
  const known = after([aRow('1-1-101')]);
  const rows = [aRow('1-1-101'), aRow('1-1-102'), aRow('1-1-201')];

  expect(enter(rows, known, 3).refused).toEqual([]);
  expect(enter(rows, known, 2).refused).toMatchObject([
    { row: { label: '1-1-201' }, refusal: { code: 'MORE_HOUSEHOLDS_THAN_REGISTERED', detail: { found: 3 } } },
  ]);
});

test('[PART-3] every line that cannot be entered is named', () => {
  const { refused } = enter([
    aRow('1-1-101', { answer: aDraft({ consents: null }) }),
    aRow('1-1-102'),
    aRow('1-1-201', { contact: { way: 'VISIT', contactedOn: '2022-06-17', by: null } }),
  ]);
  expect(refused.map(({ row, refusal }) => [row.label, refusal.code])).toEqual([
    ['1-1-101', 'CONSENT_NOT_STATED'],
    ['1-1-201', 'DATE_IN_FUTURE'],
  ]);
});
