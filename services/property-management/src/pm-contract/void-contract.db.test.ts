import { AuditTable } from '@anju/runtime/audit';
import { aCaller, execute } from '@anju/runtime/testing/execute';
import { passTime } from '@anju/runtime/testing/pass-time';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { TimerTable } from '@anju/runtime/timer.table';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { decisionEffective, projectProposed } from '../known/known.builder';
import { bureau } from '../pm-company/pm-company.builder';
import { schema } from '../schema';
import { storage } from '../storage';
import { timers } from '../timers';
import { PmContractTable } from './pm-contract.table';
import { aMistake } from './contract.builder';
import { type Asking, committee, hires, hiringPlace, sign as enter, tell } from './signing.builder';

const database = testDatabase(storage);
const nextDay: Instant = '2022-08-02T02:00:00.000Z';
const inChinese = { ...bureau, language: 'zh' } as const;

let companyId: string;
let otherId: string;
beforeEach(async () => {
  ({ companyId, otherId } = await hiringPlace(database()));
  await tell(database(), projectProposed());
});

const sign = (asking: Asking = {}) => enter(database(), companyId, asking);

async function ask(document: string, { caller, now }: Asking = {}, variables = {}) {
  const asked = { db: database(), now: now ?? nextDay, caller: caller ?? bureau, variables };
  return execute(schema, document, asked);
}

async function voidIt(contractId: string, { caller, now, ...differing }: Asking = {}) {
  const source = `mutation ($input: VoidContractInput!) { voidContract(input: $input) { __typename
    ... on PmContract { id state voiding { voidedAt reason paperNumber paperHash from until } deadlines { name state met } }
    ... on PmContractRefusal { code rule retryable message existing { id state } } } }`;
  const input = {
    ...aMistake({ reason: '服务期限抄错' }),
    idempotencyKey: uuidV7(),
    contractId,
    ...differing,
  };
  const answer = await ask(source, { caller, now } as Asking, { input });
  return answer.errors ? answer : answer.data.voidContract;
}

/** How the place, its project, the decision and the county see it. */
async function seen() {
  const { data, errors } = await ask(`{ _entities(representations: [
    { __typename: "Community", id: "com_1" }, { __typename: "RenovationProject", id: "prj_1" },
    { __typename: "OwnersDecision", id: "dec_1" }, { __typename: "Division", code: "140502" }]) {
    ... on Community { contract { id } contracts { nodes { id state } } }
    ... on RenovationProject { pmContracts { nodes { id state voiding { reason } } } }
    ... on OwnersDecision { contract { id } }
    ... on Division { contracts { running runningSynthetic total totalSynthetic } } } }`);
  expect(errors).toBeUndefined();
  const [community, project, decision, division] = data._entities;
  return { community, project, decision, counts: division.contracts };
}

const told = async () =>
  (await factsIn(database())).filter(({ type }) => type.startsWith('property-management.contract-'));
const timerOf = async (subject: string) =>
  (await database().read.findOneByOrFail(TimerTable, { name: 'contract-end', subject })).state;

test('[OVR-2, GOV-COM-5] what was entered with a wrong day is voided, counts nowhere and is shown, and the decision is signed again as on the paper', async () => {
  const wrong = await sign({ until: '2023-07-31' });
  expect((await seen()).counts).toEqual({ running: 1, runningSynthetic: 1, total: 1, totalSynthetic: 1 });

  expect(await voidIt(wrong.id, { reason: ' 服务期限抄错 ', paperHash: 'AB'.repeat(32) })).toEqual({
    __typename: 'PmContract',
    id: wrong.id,
    state: 'VOIDED',
    voiding: {
      voidedAt: nextDay,
      reason: '服务期限抄错',
      paperNumber: '凤源业委会函〔2022〕1号',
      paperHash: 'ab'.repeat(32),
      from: '2022-08-01',
      until: '2025-07-31',
    },
    deadlines: [{ name: 'contract-end', state: null, met: false }],
  });
  expect(await seen()).toEqual({
    community: { contract: null, contracts: { nodes: [{ id: wrong.id, state: 'VOIDED' }] } },
    project: {
      pmContracts: { nodes: [{ id: wrong.id, state: 'VOIDED', voiding: { reason: '服务期限抄错' } }] },
    },
    decision: { contract: null },
    counts: { running: 0, runningSynthetic: 0, total: 0, totalSynthetic: 0 },
  });

  const right = await sign({ now: nextDay });
  expect(right).toMatchObject({ __typename: 'PmContract', state: 'RUNNING' });
  expect(await seen()).toMatchObject({
    community: {
      contract: { id: right.id },
      contracts: {
        nodes: [
          { id: wrong.id, state: 'VOIDED' },
          { id: right.id, state: 'RUNNING' },
        ],
      },
    },
    decision: { contract: { id: right.id } },
    counts: { running: 1, total: 1 },
  });
  expect(await told()).toMatchObject([
    { type: 'property-management.contract-signed.v1', data: { contractId: wrong.id } },
    {
      type: 'property-management.contract-voided.v1',
      data: { contractId: wrong.id, decisionId: 'dec_1', committeeId: 'oc_1', voidedAt: nextDay },
    },
    { type: 'property-management.contract-signed.v1', data: { contractId: right.id } },
  ]);
  expect(await database().read.findBy(AuditTable, { action: 'voidContract' })).toMatchObject([
    {
      at: nextDay,
      actor: 'tester',
      subject: wrong.id,
      detail: { companyId, ...aMistake({ reason: '服务期限抄错' }) },
    },
  ]);
  expect([await timerOf(wrong.id), await timerOf(right.id)]).toEqual(['CANCELLED', 'WAITING']);
});

