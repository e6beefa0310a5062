import { AuditTable } from '@anju/runtime/audit';
import { deliver } from '@anju/runtime/testing/envelope';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import {
  countyBureau,
  otherResidentsCommittee,
  otherSubdistrict,
  residentsCommittee,
  subdistrict,
} from '../callers.builder';
import { buildingRecorded } from '../neighbours.builder';
import { june16, solicitationSteps } from '../solicitation/solicitation.builder';
import { storage } from '../storage';
import { participation } from '../subscriptions';
import { householdSteps } from './household-response.builder';
import { AnswerTable, ContactTable, HouseholdResponseTable } from './household-response.table';

const database = testDatabase(storage);
const { register, open, close, look } = solicitationSteps(database);
const { answer, contact, responses } = householdSteps(database);

let solicitationId: string;
beforeEach(async () => {
  await register();
  ({ id: solicitationId } = await open());
});

const rows = () =>
  Promise.all(
    [HouseholdResponseTable, ContactTable, AnswerTable].map((table) => database().read.count(table as never)),
  );
const audited = async () =>
  (await database().read.find(AuditTable, { order: { id: 'ASC' } })).slice(1).map(({ action }) => action);

test('[PART-2, OVR-2] recordContact enters a household once, however often it is reached', async () => {
  expect(await contact({ solicitationId, by: '王芳' })).toEqual({
    __typename: 'HouseholdResponse',
    household: '2-1-301',
    building: '2',
    synthetic: false,
    notCounted: null,
    contactedOn: '2022-06-08',
    solicitation: { id: solicitationId, contacted: 1, answers: 0 },
    contacts: [{ way: 'VISIT', contactedOn: '2022-06-08', by: '王*', recordedAt: june16 }],
    answer: null,
    answers: [],
  });
  const again = await contact({ solicitationId, household: '２－1－301', way: 'PAPER', on: '2022-06-10' });
  expect(again).toMatchObject({ contactedOn: '2022-06-08', solicitation: { contacted: 1 } });
  expect(again.contacts).toHaveLength(2);
  expect(await contact({ solicitationId, way: 'PAPER', on: '2022-06-10' })).toEqual(again);

  expect(await rows()).toEqual([1, 2, 0]);
  expect(await audited()).toEqual(['recordContact', 'recordContact', 'read HouseholdResponse']);
});

test('[PART-2, PART-3] recordAnswer takes what a household says, and the last it gave counts', async () => {
  const said = { wishes: ['ROOF_REPAIR', 'DRAINAGE'] as const, managementMode: 'PM_COMPANY' as const };
  expect(await answer({ solicitationId, ...said })).toMatchObject({
    contactedOn: '2022-06-08',
    contacts: [],
    solicitation: { contacted: 1, answers: 1 },
    answer: {
      kind: 'ANSWERED',
      consents: true,
      consentsToManagementMode: true,
      managementMode: 'PM_COMPANY',
      wishes: ['DRAINAGE', 'ROOF_REPAIR'],
      answeredOn: '2022-06-08',
      recordedAt: june16,
    },
  });
  expect(await answer({ solicitationId, consents: false, on: '2022-06-10' })).toMatchObject({
    solicitation: { contacted: 1, answers: 1 },
    answer: { consents: false, answeredOn: '2022-06-10' },
    answers: [{ consents: true }, { consents: false }],
  });
  // It comes in late and was given before: kept, and not counted.
  expect(await answer({ solicitationId, on: '2022-06-09' })).toMatchObject({
    answer: { consents: false },
    answers: [{ consents: true }, { consents: false }, { consents: true }],
  });
  expect(await look(solicitationId)).toMatchObject({ answers: 1, consents: 0, managementModeConsents: 1 });
  expect(await rows()).toEqual([1, 0, 3]);
});

test('the same answer sent twice is one, and the look at it is logged', async () => {
  const first = await answer({ solicitationId });

  expect(await answer({ solicitationId })).toEqual(first);
  expect(await rows()).toEqual([1, 0, 1]);
  expect(await audited()).toEqual(['recordAnswer', 'read HouseholdResponse']);
});

