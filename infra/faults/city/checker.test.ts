import { checkCity, type Remembered } from './checker';
import type { CityRows } from './rows';

const key = (operation: string, resultId: string, key = `${operation}-${resultId}`) => ({
  key,
  operation,
  resultId,
});
const event = (type: string, subject: string, sequence: number, data: object = {}) => ({
  id: `evt_${subject}_${sequence}`,
  type,
  subject,
  sequence,
  published: true,
  data,
});
const heard = (subject: string, sequence: number) => ({
  eventId: `evt_${subject}_${sequence}`,
  subject,
  sequence,
  state: 'HANDLED',
});
const audit = (action: string, subject: string) => ({ action, subject });
const recorded = (sequence: number, areaDm2: number) =>
  event('governance.building-recorded.v1', 'bld_1', sequence, { units: [{ unitId: 'unt_1', areaDm2 }] });

const steps = [
  'proposeMaintenanceJob',
  'linkDecision',
  'recordMeasurement',
  'applyForFundPayment',
  'approveFundPayment',
  'instructBank',
  'recordBankReceipt',
];

/** One job paid from one home's fund, one ballot changed once, one project and one building told, two answers, one company. */
const whole: CityRows = {
  governance: {
    keys: [key('castBallot', 'bal_1'), key('castBallot', 'bal_2')],
    outbox: [recorded(1, 8000), recorded(2, 8100)],
    inbox: [heard('prj_1', 1), heard('mjb_1', 1), heard('pmc_1', 1), heard('pmc_1', 2)],
    ballots: [
      { id: 'bal_1', ownerId: 'own_1' },
      { id: 'bal_2', ownerId: 'own_1' },
    ],
    answers: [
      { questionId: 'que_1', headKey: 'h', sequence: 1, ballotId: 'bal_1', choice: 'YES' },
      { questionId: 'que_1', headKey: 'h', sequence: 2, ballotId: 'bal_2', choice: 'NO' },
    ],
    standings: [{ questionId: 'que_1', headKey: 'h', ballotId: 'bal_2', choice: 'NO', acts: 2 }],
    boxes: [
      { questionId: 'que_1', received: 0 },
      { questionId: 'que_1', received: 2 },
    ],
    projects: [{ id: 'prj_1', name: 'p' }],
    companies: [{ id: 'pmc_1', name: 'right' }],
    homes: [{ communityId: 'com_1', label: '1-1-101', areaDm2: 8100 }],
    audits: [audit('castBallot', 'bal_1'), audit('castBallot', 'bal_2')],
  },
  funding: {
    keys: [...steps.map((operation) => key(operation, 'mjb_1')), key('proposeProject', 'prj_1')],
    audits: [...steps.map((operation) => audit(operation, 'mjb_1')), audit('proposeProject', 'prj_1')],
    projects: [{ id: 'prj_1', costFen: 500 }],
    lines: [
      { projectId: 'prj_1', amountFen: 300 },
      { projectId: 'prj_1', amountFen: 200 },
    ],
    outbox: [
      event('funding.project-proposed.v1', 'prj_1', 1, { projectId: 'prj_1', name: 'p' }),
      event('funding.maintenance-paid.v1', 'mjb_1', 1),
    ],
    inbox: [heard('bld_1', 1), heard('bld_1', 2), heard('pmc_1', 1), heard('pmc_1', 2)],
    jobs: [{ id: 'mjb_1', state: 'PAID', costFen: 100, retainedFen: 3, receivableFen: 0, paidFen: 97 }],
    shares: [{ jobId: 'mjb_1', unitId: 'unt_1', drawnFen: 97, keptFen: 3 }],
    accounts: [
      { id: 'lac_1', kind: 'UNIT_FUND', holder: 'unt_1', balanceFen: -903, heldFen: 3 },
      { id: 'lac_2', kind: 'BANK_DEPOSIT', holder: '', balanceFen: 903, heldFen: 0 },
    ],
    entries: [
      { id: 'jre_1', kind: 'OPENING_BALANCES', jobId: null },
      { id: 'jre_2', kind: 'MAINTENANCE_PAYMENT', jobId: 'mjb_1' },
    ],
    postings: [
      { entryId: 'jre_1', accountId: 'lac_1', amountFen: -1000 },
      { entryId: 'jre_1', accountId: 'lac_2', amountFen: 1000 },
      { entryId: 'jre_2', accountId: 'lac_1', amountFen: 97 },
      { entryId: 'jre_2', accountId: 'lac_2', amountFen: -97 },
    ],
    receipts: [{ jobId: 'mjb_1' }],
    sheets: [{ jobId: 'mjb_1' }],
    units: [{ id: 'unt_1', buildingId: 'bld_1', areaDm2: 8100 }],
  },
  participation: {
    keys: [key('recordAnswer', 'hhr_1', 'k1'), key('recordAnswer', 'hhr_1', 'k2')],
    audits: [audit('recordAnswer', 'hhr_1'), audit('recordAnswer', 'hhr_1')],
    outbox: [],
    inbox: [heard('bld_1', 1), heard('bld_1', 2), heard('prj_1', 1), heard('mjb_1', 1)],
    households: [{ id: 'hhr_1', countedAnswerId: 'ans_2' }],
    answers: [
      { id: 'ans_1', responseId: 'hhr_1', number: 1 },
      { id: 'ans_2', responseId: 'hhr_1', number: 2 },
    ],
  },
  'property-management': {
    keys: [key('correctCompany', 'pmc_1')],
    audits: [audit('correctCompany', 'pmc_1')],
    outbox: [
      event('property-management.company-registered.v1', 'pmc_1', 1, { name: 'wrong' }),
      event('property-management.company-corrected.v1', 'pmc_1', 2, { name: 'right' }),
    ],
    inbox: [heard('bld_1', 1), heard('bld_1', 2), heard('prj_1', 1), heard('mjb_1', 1)],
    companies: [{ id: 'pmc_1', name: 'right', version: 2 }],
    superseded: [{ companyId: 'pmc_1', number: 1 }],
  },
};
const remembered: Remembered = {
  mutation: 'castBallot',
  key: 'castBallot-bal_2',
  outcome: 'ACKNOWLEDGED',
  answer: { id: 'bal_2' },
  roll: null,
  refusal: null,
  contradiction: null,
};