test('[PM-13, GOV-COM-5] it may be wrong again and again; the one that stands keeps its decision and its zone', async () => {
  for (const day of ['2023-07-31', '2024-07-31'] as const) {
    const { id } = await sign({ until: day, now: nextDay });
    await voidIt(id);
  }
  const { id } = await sign({ now: nextDay });
  const entries = await database().read.find(PmContractTable, { order: { id: 'ASC' } });
  expect(entries.map(({ entry, voidedAt }) => [entry, voidedAt])).toEqual([
    [1, nextDay],
    [2, nextDay],
    [3, null],
  ]);
  const after = { from: '2025-08-01', until: '2028-07-31' };
  const used = { code: 'DECISION_USED', existing: { id } };
  expect(await sign(after)).toMatchObject({ ...used, message: expect.stringContaining('voidContract') });
  await tell(database(), hires(otherId, 'dec_2'), decisionEffective({ decisionId: 'dec_2' }));
  const managed = { code: 'ZONE_HAS_MANAGER', existing: { id } };
  expect(await sign({ companyId: otherId, decisionId: 'dec_2' })).toMatchObject(managed);
});

test('[OVR-3] what is over by a wrong last day is voided too, and the end that was marked stays', async () => {
  const { id } = await sign({ until: '2022-08-01' });
  await passTime(database(), timers, nextDay);
  expect(await timerOf(id)).toBe('DONE');
  expect(await voidIt(id)).toMatchObject({ state: 'VOIDED' });
  expect(await timerOf(id)).toBe('DONE');
});

test('[REG-10] the bureau of the community’s county voids it, and never the committee alone, nor another county’s', async () => {
  const { id } = await sign();
  const elsewhere = { ...bureau, division: '140525' } as const;
  const refused = { code: 'NOT_IN_SCOPE', rule: 'REG-10', message: expect.stringContaining('own county') };
  expect(await voidIt(id, { caller: elsewhere })).toMatchObject(refused);
  const both = {
    ...elsewhere,
    ...committee,
    roles: new Set(['COUNTY_BUREAU', 'OWNERS_COMMITTEE'] as const),
  } as const;
  expect(await voidIt(id, { caller: { ...both, division: '140525' } })).toMatchObject(refused);
  const city = aCaller({ roles: new Set(['CITY_BUREAU']), division: '1405' });
  for (const caller of [committee, city, aCaller({ subject: null })])
    expect(await voidIt(id, { caller })).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(await told()).toHaveLength(1);
  expect(await voidIt(id)).toMatchObject({ state: 'VOIDED' });
});

test('[PM-13, HAND-1] by a voiding no other manager comes into the days of the signed contract, whatever is signed again', async () => {
  const { id } = await sign();
  await tell(database(), hires(otherId, 'dec_2'), decisionEffective({ decisionId: 'dec_2' }));
  const paper = { paperNumber: '凤源-2025-01', paperHash: '2d'.repeat(32) };
  const other = { companyId: otherId, decisionId: 'dec_2', now: nextDay, ...paper } as const;
  const within = { ...other, from: '2023-01-01', until: '2025-12-31' };
  const managed = { code: 'ZONE_HAS_MANAGER', message: expect.stringContaining('ask the county bureau') };
  expect(await sign(within)).toMatchObject(managed);

  await voidIt(id);
  const kept = { code: 'DAYS_OF_VOIDED_ENTRY', rule: 'PM-13', existing: { id } };
  expect(await sign(within)).toMatchObject(kept);
  const shorter = await sign({ until: '2022-12-31', now: nextDay });
  expect(shorter).toMatchObject({ __typename: 'PmContract' });
  expect(await sign(within)).toMatchObject(kept);
  expect(await sign({ ...within, from: '2025-08-01' })).toMatchObject({ __typename: 'PmContract' });
});