test('[PRIV-1] what a household said is told to no other service, and no label or name is in the log', async () => {
  await contact({ solicitationId, by: '王芳' });
  await answer({ solicitationId });

  expect(await factsIn(database())).toEqual([]);
  const log = JSON.stringify(await database().read.find(AuditTable));
  expect(log).not.toContain('2-1-301');
  expect(log).not.toContain('王');
});

test('[PRIV-1] a household is stored with the ground on which it is, and shown with it', async () => {
  await contact({ solicitationId });

  const [stored] = await database().read.find(HouseholdResponseTable);
  expect(stored!.legalBasis).toEqual({ purpose: 'SOLICITATION', ground: 'CONSENT', rules: ['PART-2'] });
  const [shown] = (await responses(solicitationId)).responses.nodes;
  expect(shown.legalBasis).toEqual(stored!.legalBasis);
});

test('[PRIV-1] the name of who went is stored sealed', async () => {
  await contact({ solicitationId, by: '王芳' });

  const [stored] = await database().read.find(ContactTable);
  expect(stored!.sealedBy).toEqual(expect.any(String));
  expect(JSON.stringify(stored)).not.toContain('王芳');
});

test('[PART-2, PRIV-1] however a home is written it is one household, and its community’s name is not kept', async () => {
  for (const household of ['凤源食品厂小区2#楼一单元301', '二号楼1单元301室', '2/1/301']) {
    expect(await contact({ solicitationId, household })).toMatchObject({
      household: '2-1-301',
      solicitation: { contacted: 1 },
    });
  }
  expect(await contact({ solicitationId, household: '凤城小区2-1-301' })).toMatchObject({
    code: 'HOUSEHOLD_INVALID',
  });
  expect(await rows()).toEqual([1, 1, 0]);
});

test('[PRIV-1] a label that might be a name is not stored before a roll says that it is a home', async () => {
  const named = { solicitationId, household: '东-西-1' };
  for (const step of [contact, answer]) {
    expect(await step(named)).toMatchObject({
      code: 'HOME_NOT_NUMBERED',
      rule: 'PRIV-1',
      retryable: true,
      message: expect.stringContaining('Give building and door by number'),
    });
  }
  expect(await rows()).toEqual([0, 0, 0]);

  await deliver(database(), participation, [buildingRecorded('东', ['东-西-1'])], { now: june16 });
  expect(await contact(named)).toMatchObject({ household: '东-西-1', building: '东' });
});

test('[PRIV-1] a number too long for a door is not stored before a roll says that it is a home, which is said in both languages', async () => {
  const inChinese = { caller: { ...residentsCommittee, language: 'zh' as const } };
  for (const household of ['139-1234-5678', '2-1-140502']) {
    const entered = { solicitationId, household };
    expect(await contact(entered)).toMatchObject({
      code: 'HOME_NOT_NUMBERED',
      rule: 'PRIV-1',
      message: expect.stringContaining('5 for the door, and never a telephone or document number'),
    });
    expect((await contact(entered, inChinese)).message).toContain('房号 5 位，不要填写电话或证件号码');
  }
  expect(await rows()).toEqual([0, 0, 0]);
  expect(await contact({ solicitationId, household: '2-1-14050' })).toMatchObject({ household: '2-1-14050' });

  await deliver(database(), participation, [buildingRecorded('2', ['2-1-140502'])], { now: june16 });
  expect(await contact({ solicitationId, household: '2-1-140502' })).toMatchObject({ building: '2' });
});

const wrong = [
  ['an empty label', { household: ' ' }, 'HOUSEHOLD_INVALID', 'such as 2-1-301', '如 2-1-301'],
  ['a name', { household: '王建国' }, 'HOUSEHOLD_INVALID', 'never by a name', '不要填写姓名'],
  ['a floor', { household: '3楼301' }, 'HOUSEHOLD_INVALID', 'or a floor', '楼层'],
  ['tomorrow', { on: '2022-06-17' }, 'DATE_IN_FUTURE', 'today is 2022-06-16', '晚于今天 2022-06-16'],
  [
    'the day before',
    { on: '2022-06-06' },
    'DATE_BEFORE_OPENING',
    'opened on 2022-06-07',
    '2022-06-07，请核对',
  ],
] as const;