type Broken = { readonly [S in keyof CityRows]?: Partial<CityRows[S]> };
const foundIn = (broken: Broken, asked: readonly Remembered[] = [remembered]) =>
  checkCity(asked, {
    governance: { ...whole.governance, ...broken.governance },
    funding: { ...whole.funding, ...broken.funding },
    participation: { ...whole.participation, ...broken.participation },
    'property-management': { ...whole['property-management'], ...broken['property-management'] },
  }).join('\n');

test('nothing is found where all is whole, whether it was answered or never was', () => {
  expect(foundIn({})).toBe('');
  expect(foundIn({}, [{ ...remembered, outcome: 'UNKNOWN', answer: null }])).toBe('');
  expect(foundIn({}, [{ ...remembered, outcome: 'UNKNOWN', answer: null, key: 'never came' }])).toBe('');
});

test.each<[string, Partial<Remembered>, string]>([
  ['an acknowledged request whose key is not there', { key: 'gone' }, 'acknowledged and is lost'],
  ['an acknowledged request with another result', { answer: { id: 'bal_1' } }, 'acknowledged as bal_1'],
  ['a repetition that was answered otherwise', { contradiction: 'a, and repeated b' }, 'and repeated b'],
  ['a refusal nobody expects', { outcome: 'REFUSED', refusal: 'no' }, 'was refused: no'],
])('%s is found', (_, differing, words) => {
  expect(foundIn({}, [{ ...remembered, ...differing }])).toContain(words);
});

const rollFile = (areaDm2: number, outcome: Remembered['outcome'] = 'ACKNOWLEDGED'): Remembered => ({
  ...remembered,
  mutation: 'importOwnersRoll',
  key: null,
  outcome,
  answer: null,
  roll: { communityId: 'com_1', areas: new Map([['1-1-101', areaDm2]]) },
});