test('[PM-13] days that were read wrongly are put right by the next voiding, and where nothing was signed they are free', async () => {
  await tell(database(), hires(otherId, 'dec_2'), decisionEffective({ decisionId: 'dec_2' }));
  const other = { companyId: otherId, decisionId: 'dec_2', now: nextDay } as const;
  const first = await sign();
  await voidIt(first.id);
  const second = await sign({ now: nextDay });
  await voidIt(second.id, { from: null, until: null, neverSigned: true });
  expect(await sign(other)).toMatchObject({ __typename: 'PmContract' });
});

test.each([
  [{ reason: ' ' }, 'REASON_INVALID', 'OVR-2', '1 to 500 characters', '请写明登记有误之处'],
  [{ reason: '错'.repeat(501) }, 'REASON_INVALID', 'OVR-2', '1 to 500', '1 至 500 个字符'],
  [{ reason: '抄\u200b错' }, 'REASON_INVALID', 'OVR-2', 'nobody sees', '看不见的字符'],
  [{ contractId: 'pct_none' }, 'CONTRACT_NOT_FOUND', null, 'Check the id', '请核对编号'],
  [{ contractId: '凤源' }, 'CONTRACT_NOT_FOUND', null, 'Check the id', '请核对编号'],
  [{ paperNumber: ' ' }, 'PAPER_NUMBER_MISSING', null, 'number of the paper', '请填写'],
  [{ paperHash: 'none' }, 'PAPER_HASH_INVALID', null, 'SHA-256', '请重新计算'],
  [{ until: null }, 'SIGNED_DAYS_UNCLEAR', 'PM-13', 'neverSigned', '请按合同原件'],
  [{ from: '2025-08-01' }, 'TERM_ENDS_BEFORE_IT_BEGINS', 'PM-13', 'Check both', '请核对'],
  [{ idempotencyKey: 'none' }, 'IDEMPOTENCY_KEY_INVALID', null, 'UUIDv7', 'UUIDv7'],
])('%j is refused as %s, and the contract stands', async (differing, code, rule, en, zh) => {
  const { id } = await sign();
  const refusal = { __typename: 'PmContractRefusal', code, rule, retryable: false, existing: null };

  expect(await voidIt(id, differing)).toEqual({ ...refusal, message: expect.stringContaining(en) });
  expect(await voidIt(id, { ...differing, caller: inChinese })).toMatchObject({
    message: expect.stringContaining(zh),
  });
  expect(await told()).toHaveLength(1);
  expect((await seen()).community.contract).toEqual({ id });
  expect(await timerOf(id)).toBe('WAITING');
});

test('[OVR-2] voided twice it is refused, and the answer shows what is there; the same request is done once', async () => {
  const { id } = await sign();
  const idempotencyKey = uuidV7();
  const first = await voidIt(id, { idempotencyKey });
  expect(await voidIt(id, { idempotencyKey })).toEqual(first);
  expect(await voidIt(id, { idempotencyKey, reason: '其他' })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  const again = { code: 'ALREADY_VOIDED', rule: 'OVR-2', existing: { id, state: 'VOIDED' } };
  expect(await voidIt(id)).toMatchObject({ ...again, message: expect.stringContaining('signContract') });
  expect(await voidIt(id, { caller: inChinese })).toMatchObject({ message: expect.stringContaining('请用') });
  expect(await told()).toHaveLength(2);
});

test('[OVR-2, REG-8] of two who void one contract at once one does, on two nodes of a cluster too', async () => {
  const { id } = await sign();
  asOnTwoNodes(database(), 'known_community');
  const answers = await Promise.all([1, 2].map(() => voidIt(id)));
  expect(answers.filter(({ __typename }) => __typename === 'PmContract')).toHaveLength(1);
  expect(answers.filter(({ code }) => code === 'ALREADY_VOIDED')).toHaveLength(1);
  expect(await told()).toHaveLength(2);
});

test('[PM-13, REG-8] of two who sign again at once what was voided one does', async () => {
  const { id } = await sign();
  await voidIt(id);
  asOnTwoNodes(database(), 'known_community');
  const answers = await Promise.all([1, 2].map(() => sign({ now: nextDay })));
  expect(answers.filter(({ __typename }) => __typename === 'PmContract')).toHaveLength(1);
  expect(answers).toContainEqual(expect.objectContaining({ code: 'ZONE_HAS_MANAGER' }));
});