test.each(wrong)(
  '%s is refused of contact and answer, and nothing is stored',
  async (_, differing, code, en, zh) => {
    const inChinese = { ...residentsCommittee, language: 'zh' } as const;
    for (const step of [contact, answer]) {
      expect(await step({ solicitationId, ...differing })).toMatchObject({
        __typename: 'HouseholdResponseRefusal',
        code,
        retryable: false,
        message: expect.stringContaining(en),
      });
      expect(await step({ solicitationId, ...differing }, { caller: inChinese })).toMatchObject({
        message: expect.stringContaining(zh),
      });
    }
    expect(await rows()).toEqual([0, 0, 0]);
    expect(await audited()).toEqual([]);
  },
);

test.each([
  [{ consents: null }, 'CONSENT_NOT_STATED', 'PART-3', 'State both, yes or no', '请分别填写是或否'],
  [
    { kind: 'REFUSED', consents: true },
    'REFUSED_YET_ANSWERED',
    'PART-2',
    'Enter it as answered',
    '请改为已答复',
  ],
  [
    { managementMode: 'SELF', consentsToManagementMode: false },
    'MODE_WITHOUT_CONSENT',
    'PART-3',
    'State the consent',
    '请改为同意',
  ],
] as const)('[PART-2, PART-3] the answer %j is refused as %s', async (differing, code, rule, en, zh) => {
  const inChinese = { ...residentsCommittee, language: 'zh' } as const;
  expect(await answer({ solicitationId, ...differing })).toMatchObject({
    code,
    rule,
    message: expect.stringContaining(en),
  });
  expect(await answer({ solicitationId, ...differing }, { caller: inChinese })).toMatchObject({
    message: expect.stringContaining(zh),
  });
  expect(await rows()).toEqual([0, 0, 0]);
});

test.each(['', '李'.repeat(41)])('the name %j of who went is refused', async (by) => {
  expect(await contact({ solicitationId, by })).toMatchObject({ code: 'NAME_INVALID' });
  expect(await rows()).toEqual([0, 0, 0]);
});

test.each(['2022-06-31', '王芳', '8 June'])('%s is no date, which is said in both languages', async (on) => {
  const answered = await contact({ solicitationId, on: on as never });

  expect(answered.errors[0].message).toContain(on);
  expect(answered.errors[0].message).toMatch(/请写成 2022-06-30.* \/ .*Write it like 2022-06-30/);
  expect(await rows()).toEqual([0, 0, 0]);
});

test('a household is entered only in an open solicitation of one’s own community', async () => {
  for (const step of [contact, answer]) {
    for (const unknown of ['sol_404', 'com_1', '征求']) {
      expect(await step({ solicitationId: unknown })).toMatchObject({ code: 'SOLICITATION_NOT_FOUND' });
    }
    for (const caller of [otherResidentsCommittee, otherSubdistrict]) {
      expect(await step({ solicitationId }, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
    }
    expect(await step({ solicitationId }, { caller: countyBureau })).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  }
  expect(await rows()).toEqual([0, 0, 0]);
  expect(await contact({ solicitationId }, { caller: subdistrict })).toMatchObject({ building: '2' });

  await close(solicitationId);
  for (const step of [contact, answer]) {
    expect(await step({ solicitationId })).toMatchObject({ code: 'NOT_OPEN', rule: 'PART-2' });
  }
});

test('[PART-2] one household more than the register has is refused, and a known one is not', async () => {
  await register({ communityId: 'com_2', households: 2 });
  const { id } = await open('com_2', { caller: subdistrict });
  const enter = (household: string) => contact({ solicitationId: id, household }, { caller: subdistrict });
  await enter('2-1-101');
  await enter('2-1-102');

  expect(await enter('2-1-103')).toMatchObject({
    code: 'MORE_HOUSEHOLDS_THAN_REGISTERED',
    rule: 'PART-2',
    message: expect.stringContaining('has 2 households'),
  });
  expect(await answer({ solicitationId: id, household: '2-1-102' }, { caller: subdistrict })).toMatchObject({
    solicitation: { contacted: 2, answers: 1 },
  });
});