test.each<[string, readonly Remembered[], string]>([
  ['of two files that were taken the last stands', [rollFile(8000), rollFile(8100)], ''],
  ['one that nobody was told of may have been taken', [rollFile(8000), rollFile(8100, 'UNKNOWN')], ''],
  ['or not', [rollFile(8100), rollFile(8000, 'UNKNOWN')], ''],
  [
    'of a roll that is lost the one before is found',
    [rollFile(8100), rollFile(8000)],
    'acknowledged 1-1-101,8000',
  ],
  [
    'one that was given up earlier does not stand any more',
    [rollFile(8100, 'UNKNOWN'), rollFile(8000)],
    'acknowledged 1-1-101,8000',
  ],
])('%s', (_, asked, words) => {
  if (words === '') expect(foundIn({}, asked)).toBe('');
  else expect(foundIn({}, asked)).toContain(words);
});

const { governance, funding, participation, 'property-management': companies } = whole;
const without = <T>(rows: readonly T[], place: number) => rows.filter((_, i) => i !== place);
const changed = <T>(rows: readonly T[], place: number, differing: Partial<T>) =>
  rows.map((row, i) => (i === place ? { ...row, ...differing } : row));

test.each<[string, Broken, string]>([
  ['a ballot without its key', { governance: { keys: without(governance.keys, 0) } }, 'keys lack bal_1'],
  [
    'a key without its ballot',
    { governance: { ballots: without(governance.ballots, 1) } },
    'ballots lack bal_2',
  ],
  [
    'a ballot cast twice',
    { governance: { keys: [...governance.keys, key('castBallot', 'bal_2', 'k')] } },
    'twice bal_2',
  ],
  [
    'a ballot without its answer',
    { governance: { answers: without(governance.answers, 1) } },
    'answers lack bal_2',
  ],
  [
    'an older ballot that counts',
    { governance: { standings: changed(governance.standings, 0, { ballotId: 'bal_1' }) } },
    'stands at bal_1',
  ],
  [
    'an act that was not numbered',
    { governance: { standings: changed(governance.standings, 0, { acts: 1 }) } },
    'counts 1 acts',
  ],
  [
    'a ballot that is not in the trail',
    { governance: { audits: without(governance.audits, 0) } },
    'audit entries lack bal_1',
  ],
  ['a ballot that fell into no box', { governance: { boxes: without(governance.boxes, 1) } }, 'received 0'],
  ['a step without its key', { funding: { keys: without(funding.keys, 5) } }, 'keys lack mjb_1'],
  [
    'a payment that is not in the trail',
    { funding: { audits: without(funding.audits, 6) } },
    'jobs after recordBankReceipt against audit entries: audit entries lack mjb_1',
  ],
  [
    'a key without its project',
    { funding: { keys: [...funding.keys, key('proposeProject', 'prj_2')] } },
    'projects lack prj_2',
  ],
  ['a project without its key', { funding: { keys: without(funding.keys, 7) } }, 'keys lack prj_1'],
  ['a project that was not told', { funding: { outbox: without(funding.outbox, 0) } }, 'events lack prj_1'],
  [
    'a project that is not in the trail',
    { funding: { audits: without(funding.audits, 7) } },
    'projects against audit entries: audit entries lack prj_1',
  ],
  ['a project without its money', { funding: { lines: [] } }, 'funding lines lack prj_1'],
  [
    'half of the money of a project',
    { funding: { lines: without(funding.lines, 1) } },
    'prj_1 costs 500 and its funding lines come to 300',
  ],
  [
    'a key without its step',
    { funding: { jobs: changed(funding.jobs, 0, { state: 'INSTRUCTED' }) } },
    'jobs after recordBankReceipt lack mjb_1',
  ],
  ['a payment without its receipt', { funding: { receipts: [] } }, 'receipts lack mjb_1'],
  [
    'a payment booked twice',
    { funding: { receipts: [...funding.receipts, ...funding.receipts] } },
    'twice mjb_1',
  ],
  ['a measurement without its sheet', { funding: { sheets: [] } }, 'sheets lack mjb_1'],
  ['a payment that was not told', { funding: { outbox: without(funding.outbox, 1) } }, 'events lack mjb_1'],
  [
    'a fen that is lost',
    { funding: { jobs: changed(funding.jobs, 0, { paidFen: 96 }) } },
    'cost 100 and is paid 96',
  ],
  [
    'an entry that does not add up',
    { funding: { postings: changed(funding.postings, 2, { amountFen: 98 }) } },
    'jre_2 is 1 fen apart',
  ],
  ['half of an entry', { funding: { postings: without(funding.postings, 3) } }, 'jre_2 is 97 fen apart'],
  [
    'an entry without postings',
    { funding: { postings: funding.postings.slice(0, 2) } },
    'jre_2 has no postings',
  ],
  ['postings without an entry', { funding: { entries: without(funding.entries, 0) } }, 'jre_1 has no entry'],
  [
    'a balance that is not its postings',
    { funding: { accounts: changed(funding.accounts, 1, { balanceFen: 904 }) } },
    'lac_2 stands at 904',
  ],
  [
    'a promise that nobody made',
    { funding: { accounts: changed(funding.accounts, 0, { heldFen: 4 }) } },
    'lac_1 holds 4 and promised 3',
  ],
  [
    'a gap in what was told',
    { governance: { outbox: without(governance.outbox, 0) } },
    'governance told of bld_1: 2',
  ],
  [
    'an event that was not published',
    { funding: { outbox: changed(funding.outbox, 0, { published: false }) } },
    'funding has 1 events',
  ],
  ['an event that was not heard', { funding: { inbox: without(funding.inbox, 1) } }, 'not at all'],
  [
    'an event that stands parked',
    { funding: { inbox: changed(funding.inbox, 1, { state: 'PARKED' }) } },
    'PARKED',
  ],
  [
    'an event that nobody told',
    { governance: { inbox: [...governance.inbox, heard('prj_2', 1)] } },
    'which nobody told it',
  ],
  [
    'a copy that is behind',
    { funding: { units: changed(funding.units, 0, { areaDm2: 8000 }) } },
    "funding's copy of homes",
  ],
  ['a copy that lacks something', { governance: { projects: [] } }, "governance's copy of projects"],
  [
    'a company under the name it had before',
    { governance: { companies: [{ id: 'pmc_1', name: 'wrong' }] } },
    "governance's copy of companies",
  ],
  [
    'an event that only one of several did not hear',
    { participation: { inbox: without(participation.inbox, 2) } },
    'participation has funding.project-proposed.v1 1 of prj_1 not at all',
  ],
  [
    'an answer without its key',
    { participation: { keys: without(participation.keys, 0) } },
    'hhr_1 has 2 numbers and 1 keys',
  ],
  [
    'a key without its answer',
    { participation: { answers: without(participation.answers, 1) } },
    'hhr_1 has 1 numbers and 2 keys',
  ],
  [
    'an answer that is not in the trail',
    { participation: { audits: without(participation.audits, 0) } },
    'hhr_1 has 2 numbers and 1 audit entries',
  ],
  [
    'an answer that was passed over',
    { participation: { answers: changed(participation.answers, 1, { number: 3 }) } },
    'hhr_1 has the numbers 1,3',
  ],
  [
    'an older answer that counts',
    { participation: { households: [{ id: 'hhr_1', countedAnswerId: 'ans_1' }] } },
    'counts ans_1',
  ],
  ['a household without its answers', { participation: { answers: [] } }, 'answers lack hhr_1'],
  ['a key without its household', { participation: { households: [] } }, 'households lack hhr_1'],
  ['a correction without its key', { 'property-management': { keys: [] } }, 'pmc_1 has 1 numbers and 0 keys'],
  [
    'a correction that is not in the trail',
    { 'property-management': { audits: [] } },
    'pmc_1 has 1 numbers and 0 audit entries',
  ],
  [
    'a correction without the name that was wrong',
    { 'property-management': { superseded: [] } },
    'pmc_1 has 0 numbers and 1 changes',
  ],
  [
    'a correction that was not told',
    { 'property-management': { outbox: without(companies.outbox, 1) } },
    'pmc_1 has 1 numbers and 0 events',
  ],
  [
    'a name that nobody told',
    { 'property-management': { companies: [{ id: 'pmc_1', name: 'other', version: 2 }] } },
    'is called other',
  ],
])('%s is found', (_, broken, words) => {
  expect(foundIn(broken)).toContain(words);
});
