import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandbox } from '@anju/runtime/sandbox';
import { uuidV7 } from '@anju/values/id';
import { act, attempt, type Mutation } from './act';
import { type CityInOneProcess, startCity } from './city';
import { type Client, Refused, until } from './client';
import { type Actors, createActors, offices } from './officers';
import { type Told, tellStory } from './story';
import { contractWith } from './story/decide';

jest.setTimeout(180_000);

let city: CityInOneProcess;
let actors: Actors;
let told: Told;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'anju-wrong-input-'));
  const sandbox = await openSandbox(folder);
  city = await startCity({ sandbox, logLevel: 'silent', port: 0 });
  actors = createActors(city.url, sandbox.issuer);
  told = await tellStory(actors, { onStep: () => undefined });
});
afterAll(async () => {
  await city?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Wrong {
  readonly what: string;
  readonly who: () => Promise<readonly [zh: Client, en: Client]>;
  readonly mutation: Mutation;
  readonly args: () => Record<string, unknown>;
  /** What the refusal says, in Chinese and in English: what is wrong and what to do. */
  readonly zh: readonly RegExp[];
  readonly en: readonly RegExp[];
}

const inBoth = (claims: () => Parameters<Actors['as']>[0]) => () =>
  Promise.all([actors.as(claims(), 'zh'), actors.as(claims(), 'en')]);
const county = inBoth(() => offices.countyBureau);
const finance = inBoth(() => offices.finance);
const street = inBoth(() => offices.subdistrict);
const committee = inBoth(() => told.people['committee']!);

const base64 = (text: string) => ({ contentBase64: Buffer.from(text).toString('base64'), dryRun: false });
const rollLines = () =>
  readFileSync(join(__dirname, '../data/fengyuan-owners-roll.csv'), 'utf8').trim().split('\n');
const roll = (change: (lines: string[]) => string[]) => ({
  input: { communityId: told.communityId, file: base64(change(rollLines()).join('\n')) },
});
/** What the bureau says of an entry whose contract runs a year longer. */
const mistake = (contractId: string) => ({
  idempotencyKey: uuidV7(),
  contractId,
  reason: '服务期限抄错',
  paperNumber: '凤源业委会函〔2022〕1号',
  paperHash: 'd'.repeat(64),
  from: '2022-08-01',
  until: '2026-07-31',
});
const project = (differing: object) => ({
  input: {
    idempotencyKey: uuidV7(),
    name: '新项目',
    year: 2022,
    communityIds: [told.communityId],
    contents: [{ code: 'DRAINAGE', description: '排水', costFen: 100 }],
    money: [{ kind: 'FISCAL', instrument: 'COUNTY_BUDGET', amountFen: 100, synthetic: true }],
    synthetic: true,
    ...differing,
  },
});
const receipt = (differing: object) => ({
  input: {
    idempotencyKey: uuidV7(),
    jobId: told.jobId,
    paperNumber: 'BK-1',
    paperSha256: '0'.repeat(64),
    paidOn: '2022-09-13',
    amountFen: 1,
    ...differing,
  },
});

const wrongs: readonly Wrong[] = [
  {
    what: 'a Chinese name where a year belongs',
    who: county,
    mutation: 'proposeProject',
    args: () => project({ year: '王建国' }),
    zh: [/input\.year：.*王建国.* 不是整数。请改正/],
    en: [/Int cannot represent non-integer value.*Correct it/],
  },
  {
    what: 'a word where one of a few choices belongs',
    who: county,
    mutation: 'proposeProject',
    args: () => project({ contents: [{ code: '屋面', description: '屋面', costFen: 100 }] }),
    zh: [/ContentCode 没有“屋面”这个选项。可选：.*ROOF_REPAIR.*。请改正/],
    en: [/does not exist in .*ContentCode.* enum.*It is one of .*ROOF_REPAIR.*Correct it/],
  },
  {
    what: 'an unknown id',
    who: county,
    mutation: 'approveProject',
    args: () => ({ input: { projectId: 'prj_0', documentNumber: '1' } }),
    zh: [/没有这个项目/, /请核对编号/],
    en: [/no such project/, /Check the id/],
  },
  {
    what: 'an unknown community',
    who: county,
    mutation: 'proposeProject',
    args: () => project({ communityIds: ['凤源'] }),
    zh: [/凤源/, /请核对编号/],
    en: [/凤源/, /Check the id/],
  },
  {
    what: 'a negative sum',
    who: county,
    mutation: 'proposeProject',
    args: () =>
      project({ money: [{ kind: 'FISCAL', instrument: 'COUNTY_BUDGET', amountFen: -100, synthetic: true }] }),
    zh: [/-1.00 元有误/, /大于零/],
    en: [/-1.00 yuan is wrong/, /more than zero/],
  },
  {
    what: 'money that differs from the cost by a fen',
    who: county,
    mutation: 'proposeProject',
    args: () =>
      project({ money: [{ kind: 'FISCAL', instrument: 'COUNTY_BUDGET', amountFen: 99, synthetic: true }] }),
    zh: [/相差 0.01 元/, /请调整/],
    en: [/0.01 yuan apart/, /Make them equal/],
  },
  {
    what: 'yuan with a fraction where fen belong',
    who: finance,
    mutation: 'recordBankReceipt',
    args: () => receipt({ amountFen: 54_398.5 }),
    zh: [/54398.5/, /请填写以分为单位的整数/],
    en: [/54398.5/, /Give whole fen/],
  },
  {
    what: 'a Chinese word where a sum belongs',
    who: finance,
    mutation: 'recordBankReceipt',
    args: () => receipt({ amountFen: '五万元' }),
    zh: [/五万元/, /请填写以分为单位的整数/],
    en: [/五万元/, /Give whole fen/],
  },
  {
    what: 'a negative cost on a sheet that was never entered',
    who: committee,
    mutation: 'recordMeasurement',
    args: () => ({
      input: {
        idempotencyKey: uuidV7(),
        jobId: told.secondRoofJobId,
        measuredFen: -100,
        paperNumber: 'JL-1',
        paperSha256: '1'.repeat(64),
        signedOn: '2022-09-12',
        supervisor: '监理单位',
      },
    }),
    zh: [/-1.00/, /大于零/],
    en: [/-1.00 yuan is wrong/, /more than zero/],
  },
  {
    what: 'a receipt of a job that is paid',
    who: finance,
    mutation: 'recordBankReceipt',
    args: () => receipt({ paperNumber: 'BK-2', paperSha256: '2'.repeat(64) }),
    zh: [/已支付|PAID|不能|请/],
    en: [/paid/i],
  },
  {
    what: '31 June',
    who: finance,
    mutation: 'recordBankReceipt',
    args: () => receipt({ paidOn: '2022-06-31' }),
    zh: [/2022-06-31.*不是有效日期/, /请写成/],
    en: [/Not a calendar date: 2022-06-31/, /Write it like/],
  },
  {
    what: 'a meeting without questions',
    who: committee,
    mutation: 'conveneMeeting',
    args: () => ({
      input: {
        idempotencyKey: uuidV7(),
        communityId: told.communityId,
        form: 'MEETING',
        opensAt: '2022-10-10T00:00:00+08:00',
        closesAt: '2022-10-11T00:00:00+08:00',
        questions: [],
      },
    }),
    zh: [/须有 1 至 20 个表决事项/],
    en: [/1 to 20 questions/],
  },
  {
    what: 'a roll with one home twice',
    who: county,
    mutation: 'importOwnersRoll',
    args: () => roll((lines) => [...lines, lines[3]!]),
    zh: [/146.*第 4 行已有/, /请删去一行/],
    en: [/146.*line 4/i, /remove|delete/i],
  },
  {
    what: 'a Chinese name where an area belongs',
    who: county,
    mutation: 'importOwnersRoll',
    args: () => roll(([header, first, ...rest]) => [header!, first!.replace('57.05', '王建国'), ...rest]),
    zh: [/2.*area_registered_m2.*王建国/],
    en: [/2.*area_registered_m2.*王建国/],
  },
  {
    what: 'a file of another table',
    who: county,
    mutation: 'importOwnersRoll',
    args: () => roll(() => ['姓名,面积', '王建国,57.05']),
    zh: [/^1 null null: 表头缺少：building, entrance.*请补上表头.*不认识的：姓名, 面积。应有的列：building/m],
    en: [/^1 null null: Missing from the header: .*Not known in the header: 姓名, 面积/m],
  },
  {
    what: 'an unknown publication',
    who: county,
    mutation: 'importCommunities',
    args: () => ({ input: { publication: 'beijing', file: base64('a,b\n1,2') } }),
    zh: [/没有/, /请核对/],
    en: [/no such id/, /Check it; there are: jincheng-urban-2020/],
  },
  {
    what: 'a credit code with a letter too few',
    who: county,
    mutation: 'registerCompany',
    args: () => ({ input: { name: '新物业公司', creditCode: '91140500MA0K2T8X1' } }),
    zh: [/18 位，实为 17 位/, /请对照营业执照/],
    en: [/18 characters, this one 17/, /Compare it with/],
  },
  {
    what: 'a contract that ends before it begins',
    who: committee,
    mutation: 'signContract',
    args: () => ({
      input: {
        ...contractWith(told, told.companyId, told.decisionIds.manager),
        from: '2025-08-01',
        until: '2022-07-31',
      },
    }),
    zh: [/截止日期早于开始日期，请核对/],
    en: [/ends before it begins|before/],
  },
  {
    what: 'a contract that is voided and that there is not',
    who: county,
    mutation: 'voidContract',
    args: () => ({ input: mistake('pct_none') }),
    zh: [/没有登记这份物业服务合同，请核对编号/],
    en: [/No such contract was entered\. Check the id/],
  },
  {
    what: 'a contract that is voided without a reason',
    who: county,
    mutation: 'voidContract',
    args: () => ({ input: { ...mistake(told.contractId), reason: '' } }),
    zh: [/请写明登记有误之处/],
    en: [/Say what was wrong/],
  },
  {
    what: 'an asking of a community that there is not',
    who: street,
    mutation: 'openSolicitation',
    args: () => ({ input: { communityId: '凤源' } }),
    zh: [/没有/, /请/],
    en: [/no such community/i],
  },
  {
    what: 'more wrong dates than are told one by one',
    who: committee,
    mutation: 'recordDeliveries',
    args: () => ({
      input: {
        idempotencyKey: uuidV7(),
        meetingId: told.meetingId,
        deliveries: Array.from({ length: 60 }, () => ({
          ownerId: 'own_1',
          way: 'HAND',
          deliveredOn: '2022-06-31',
        })),
      },
    }),
    zh: [/2022-06-31/, /错误太多，未全部列出/],
    en: [/2022-06-31/, /Too many errors/],
  },
];

/** Every row of every table, each table as one digest; a lease says who works, and nothing of the city. */
async function look() {
  const digests: Record<string, string> = {};
  for (const { name, db } of city.running)
    for (const { tableName } of db.read.connection.entityMetadatas) {
      if (tableName === 'lease') continue;
      const rows: object[] = await db.read.query(`SELECT * FROM ${tableName}`);
      const lines = rows.map((row) => JSON.stringify(row)).toSorted();
      digests[`${name} ${tableName} (${rows.length})`] = createHash('sha256')
        .update(lines.join('\n'))
        .digest('hex');
    }
  return digests;
}

test.each(wrongs)('$what: says so in Chinese and in English, and stores nothing', async (wrong) => {
  const { who, mutation, args, zh, en } = wrong;
  const before = await look();
  const [inChinese, inEnglish] = await who();
  const said = [await refusalOf(inChinese, mutation, args()), await refusalOf(inEnglish, mutation, args())];
  for (const pattern of zh) expect(said[0]).toMatch(pattern);
  for (const pattern of en) expect(said[1]).toMatch(pattern);
  expect(await look()).toEqual(before);
});

test('[OVR-2, MF-2] a contract entered wrongly is voided: the company acts no more, the trail shows it, and entered anew all is right', async () => {
  const [signers, bureau, company] = await Promise.all([
    actors.as(told.people['committee']!),
    actors.as(offices.countyBureau),
    actors.as(told.people['pmCompany']!),
  ]);
  const apply = () =>
    refusalOf(company, 'applyForFundPayment', { input: { idempotencyKey: uuidV7(), jobId: told.jobId } });
  const heard = (what: string, words: RegExp) => until(what, async () => words.test(await apply()));
  const trail = async () => {
    const { project, division } = await actors.anybody.ask(told.firstQuery);
    return [project.pmContracts.nodes.map(({ state }: { state: string }) => state), division.contracts];
  };
  const done = await apply();

  await act(bureau, 'voidContract', { input: mistake(told.contractId) });
  await heard('funding to know the contract no more', /本小区业主的物业服务合同|No contract of your company/);
  expect(await trail()).toEqual([['VOIDED'], { running: 0, total: 0 }]);

  const asOnPaper = contractWith(told, told.companyId, told.decisionIds.manager);
  await act(signers, 'signContract', { input: { ...asOnPaper, until: '2026-07-31' } });
  await until('funding to know it anew', async () => (await apply()) === done);
  expect(await trail()).toEqual([['VOIDED', 'RUNNING'], { running: 1, total: 1 }]);
});

/** The words of the refusal, or of the error where the request could not even be read, with the rows it blames. */
async function refusalOf(client: Client, mutation: Mutation, args: Record<string, unknown>) {
  try {
    await attempt(client, mutation, args, '__typename');
  } catch (error) {
    if (!(error instanceof Refused)) return String(error);
    const { message, problems = [] } = error.refusal;
    const rows = problems.map(({ line, column, value, reason }) => `${line} ${column} ${value}: ${reason}`);
    return [message, ...rows].join('\n');
  }
  throw new Error(`${mutation} was done and should have been refused`);
}
